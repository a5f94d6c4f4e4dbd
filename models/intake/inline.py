"""Text within its markup: a post-edit spliced in, or words and tags told apart.

Tags are never touched: where words are replaced that a tag stands between, the tag stays behind the new words. Words
that an image has in its `alt` are replaced there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

import regex

from models.report import MarkupOffsets
from models.spans import Span

_TAG = regex.compile(r"""<!--.*?-->|</?[A-Za-z!?](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""", regex.S)
_SPACE = regex.compile(r"[ \t\n\f\r]+")
_QUOTED = regex.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_QUOTE = regex.compile(r"""=\s*+["']""")


@dataclass(frozen=True, slots=True)
class MarkupPiece:
    """Some words as they are read, or a tag as it was written; the other is empty."""

    text: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Other words for a span of the visible text; an empty span at `start` is an insertion: `end` equals it."""

    start: int
    end: int
    text: str


def spliced(markup: str, offsets: MarkupOffsets, length: int, replacements: Iterable[Replacement]) -> str:
    """The markup with other words in it, every tag kept. `length`: of the visible text that `offsets` reads.

    In `<p>A <b>big</b> ship</p>`, "big" replaced by "small & old": `<p>A <b>small &amp; old</b> ship</p>`.
    """
    changed: set[tuple[int, int, str]] = set()
    tags = [match.span() for match in _TAG.finditer(markup)]
    for replacement in replacements:
        gone = [place for n in range(replacement.start, replacement.end) if (place := offsets(Span(n, n + 1)))]
        changed |= {(place.start, place.end, "") for place in gone}
        at = gone[0].start if gone else _insertion(offsets, replacement.start, length)
        if replacement.text and at is not None:
            changed.add((at, at, _written(replacement.text, _before(markup, tags, at))))
    pieces, cursor = [], 0
    for start, end, text in sorted(changed):
        pieces += [markup[cursor:start], text]
        cursor = max(cursor, end)
    return "".join([*pieces, markup[cursor:]])


def _before(markup: str, tags: Sequence[tuple[int, int]], at: int) -> str | None:
    """What stands before `at` of the tag that it lies in; None between tags."""
    index = bisect_right(tags, at, key=lambda tag: tag[1])
    return markup[tags[index][0] : at] if index < len(tags) and tags[index][0] < at else None


def _written(text: str, before: str | None) -> str:
    """The text as markup. `before`: of a tag, what stands before the text, which then belongs to an attribute."""
    if before is None:
        return escape(text, quote=False).replace("\n", "<br>")
    written = escape(text).replace("\n", " ")
    return written if _QUOTE.search(_QUOTED.sub("", before)) else written.replace(" ", "&#32;")


def _insertion(offsets: MarkupOffsets, at: int, length: int) -> int | None:
    """Where in the markup something goes that is new: behind the character before, or where a line begins before it."""
    if at > 0 and (before := offsets(Span(at - 1, at))):
        return before.end
    following = (offsets(Span(number, number + 1)) for number in range(at, length))
    if (place := next(filter(None, following), None)) is not None:
        return place.start
    earlier = (offsets(Span(number, number + 1)) for number in range(at - 1, -1, -1))
    return next((place.end for place in earlier if place), None)


def inline_pieces(markup: str, offsets: MarkupOffsets, span: Span, text: str) -> Iterator[MarkupPiece]:
    """A span of the visible text with the tags inside it. `text`: the words of the span, which come back exactly."""
    words, end = "", None
    for number, character in enumerate(text, start=span.start):
        place = offsets(Span(number, number + 1))
        if place is not None and end is not None and end < place.start:
            for tag in _TAG.findall(markup, end, place.start):
                if words:
                    yield MarkupPiece(text=words)
                    words = ""
                yield MarkupPiece(tag=tag)
        words += character
        end = place.end if place is not None else end
    if words:
        yield MarkupPiece(text=words)


def fragment_pieces(fragment: str) -> Iterator[MarkupPiece]:
    """The same of some markup by itself: white space is collapsed, character references are read."""
    cursor = 0
    for match in _TAG.finditer(fragment):
        if words := _read(fragment[cursor : match.start()]):
            yield MarkupPiece(text=words)
        yield MarkupPiece(tag=match[0])
        cursor = match.end()
    if words := _read(fragment[cursor:]):
        yield MarkupPiece(text=words)


def _read(markup: str) -> str:
    return unescape(_SPACE.sub(" ", markup))
