"""Clock times in running text, whatever the way they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from models.checks.dates.spoken_clock import spoken_times
from models.checks.numerals.han_numerals import HAN_DIGITS, han_value
from models.checks.numerals.numerals import decimal_sign, plain_digits
from models.checks.words.half_days import half_day, told_half_day
from models.spans import Span
from models.text.word_cache import TEXTS_KEPT

_HALF_DAY, _DAY = 720, 1440
_NOT_IN_NUMBER = r"(?<![\d:.,/])"
_HALF = r"(?:\s?(?P<half>[aApP])\.?\s?[mM]\b)"
_TIME = regex.compile(rf"{_NOT_IN_NUMBER}(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?![\d:]|[.,]\d){_HALF}?")
_WRITTEN = tuple(
    regex.compile(f"{_NOT_IN_NUMBER}{form}")
    for form in (
        rf"(?P<hour>\d{{1,2}})\.(?P<minute>\d{{2}})(?:{_HALF}|\s?(?:Uhr|hod|год|ч)\b)",
        r"(?P<hour>\d{1,2})\s?h\s?(?P<minute>\d{2})(?!\d)",
        r"(?<=(?<!\p{L})(?:à|às|vers|dès|las)\s)(?P<hour>\d{1,2})\s?h(?![\p{L}\d]|\s?\d|\sd[e'’])",
        rf"(?P<hour>\d{{1,2}}){_HALF}",
        r"(?P<hour>\d{1,2})\s(?:o['’]clock\b|Uhr\b(?:\s(?P<minute>\d{2})(?![\d.,]))?)",
    )
)
"""6.30pm, 18.30 Uhr; 18h30, 18 h 30; à 9 h; 6 p.m.; 9 o'clock, 6 Uhr 30."""
_HAN_NUMBER = rf"{HAN_DIGITS}十"
_HAN = rf"\d{{1,2}}|[{_HAN_NUMBER}]{{1,3}}"
_DAY_PART = r"(?P<morning>上午|早上|早晨|清晨|凌晨|午前|오전)|(?P<evening>下午|傍晚|午後|오후)|中午|晚上|夜里"
_EAST = regex.compile(
    rf"(?P<part>{_DAY_PART})?\s?(?<![\d:.,/{_HAN_NUMBER}])(?P<hour>{_HAN})\s?(?P<sign>[点點时時시])(?![间間간])"
    rf"(?:\s?(?:(?P<minute>{_HAN})\s?[分분]|(?P<thirty>半)))?"
)
"""12时25分, 下午3点, 三点半; 3点 alone may be three points."""
_DOTTED = regex.compile(
    rf"{_NOT_IN_NUMBER}(?P<hour>\d{{1,2}})\.(?P<minute>\d{{2}})(?![\d:]|[.,]\d|\s?(?:[%°\p{{Sc}}]|раз|м[лі]|тыс|проц|M[ir]|Pro|mil))"
)
_BEFORE_TIME = {
    "cs": "v|ve|od|do", "da": "kl|kl.|klokken", "de": "um|gegen|ab|bis", "en": "at", "es": "las", "et": "kell",
    "fi": "klo|kello", "fr": "à|vers|dès", "it": "alle|dalle|ore", "nb": "kl|kl.|klokken", "pt": "às",
    "ro": "ora|orele", "ru": "в|с|до|к",
    "sv": "kl|kl.|klockan", "tr": "saat", "uk": "о|об|до",
}  # fmt: skip
"""What stands before a time that is written with a full stop, in languages with decimal commas and in English."""
_SPOKEN_BEFORE = {
    "ar": "الساعة|ساعة", "de": "um|gegen|ab|bis", "es": "las|la", "fa": "ساعت", "fr": "à|vers|dès", "he": "בשעה|ב-",
    "it": "alle|dalle|ore", "pt": "às|das", "ru": "в|с|до|к|около|после", "tr": "saat|sabah|akşam|sonra|gece",
    "cs": "v|ve|od|do|kolem", "uk": "о|об|до|після|близько",
}  # fmt: skip
_HOURS = {
    "ru": "часов|часа|час", "uk": "годині|години|година", "fr": "heures?|h", "cs": "hodiny|hodin|hodinu|h",
    "es": "horas?|h", "it": "ore", "pt": "horas?|h",
}  # fmt: skip
"""What stands before an hour without minutes and behind it, where a part of the day is told: в 10 утра, 7 heures du
soir. One of the two has to: "3 дня" alone are three days."""
_REACH = 10
"""Code points before a time in which that word ends."""
_OTHER_TIME = regex.compile(r"(?<![\d:.,/])(\d{1,2})\s?[.h点點时時]\s?(\d{2})(?!\d)")
_MILITARY = regex.compile(r"(?<![\d:.,/])([01]\d|2[0-3])([0-5]\d)(?=\s?(?:GMT|UTC|hours|hrs|local))")
_SAYS_TIME = regex.compile(r"\s?(?:GMT|UTC|o'clock|hours|hrs|local time|[aApP]\.?[mM]\b)")


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day (or a score, which looks the same) with all it may mean, in minutes after midnight.

    `possible`: it exists on a 24-hour clock; 15:30 PM and 25:61 do not. `surely_time`: the words
    around it say that it is a time.
    """

    span: Span
    text: str
    minutes: frozenset[int]
    possible: bool
    surely_time: bool

    @property
    def hours(self) -> set[int]:
        """The hours it may be, of 12 and of 24: {6, 18} of 6:30 pm."""
        return {hours for minutes in self.minutes for hours in (minutes // 60 % 12, minutes // 60 % 12 + 12)}

    def numbers(self) -> set[float]:
        """The numbers it may be written with: of 18.30 these are 18, 6, 30, 18.3 and 6.3."""
        found: set[float] = set()
        for minute in {minutes % 60 for minutes in self.minutes}:
            found.add(float(minute))
            found |= {value for hour in self.hours for value in (float(hour), round(hour + minute / 100, 6))}
        return found


@lru_cache(TEXTS_KEPT)
def clock_times(text: str, lang: str = "") -> tuple[ClockTime, ...]:
    """The times of a text in a language, in order: H:MM, and other forms where they are surely times.

    [t.text for t in clock_times("um 18.30 Uhr", "de")] == ["18.30 Uhr"]
    """
    plain = plain_digits(text)
    found: list[ClockTime] = []
    for match in _TIME.finditer(plain):
        span, hour, minute = Span(*match.span()), int(match["hour"]), int(match["minute"])
        half = (match["half"] or "").lower() or half_day(text, span, hour, lang)
        at = text[max(0, match.start() - 3) : match.start()].lower() == "at "
        found.append(
            ClockTime(
                span=span,
                text=span.of(text),
                minutes=frozenset(_minutes(hour, minute, half)),
                possible=minute < 60 and hour <= 24 and not (half and hour > 12),
                surely_time=bool(half) or at or bool(_SAYS_TIME.match(text, match.end())),
            )
        )
    taken = {offset for time in found for offset in range(time.span.start, time.span.end)}
    written = (*_written(plain), *_dotted(plain, lang), *_spoken(plain, lang), *_eastern(text))
    for span, hour, minute, half in (*written, *spoken_times(plain, lang)):
        inside = range(span.start, span.end)
        if hour <= 24 and minute < 60 and not (half and hour > 12) and taken.isdisjoint(inside):
            taken.update(inside)
            minutes = frozenset(_minutes(hour, minute, half or half_day(text, span, hour, lang)))
            found.append(ClockTime(span, span.of(text), minutes, possible=True, surely_time=True))
    return tuple(sorted(found, key=lambda time: time.span))


def _written(plain: str) -> Iterator[tuple[Span, int, int, str]]:
    """(place, hour, minute, a or p or nothing) of the forms that no number has."""
    for pattern in _WRITTEN:
        for match in pattern.finditer(plain):
            groups = match.groupdict()
            minute, half = int(groups.get("minute") or 0), (groups.get("half") or "").lower()
            yield Span(*match.span()), int(match["hour"]), minute, half


def _dotted(plain: str, lang: str) -> Iterator[tuple[Span, int, int, str]]:
    """18.30 behind a word for "at": "alle 18.30"."""
    words = _BEFORE_TIME.get(lang, "").split("|") if decimal_sign(lang) == "," or lang == "en" else []
    for match in _DOTTED.finditer(plain) if words else ():
        before = plain[max(0, match.start() - _REACH) : match.start()].lower().split(" ")
        if len(before) > 1 and not before[-1] and before[-2] in words:
            yield Span(*match.span()), int(match["hour"]), int(match["minute"]), ""


def _spoken(plain: str, lang: str) -> Iterator[tuple[Span, int, int, str]]:
    """An hour alone with its part of the day: "в 10 утра", "7 heures du soir", "akşam 8"."""
    if lang not in _SPOKEN_BEFORE:
        return
    for match in _spoken_hour(lang).finditer(plain):
        half, told = told_half_day(plain, Span(*match.span("whole")), int(match["hour"]), lang)
        if half and (match["before"] or match["hours"]):
            yield told, int(match["hour"]), 0, half


@lru_cache
def _spoken_hour(lang: str) -> regex.Pattern[str]:
    before, hours = _SPOKEN_BEFORE[lang], _HOURS.get(lang, "(?!)")
    return regex.compile(
        rf"(?<before>(?<!\p{{L}})(?:{before})(?:\s|(?<=-)))?"
        rf"{_NOT_IN_NUMBER}(?P<whole>(?P<hour>\d{{1,2}})(?:\s?(?P<hours>{hours})(?!\p{{L}}))?)(?![\d:.,/]\d|\d)",
        regex.IGNORECASE,
    )


def _eastern(text: str) -> Iterator[tuple[Span, int, int, str]]:
    """Chinese, Japanese and Korean times, the part of the day before them."""
    for match in _EAST.finditer(text):
        if match["sign"] in "点點" and not (match["part"] or match["minute"] or match["thirty"]):
            continue
        half = "a" if match["morning"] else "p" if match["evening"] else ""
        minute = 30 if match["thirty"] else _number(match["minute"] or "0")
        hour = _number(match["hour"])
        yield Span(*match.span()), hour, minute, "" if hour > 12 else half


def _number(written: str) -> int:
    return int(plain_digits(written)) if written.isdecimal() else int(han_value(written))


@lru_cache(TEXTS_KEPT)
def other_times(text: str) -> frozenset[int]:
    """Minutes after midnight of what may be times too: 17.30, 1200 GMT."""
    plain = plain_digits(text)
    minutes: set[int] = set()
    for match in (*_OTHER_TIME.finditer(plain), *_MILITARY.finditer(plain)):
        minutes |= _minutes(int(match[1]), int(match[2]), "")
    return frozenset(minutes)


def _minutes(hour: int, minute: int, half: str) -> set[int]:
    """11:04 may be in the morning or the evening; 23:04 and 11:04 pm may not."""
    time = hour * 60 + minute
    if half == "p" and hour < 12:
        return {time + _HALF_DAY}
    if half == "a" and hour == 12:
        return {time - _HALF_DAY}
    if half or hour > 12:
        return {time % _DAY if hour == 24 else time}
    return {time, (time + _HALF_DAY) % _DAY}
