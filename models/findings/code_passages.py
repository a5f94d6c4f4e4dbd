"""What a program reads is not checked as prose: placeholders, tags, addresses, shortcodes, HTML's references.

The rules and the model read an article as prose. For the rules, every such passage is blotted out first; what is then
still found in these passages alone is dropped, for all of them at once. Whether the passages themselves are right is
for one rule to say (`models.checks.placeholders`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

import regex

from models.article import SIDES, Document, Segment, Side
from models.checks.completeness.boilerplate import BOILERPLATE
from models.checks.placeholders import PLACEHOLDERS
from models.report import Flag
from models.spans import Span, merge
from models.text.codes import find_codes
from models.text.words import is_wordlike

BLOT = "\ufffc"
"""Unicode's OBJECT REPLACEMENT CHARACTER: something stands here that is no text."""
_REFERENCE = regex.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")


@dataclass(frozen=True)
class Prose:
    """A document with its codes blotted out, the stored one, and where the codes stand on each side, in order."""

    document: Document
    stored: Document
    codes: dict[Side, list[Span]]

    def restored(self, flag: Flag) -> Flag | None:
        """The flag with its evidence as it stands in the source.

        None for one that has its words, or all its evidence, in codes alone, or that tells of a blot.
        """
        if not self._holds(flag):
            return None
        source = self.stored.article.text("source")
        pieces = [replace(p, text=p.span.of(source)) if p.span and BLOT in p.text else p for p in flag.evidence]
        return replace(flag, evidence=tuple(pieces)) if flag.evidence else flag

    def _holds(self, flag: Flag) -> bool:
        if any(BLOT in text for text in (flag.message, *flag.replacements)):
            return False
        pieces = [piece.span for piece in flag.evidence if piece.span is not None]
        if pieces and all(self._is_code("source", span) for span in pieces):
            return False
        return not self._is_code(flag.side, flag.span)

    def _is_code(self, side: Side, span: Span) -> bool:
        """True when some code lies in `span` and no letter or digit of it outside of codes."""
        codes = self.codes[side]
        index = bisect_right(codes, span.start, key=lambda code: code.end)
        if index == len(codes) or not codes[index].overlaps(span):
            return False
        return not is_wordlike(span.of(self.document.article.text(side)))


def prose_of(document: Document) -> Prose:
    """A document as the rules for prose are to read it: offsets stay what they are.

    A character reference of HTML is a code where the other side has the same one.
    """
    codes = {side: _codes(document, side) for side in SIDES}
    if not any(codes.values()):
        return Prose(document, document, codes)
    article = document.article
    target = _blotted(article.target, codes["target"])
    source = None if article.source is None else _blotted(article.source, codes["source"])

    def cut(segment: Segment) -> Segment:
        there, here = segment.source_span, segment.target_span
        return replace(segment, source=there.of(source or "") if there else "", target=here.of(target) if here else "")

    blotted = Document(replace(article, target=target, source=source), tuple(map(cut, document.segments)))
    return Prose(blotted, document, codes)


def without_strange_lines(flags: Iterable[Flag]) -> list[Flag]:
    """The flags less codes in lines that do not belong to the article, which are told of as a whole."""
    found = list(flags)
    lines = [flag for flag in found if flag.check == BOILERPLATE.id]
    return [
        flag
        for flag in found
        if flag.check != PLACEHOLDERS.id
        or not any(line.side == flag.side and line.span.contains(flag.span) for line in lines)
    ]


def _codes(document: Document, side: Side) -> list[Span]:
    text, other = document.article.text(side), document.article.text("target" if side == "source" else "source")
    codes = find_codes(text)
    if not all(code.certain for code in codes):
        same = {code.key for code in find_codes(other)}
        codes = [code for code in codes if code.certain or code.key in same]
    spans = [code.span for code in codes]
    if "&" in text and document.has_source:
        shared = set(_REFERENCE.findall(other))
        spans += [Span(*match.span()) for match in _REFERENCE.finditer(text) if match[0] in shared]
    return merge(spans)


def _blotted(text: str, codes: list[Span]) -> str:
    pieces, place = [], 0
    for span in codes:
        pieces += [text[place : span.start], BLOT * len(span)]
        place = span.end
    return "".join([*pieces, text[place:]])
