"""Words for the part of the day beside a time of twelve hours: 10:30 صباحا, 7:30 вечера, 8 Uhr abends, akşam 8.30."""

from __future__ import annotations

from functools import lru_cache

import regex

from models.spans import Span

_AFTER: dict[str, tuple[str, str, str]] = {
    "ar": ("صباح[اً]{1,2}", "مساء[اً]{0,2}|ظهر[اً]{1,2}|عصر[اً]{1,2}", "ليل[اً]{1,2}"),
    "cs": ("ráno|dopoledne", "večer|odpoledne", "v noci"),
    "de": ("morgens|vormittags|früh", "abends|nachmittags", "nachts"),
    "en": ("in the morning", "in the (?:afternoon|evening)", "at night"),
    "es": ("de la mañana", "de la tarde", "de la noche"),
    "fa": ("صبح|بامداد", "عصر|بعد ?از ?ظهر", "شب"),
    "fr": ("du matin", "du soir|de l['’]après-midi", "de la nuit"),
    "he": ("בבוקר|לפנות בוקר", "בערב|אחר הצהריים|אחה[\"”״]צ", "בלילה"),
    "it": ("del mattino|di mattina", "di sera|della sera|del pomeriggio", "di notte"),
    "pt": ("da manhã", "da tarde", "da noite"),
    "ru": ("утра", "вечера|дня", "ночи"),
    "uk": ("ранку", "вечора|дня", "ночі"),
}
"""By language, what behind a time says before noon, after it, and at night."""
_BEFORE: dict[str, tuple[str, str, str]] = {
    "tr": ("sabah", "akşam|öğleden sonra", "gece"),
    "zh": ("上午|早上|早晨|清晨|凌晨", "下午|傍晚", "晚上|夜里|深夜"),
    "ja": ("午前|早朝", "午後|夕方", "深夜"),
    "ne": ("बिहान", "दिउँसो|अपराह्न|साँझ|बेलुका", "राति"),
    "si": (r"පෙ\.ව\.|උදේ|පෙරවරු", r"ප\.ව\.|සවස|පස්වරු", "රාත්‍රී"),
}
"""The same of what stands before it, with or without a word for "at"."""
_MAX_HOUR = 11
"""Twelve at noon and twelve at night are told in too many ways."""
_EVENING = range(7, _MAX_HOUR + 1)
"""Hours that are before midnight if they are at night; those up to five are after it."""
_SMALL_HOURS = range(1, 6)
_REACH = 24


def half_day(text: str, time: Span, hour: int, lang: str) -> str:
    """ "a" or "p" where a word beside the time says so, else "".

    half_day("в 7:30 вечера", Span(2, 6), 7, "ru") == "p"
    """
    return told_half_day(text, time, hour, lang)[0]


def told_half_day(text: str, time: Span, hour: int, lang: str) -> tuple[str, Span]:
    """The same with the time's span, widened by the word if that stands behind it.

    told_half_day("в 7 вечера", Span(2, 3), 7, "ru") == ("p", Span(2, 10))
    """
    match = _word_beside(text, time, lang) if 1 <= hour <= _MAX_HOUR else None
    if match is None:
        return "", time
    told = Span(time.start, match.end()) if lang in _AFTER else time
    if match["night"]:
        return ("p" if hour in _EVENING else "a" if hour in _SMALL_HOURS else ""), told
    return ("a" if match["morning"] else "p"), told


def _word_beside(text: str, time: Span, lang: str) -> regex.Match[str] | None:
    if lang in _AFTER:
        return _pattern(lang).match(text, time.end)
    if lang in _BEFORE:
        return _pattern(lang).search(text[max(0, time.start - _REACH) : time.start])
    return None


@lru_cache(64)
def _pattern(lang: str) -> regex.Pattern[str]:
    morning, evening, night = _AFTER.get(lang) or _BEFORE[lang]
    words = f"(?:(?P<morning>{morning})|(?P<evening>{evening})|(?P<night>{night}))"
    if lang in _AFTER:
        return regex.compile(rf"\s+{words}(?![\p{{L}}\p{{M}}])", regex.IGNORECASE)
    return regex.compile(rf"{words}(?:\s*saat)?\s*$", regex.IGNORECASE)
