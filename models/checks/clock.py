"""Clock times and numeric dates in running text, whatever the way they are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import regex

from models.checks.numerals import plain_digits
from models.spans import Span

_HALF_DAY, _DAY = 720, 1440
_TIME = regex.compile(
    r"(?<![\d:.,/])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?![\d:]|[.,]\d)(?:\s?(?P<half>[aApP])\.?[mM]\b)?"
)
_OTHER_TIME = regex.compile(r"(?<![\d:.,/])(\d{1,2})\s?[.h点點时時]\s?(\d{2})(?!\d)")
_HOUR = regex.compile(r"(?<![\d:.,/])(\d{1,2})\s?([aApP])\.?[mM]\b")
_MILITARY = regex.compile(r"(?<![\d:.,/])([01]\d|2[0-3])([0-5]\d)(?=\s?(?:GMT|UTC|hours|hrs|local))")
_SAYS_TIME = regex.compile(r"\s?(?:GMT|UTC|o'clock|hours|hrs|local time|[aApP]\.?[mM]\b)")
NUMERIC_DATE = regex.compile(r"(?<![\d/.\-])(\d{1,4})([/.\-])(\d{1,2})\2(\d{4}|\d{1,2})(?![\d/.\-]*\d)")
GLUED_DATE = regex.compile(
    r"(?<![\d/.\-])(?:\d{1,2}([/.\-])\d{1,2}\1\d{4}|\d{4}-\d{2}-\d{2})\d{1,2}(?::\d{2})+"
)


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


def clock_times(text: str) -> list[ClockTime]:
    """The times written as H:MM, with or without am and pm, in order."""
    found: list[ClockTime] = []
    for match in _TIME.finditer(plain_digits(text)):
        hour, minute, half = int(match["hour"]), int(match["minute"]), (match["half"] or "").lower()
        at = text[max(0, match.start() - 3) : match.start()].lower() == "at "
        found.append(
            ClockTime(
                span=Span(*match.span()),
                text=text[match.start() : match.end()],
                minutes=frozenset(_minutes(hour, minute, half)),
                possible=minute < 60 and hour <= 24 and not (half and hour > 12),
                surely_time=bool(half) or at or bool(_SAYS_TIME.match(text, match.end())),
            )
        )
    return found


def other_times(text: str) -> set[int]:
    """Minutes after midnight of times written otherwise: 17h30, 17.30 Uhr, 5 p.m., 1200 GMT, 7时30分."""
    plain = plain_digits(text)
    minutes: set[int] = set()
    for match in (*_OTHER_TIME.finditer(plain), *_MILITARY.finditer(plain)):
        minutes |= _minutes(int(match[1]), int(match[2]), "")
    for match in _HOUR.finditer(plain):
        minutes |= _minutes(int(match[1]), 0, match[2].lower())
    return minutes


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


def exists(first: int, second: int, year: int) -> bool:
    """True when day and month, in one order or the other, make a date of that year."""
    return any(_is_date(year, month, day) for month, day in ((first, second), (second, first)))


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def days_in(month: int, year: int | None) -> int:
    """The longest that a month can be: 29 for February unless the year is known to have no leap day."""
    return next(day for day in range(31, 27, -1) if _is_date(year or 2000, month, day))
