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
_AT = {"es": "las", "it": "d?alle|le|ore", "pt": "às|das", "ro": "ora|orele", "tr": "saat"}
"""What stands before an hour, of 24 too."""
_OF_CLOCK = {"fr": "heures", "pt": "horas", "es": "horas", "ru": "часов", "uk": "годин", "cs": "hodin"}
"""The same behind it."""
_REACH = 20
_NOON, _MAX_HOUR = 12, 24


@lru_cache(64)
def _patterns(lang: str) -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    before, after, at = (words.get(lang, "(?!)") for words in (_BEFORE_HOUR, _AFTER_HOUR, _AT))
    return (
        regex.compile(rf"(?<!\p{{L}})(?:{before})\s$", regex.IGNORECASE),
        regex.compile(rf"(?:\s\p{{L}}+)?\s(?:{after})(?!\p{{L}})", regex.IGNORECASE),
        regex.compile(rf"(?<!\p{{L}})(?:{at})\s$", regex.IGNORECASE),
    )


def spoken_hours(text: str, span: Span, value: float, lang: str) -> frozenset[float]:
    """What else an hour at `span` may be: the one before, where a half or a quarter is missing until it; 6 for 18.

    spoken_hours("um halb acht", Span(8, 12), 8.0, "de") == {7.0}
    """
    if not 1 <= value <= _MAX_HOUR:
        return frozenset()
    before, after, at = _patterns(lang)
    text_before = text[max(0, span.start - _REACH) : span.start]
    if value > _NOON and (at.search(text_before) or _is_of_clock(text, span, lang)):
        return frozenset({value - _NOON})
    is_short = before.search(text_before) or after.match(text, span.end)
    return frozenset({value - 1 or float(_NOON)}) if is_short else frozenset()


def _is_of_clock(text: str, span: Span, lang: str) -> bool:
    return lang in _OF_CLOCK and text.startswith(_OF_CLOCK[lang], span.end + 1)


def minutes_of_fraction(value: float) -> frozenset[float]:
    """The minutes that a half or quarter of an hour is: minutes_of_fraction(7.5) == {30.0}."""
    rest = value % 1
    return frozenset({60 * rest, 60 - 60 * rest}) if value < _MAX_HOUR and rest in (0.25, 0.5, 0.75) else frozenset()
