"""Invisible characters where they do not belong: zero-width marks and direction controls."""

from __future__ import annotations

import regex

from models.article import Document
from models.checks.base import Check, FlagKind
from models.checks.word_bounds import cluster, touches, without_edges
from models.languages import text_direction
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span, merge

ZERO_WIDTH = FlagKind(Category.ENCODING, Severity.MINOR, 0.75)
TURNED_LINE = FlagKind(Category.ENCODING, Severity.MINOR, 0.9)
TURNED = FlagKind(Category.ENCODING, Severity.MAJOR, 0.9)
"""A direction control in left-to-right text: what is read may not be what is stored."""

_JOINING = r"\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Sinhala}\p{Script=Bengali}"
_JOINING += r"\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Mongolian}"
_UNSPACED = r"\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Han}"
_UNSPACED += r"\p{Script=Hiragana}\p{Script=Katakana}"
_RTL = regex.compile(r"[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]")
_ZERO_WIDTH = regex.compile(
    rf"(?<![{_UNSPACED}/])\u200b(?![{_UNSPACED}])"
    rf"|(?<![{_JOINING}\p{{M}}])\u200c"
    rf"|(?<![{_JOINING}\p{{M}}\p{{Emoji_Modifier}}\p{{Extended_Pictographic}}])\u200d"
    rf"|(?<=.)\ufeff|(?<=\p{{L}})\u2060(?=\p{{L}})|[\u180e\u2061-\u2064\u115f\u1160\u3164\uffa0\ufff9-\ufffb]"
    rf"|(?<![\U000e0020-\U000e007f\p{{Extended_Pictographic}}])[\U000e0001\U000e0020-\U000e007f]",
    flags=regex.DOTALL,
)
_MARK = regex.compile(r"[\u200e\u200f\u061c]")
_OVERRIDE = regex.compile(r"[\u202d\u202e]")
_CONTROL = regex.compile(r"[\u202a-\u202e\u2066-\u2069]")
_REACH = 40
"""Code points around a direction mark in which right-to-left letters explain it."""


class Invisible(Check):
    """Zero-width characters inside ordinary words, and controls that turn the reading direction.

    Right where they are at home: joiners in Arabic and Indic scripts and in emoji, zero-width spaces in
    scripts without spaces, direction marks in right-to-left text and around it.
    """

    id = "invisible"

    def find(self, document: Document) -> list[Flag]:
        """One flag for every word that holds such characters, in reading order."""
        article = document.article
        text = article.target
        right_to_left = text_direction(article.target_lang) == "rtl"
        control = _OVERRIDE if right_to_left else _CONTROL
        turned = merge(
            cluster(text, Span(*m.span()))
            for m in control.finditer(text)
            if right_to_left or m.group() in "\u202d\u202e" or not _near_rtl(text, m.start())
        )
        strange = [Span(*m.span()) for m in _ZERO_WIDTH.finditer(text)]
        if not right_to_left:
            strange += [Span(*m.span()) for m in _MARK.finditer(text) if not _near_rtl(text, m.start())]
        hidden = [s for s in merge(_word(text, s) for s in merge(strange)) if not touches(s, turned)]
        kind = TURNED_LINE if right_to_left else TURNED
        flags = [self._turned(text, span, kind) for span in turned]
        flags += [self._hidden(text, span) for span in hidden]
        return sorted(flags, key=lambda flag: flag.span)

    def _turned(self, text: str, span: Span, kind: FlagKind) -> Flag:
        message = f"An invisible character changes the reading direction here ({_names(text, span)})."
        return kind.flag(self.id, span, message, replacements=_cleaned(text, span))

    def _hidden(self, text: str, span: Span) -> Flag:
        message = f"An invisible character is in here ({_names(text, span)}); a search will miss the word."
        return ZERO_WIDTH.flag(self.id, span, message, replacements=_cleaned(text, span))


def _word(text: str, mark: Span) -> Span:
    """The word that a mark stands in, with the mark, without the punctuation at its ends."""
    around = cluster(text, mark)
    word = without_edges(text, around)
    return Span(min(word.start, mark.start), max(word.end, mark.end))


def _near_rtl(text: str, place: int) -> bool:
    return bool(_RTL.search(text, max(0, place - _REACH), place + _REACH))


def _found(text: str, span: Span) -> list[str]:
    piece = span.of(text)
    found = {m.group() for pattern in (_ZERO_WIDTH, _MARK, _CONTROL) for m in pattern.finditer(piece)}
    return sorted(found | {c for c in piece if c == "\ufeff"})


def _names(text: str, span: Span) -> str:
    return ", ".join(f"U+{ord(character):04X}" for character in _found(text, span))


def _cleaned(text: str, span: Span) -> tuple[str, ...]:
    """The words without the characters; nothing when only they were there."""
    cleaned = span.of(text)
    for character in _found(text, span):
        cleaned = cleaned.replace(character, "")
    return (cleaned,) if cleaned.strip() else ()


INVISIBLE = Invisible()
