"""Hours told in words with a half or a quarter: "halb acht" is 7.30, "neuf heures moins le quart" 8.45."""

from __future__ import annotations

from functools import lru_cache

import regex

from models.spans import Span

_BEFORE_HOUR = {
    "cs": r"půl|čtvrtě?\sna", "de": r"halb|(?:drei)?viertel(?:\svor)?", "en": r"(?:quarter|ten|five|twenty)\sto",
    "et": r"pool|kolmveerand", "ru": r"половин[аеуы]|четверть|без\sчетверти|без\s(?:пяти|десяти|двадцати)",
    "uk": r"пів\s(?:на|до)|половин[аіу]|чверть\sна|за\sчверть",
}  # fmt: skip
"""What before an hour says that it has not come yet: "v půl osmé"."""
_AFTER_HOUR = {
    "ar": "إلا", "es": "menos", "fr": "moins", "it": "meno", "pt": "menos", "ro": "fără", "tr": r"çeyrek\svar",
}  # fmt: skip
"""The same behind it: "las nueve menos cuarto"."""
_REACH = 20
_HOURS = range(1, 25)


@lru_cache(64)
def _patterns(lang: str) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    before, after = _BEFORE_HOUR.get(lang, "(?!)"), _AFTER_HOUR.get(lang, "(?!)")
    return (
        regex.compile(rf"(?<!\p{{L}})(?:{before})\s$", regex.IGNORECASE),
        regex.compile(rf"(?:\s\p{{L}}+)?\s(?:{after})(?!\p{{L}})", regex.IGNORECASE),
    )


def spoken_hours(text: str, span: Span, value: float, lang: str) -> frozenset[float]:
    """The hour before the one at `span`, where a half or a quarter is missing until that.

    spoken_hours("um halb acht", Span(8, 12), 8.0, "de") == {7.0}
    """
    if value not in _HOURS:
        return frozenset()
    before, after = _patterns(lang)
    is_short = before.search(text[max(0, span.start - _REACH) : span.start]) or after.match(text, span.end)
    return frozenset({value - 1 or 12.0}) if is_short else frozenset()


def minutes_of_fraction(value: float) -> frozenset[float]:
    """The minutes that a half or quarter of an hour is: minutes_of_fraction(7.5) == {30.0}."""
    rest = value % 1
    return frozenset({60 * rest, 60 - 60 * rest}) if value < max(_HOURS) and rest in (0.25, 0.5, 0.75) else frozenset()
