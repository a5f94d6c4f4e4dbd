"""Broken characters: text in a wrong encoding, replacement marks, entities, control codes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import partial
from html.entities import html5

import regex
from ftfy import badness, fix_encoding

from models.article import Document
from models.checks.base import Check, FlagKind
from models.checks.word_bounds import addresses, cluster, touches
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span, merge

REPAIRED = FlagKind(Category.ENCODING, Severity.MAJOR, 0.95)
"""ftfy finds what the characters must have been."""
LOST = FlagKind(Category.ENCODING, Severity.MAJOR, 0.95)
"""A replacement mark or half a character: what stood there is gone."""
ENTITY = FlagKind(Category.ENCODING, Severity.MINOR, 0.9)
CONTROL = FlagKind(Category.ENCODING, Severity.MINOR, 0.7)
_LOST = regex.compile(r"[\ufffd\p{Cs}]+")
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+")
"""Control codes except tab and the line ends that `str.splitlines` knows."""
_ENTITY = regex.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class Encoding(Check):
    """Mojibake (with its repair), U+FFFD and lone surrogates, HTML entities, control characters."""

    id = "encoding"

    def find(self, document: Document) -> list[Flag]:
        """Broken characters of the target in reading order, word by word."""
        text = document.article.target
        flags: list[Flag] = []
        entities = partial(self._entities, source=document.article.source or "")
        for find in (self._mojibake, self._lost, entities, self._control):
            taken = merge(flag.span for flag in flags)
            flags += [flag for flag in find(text) if not touches(flag.span, taken)]
        return sorted(flags, key=lambda flag: flag.span)

    def _mojibake(self, text: str) -> list[Flag]:
        places = _clusters(text, badness.BADNESS_RE.finditer(text))
        flags = []
        for place in places:
            broken = place.of(text)
            repaired = fix_encoding(broken)
            if repaired != broken and not _LOST.search(broken):
                message = f"Wrong character encoding; this should read: {repaired}"
                flags.append(REPAIRED.flag(self.id, place, message, replacements=(repaired,)))
        return flags

    def _lost(self, text: str) -> list[Flag]:
        places = _clusters(text, _LOST.finditer(text))
        message = "A character was lost when the text was decoded."
        return [LOST.flag(self.id, place, message) for place in places]

    def _entities(self, text: str, source: str) -> list[Flag]:
        """Codes that the source does not have: of markup that was sent as text it has the same."""
        links = addresses(text)
        flags = []
        for match in _ENTITY.finditer(text):
            entity, span = match.group(), Span(*match.span())
            if (entity[1] == "#" or entity[1:] in html5) and not touches(span, links) and entity not in source:
                meant = html.unescape(entity)
                message = f"An HTML code was left in the text: {entity} stands for “{meant}”."
                flags.append(ENTITY.flag(self.id, span, message, replacements=(meant,)))
        return flags

    def _control(self, text: str) -> list[Flag]:
        places = [Span(*m.span()) for m in _CONTROL.finditer(text)]
        message = "Unexpected control character."
        return [CONTROL.flag(self.id, place, message) for place in places]


def _clusters(text: str, matches: Iterable[re.Match[str] | regex.Match[str]]) -> list[Span]:
    """The words around the matches."""
    return merge(cluster(text, span) for span in merge(Span(*match.span()) for match in matches))


ENCODING = Encoding()
