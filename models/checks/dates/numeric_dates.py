"""Dates written in numbers: 3.10.1990, 2021-03-04, 7.10.; what days and months they mean in the language's order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import regex
from babel import Locale, UnknownLocaleError

from models.checks.numerals.numerals import decimal_sign, plain_digits
from models.checks.word_bounds import touches
from models.spans import Span, merge
from models.text.word_cache import TEXTS_KEPT

NUMERIC_DATE = regex.compile(
    r"(?<![\d/.]|\d-)(\d{1,4})([/.\-]|\. )(\d{1,2})\2(\d{4}|\d{1,2})(?![\d/.\-]*\d)"
)
GLUED_DATE = regex.compile(
    r"(?<![\d/.\-])(?:\d{1,2}([/.\-])\d{1,2}\1\d{4}|\d{4}-\d{2}-\d{2})\d{1,2}(?::\d{2})+"
)
_FULL_YEAR = regex.compile(r"\d{4}")
_SHORT_YEAR = regex.compile(r"\d\D+\d{1,2}\D+(\d\d)\W*$")
_SHORT = regex.compile(r"(?<![\d.,/:\-])(\d{1,2})\.\s?(\d{1,2})\.(?!\s?\d)")
"""7.10. and 7. 10., where dates are written with full stops and decimals with commas."""
_LOOSE = regex.compile(r"(?<![\d.,/:\-])(\d{1,2})(?:\.(0[1-9]|1[0-2])|/(\d{1,2}))(?![\d./\-:]|,\d|\s?%)")
"""15.04 and 2/5: dates only if the other side has them."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date at `span`: each (day, month) that it may mean. `sure`: it is a date, and no fraction or version."""

    span: Span
    text: str
    days: frozenset[tuple[int, int]]
    sure: bool
    short: bool = False

    @property
    def has_full_year(self) -> bool:
        """True where a year of four digits makes a date of it beyond doubt."""
        return self.sure and bool(_FULL_YEAR.search(plain_digits(self.text)))

    def numbers(self) -> set[float]:
        """The days and months it may mean, as numbers, and the years that two digits at its end may stand for."""
        short = _SHORT_YEAR.search(plain_digits(self.text))
        years = {1900.0 + int(short[1]), 2000.0 + int(short[1])} if short else set()
        return {float(number) for pair in self.days for number in pair} | years


@lru_cache(TEXTS_KEPT)
def numeric_dates(text: str, lang: str) -> tuple[CalendarDate, ...]:
    """The dates that a text in a language writes in numbers, in order; those that no calendar has are left out.

    [d.days for d in numeric_dates("am 3.10.1990", "de")] == [{(3, 10)}]
    """
    plain = plain_digits(text)
    found = []
    dotted = "." in _pattern(lang) and decimal_sign(lang) == ","
    for match in NUMERIC_DATE.finditer(plain):
        has_year = 4 in (len(match[1]), len(match[4]))
        first, middle, last = (int(match[group]) for group in (1, 3, 4))
        if len(match[1]) == 4:
            days = {(last, middle)}
        elif len(match[1]) <= 2:
            days = _in_order(first, middle, _order(lang))
        else:
            continue
        if has_year or match[2] != ". ":
            found.append(_date(match, text, days, sure=has_year or (dotted and match[2] == ".")))
    if dotted:
        found += [_date(m, text, {(int(m[1]), int(m[2]))}, True, True) for m in _SHORT.finditer(plain)]
    taken = merge(date.span for date in found)
    for match in _LOOSE.finditer(plain) if lang != "en" else ():
        days = _in_order(int(match[1]), int(match[2] or match[3]), _order(lang))
        if not touches(Span(*match.span()), taken):
            found.append(_date(match, text, days, sure=False))
    return tuple(sorted((date for date in found if date.days), key=lambda date: date.span))


def _date(
    match: regex.Match[str], text: str, days: set[tuple[int, int]], sure: bool, short: bool = False
) -> CalendarDate:
    real = frozenset((day, month) for day, month in days if 1 <= month <= 12 and 1 <= day <= days_in(month, None))
    return CalendarDate(Span(*match.span()), text[match.start() : match.end()], real, sure, short)


def _in_order(first: int, second: int, order: str) -> set[tuple[int, int]]:
    """(day, month) of two numbers: "d" the day first, else either may be the day."""
    return {(first, second)} if order == "d" and second <= 12 else {(first, second), (second, first)}


def _order(lang: str) -> str:
    """ "d" where CLDR writes day, month and year; English and languages that begin with the year are not sure."""
    return "d" if lang != "en" and _pattern(lang).lstrip("\u200f").startswith("d") else ""


@lru_cache(64)
def _pattern(lang: str) -> str:
    try:
        return str(Locale.parse(lang).date_formats["short"].pattern)
    except (ValueError, UnknownLocaleError):
        return ""


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
