"""Punctuation and digits of another script left in text of Latin letters: ، ؟ 。， 「 ١٢٣ １２３."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from models.checks.word_bounds import enclosed, touches
from models.spans import Span

_SIGNS = {
    "،": ",", "؛": ";", "؟": "?", "۔": ".", "״": "”", "׳": "’", "٪": "%", "٫": ".", "٬": ",", "।": ".", "॥": ".",
    "、": ",", "。": ".", "｡": ".", "､": ",", "「": "“", "」": "”", "｢": "“", "｣": "”", "『": "“", "』": "”",
    "《": "“", "》": "”", "〈": "“", "〉": "”", "【": "[", "】": "]", "〔": "[", "〕": "]", "〖": "[", "〗": "]",
}  # fmt: skip
_CLOSING = frozenset(",;?!:.)]”")
"""English signs that a space follows before the next word."""
_SIGN = regex.compile(rf"[{''.join(_SIGNS)}\uff01-\uff5e]|[^\P{{Nd}}0-9\U0001d7ce-\U0001d7ff]")
"""Digits but those of styled mathematical letters, which are Latin digits."""
_RUN = regex.compile(rf"(?:{_SIGN.pattern})+")
_FOREIGN_LETTER = regex.compile(r"(?!\p{Script=Latin})\p{L}")
_LATIN = regex.compile(r"\p{Script=Latin}")
_REACH = 3
"""Code points on either side in which a letter of another script shows that a whole foreign phrase stands here."""


@dataclass(frozen=True, slots=True)
class ForeignSign:
    """Signs of another script at `span`, and what English writes for them."""

    span: Span
    text: str
    meant: str


def foreign_signs(text: str, taken: Sequence[Span]) -> list[ForeignSign]:
    """Runs of such signs in order, without those of foreign phrases, of glosses and of what is `taken`.

    [s.meant for s in foreign_signs("It was hard،but calm。", ())] == [", ", "."]
    """
    found = []
    for match in _RUN.finditer(text):
        span = Span(*match.span())
        near = text[max(0, span.start - _REACH) : span.start] + text[span.end : span.end + _REACH]
        if _FOREIGN_LETTER.search(near) or touches(span, taken) or _is_gloss(text, span):
            continue
        found.append(ForeignSign(span, match.group(), _in_english(text, span)))
    return found


def _is_gloss(text: str, span: Span) -> bool:
    """Digits and signs that are spoken of: the numeral (٣), the sign “؟”."""
    return enclosed(text, span) and not _LATIN.search(text[max(0, span.start - 1) : span.end + 1])


def _in_english(text: str, span: Span) -> str:
    written = "".join(_SIGNS.get(c) or _digit(c) or unicodedata.normalize("NFKC", c) for c in span.of(text))
    before_word = _LATIN.match(text, span.end) is not None
    after_word = span.start > 0 and text[span.start - 1].isalnum()
    opened = " " if written[0] in "(“[" and after_word else ""
    return opened + written + (" " if before_word and written[-1] in _CLOSING else "")


def _digit(character: str) -> str:
    """The ASCII digit of a digit; "" of anything else, and of scripts newer than Python's tables."""
    value = unicodedata.digit(character, None)
    return "" if value is None else str(value)
