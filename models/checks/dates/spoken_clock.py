"""Times of day told in words: "um halb neun" is 8.30, "a las tres de la tarde" 15.00, "half past six" 6.30."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from models.checks.numerals.word_numbers import look_up
from models.checks.words.half_days import told_half_day
from models.checks.words.told_hours import FORMS, NOON_FORMS
from models.spans import Span
from models.text.normalise import fold

_WORD = r"\p{L}[\p{L}\p{M}'’\u200d]{1,14}"
_HOUR = rf"(?P<hour>\d{{1,2}}|{_WORD})"
_TWO_WORDS = {
    "ar": rf"(?P<hour>\d{{1,2}}|{_WORD}(?:\sعشرة?)?+)", "he": rf"(?P<hour>\d{{1,2}}|{_WORD}(?:[\s־-]עשרה?)?+)",
    "tr": rf"(?P<hour>\d{{1,2}}|(?:on|yirmi)\s{_WORD}|(?!(?:on|yirmi)\s){_WORD})",
}  # fmt: skip
"""Languages that tell eleven o'clock in two words."""
_MAX_HOUR = 24


def spoken_times(text: str, lang: str) -> Iterator[tuple[Span, int, int, str]]:
    """(place, hour, minute, a or p or nothing) of the times that a text with plain digits tells in words.

    [(hour, minute) for _, hour, minute, _ in spoken_times("um halb neun", "de")] == [(8, 30)]
    """
    for pattern, shift in _patterns(lang):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if "hour" not in match.groupdict():
                yield span, shift // 60, shift % 60, ""
                continue
            hour = _hour(match["hour"], lang)
            if 1 <= hour <= _MAX_HOUR:
                half, told = told_half_day(text, span, hour, lang)
                minutes = hour * 60 + shift + int(match.groupdict().get("minute") or 0)
                yield told, minutes // 60, minutes % 60, half


def _hour(word: str, lang: str) -> int:
    """0 for a word that is no whole number."""
    if word.isdecimal():
        return int(word)
    values = [
        sum(value for value, _ in parts) if (parts := look_up(fold(piece), lang)[0]) else 0.5
        for piece in regex.split(r"[\s־-]", word)
    ]
    return int(sum(values)) if sum(values) == int(sum(values)) else 0


@lru_cache(64)
def _patterns(lang: str) -> tuple[tuple[regex.Pattern[str], int], ...]:
    forms = (*FORMS.get(lang, ()), *NOON_FORMS.get(lang, ()))
    return tuple(
        (regex.compile(rf"(?<![\p{{L}}\p{{M}}\d])(?:{_told(form, lang)})(?![\p{{L}}\p{{M}}])", regex.IGNORECASE), shift)
        for form, shift in forms
    )


def _told(form: str, lang: str) -> str:
    return form.replace("H", _TWO_WORDS.get(lang, _HOUR)).replace("$", r"\s*\Z")
