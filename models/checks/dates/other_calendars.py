"""Dates of the Islamic lunar and the Persian solar calendar, and the Gregorian days that they may be.

The Persian calendar converts exactly (33-year rule, right from 1178 to 1633 AP); an Islamic month begins when the moon
is seen, so that a date may be two days off the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import regex

from models.checks.numerals.numerals import plain_digits
from models.spans import Span
from models.text.word_cache import TEXTS_KEPT

ISLAMIC, PERSIAN = "Islamic", "Persian"
MIN_YEAR, MAX_YEAR = 1200, 1500
"""Years that a date of either calendar may have here: from the end of the 18th century on."""
_SIGHTING_DAYS = 2
_FARVARDIN_1400 = date(2021, 3, 21).toordinal()
_MUHARRAM_1442 = date(2020, 8, 20).toordinal()
_AL = r"[\s‌]?(?:ال)?"
_NAMES: dict[str, dict[int, str]] = {
    ISLAMIC: {
        1: r"محرم|mu[hḥ]arr[ae]m", 2: r"صفر|safar",
        3: rf"رب[يی]ع{_AL}[اأ]ول|rab[iī]['’ʿ]?[\s-](?:al|ul|el)[\s-]a[wv]+al",
        4: rf"رب[يی]ع{_AL}(?:[آا]خر|ثان[يیى])|rab[iī]['’ʿ]?[\s-](?:al|ul|el|ath)[\s-](?:tha?n[iī]|akh?ir)",
        5: rf"جماد[يیى]{_AL}[اأ]ول[يیى]?|jumad[aā]?[\s-](?:al|ul)[\s-](?:a[wv]+al|[uū]l[aā])",
        6: rf"جماد[يیى]{_AL}(?:[آا]خر[ةه]?|ثان[يی][ةه]?)|jumad[aā]?[\s-](?:al|ul)[\s-](?:than[iī](?:ya)?|akhira?h?)",
        7: r"رجب|rajab", 8: r"شعبان|sh?a['’ʿ]?b[aā]n|şaban", 9: r"رمضان|ramad[aā]n|ramazan|ramadhan",
        10: r"شوال|sha[wv]+[aā]l|şevval", 11: r"ذ[ويی][\s‌]?القعد[ةه]|dh?u[\s-]?al?[\s-]?q[aiā]['’ʿ]?dah?|zilkade",
        12: r"ذ[ويی][\s‌]?الحج[ةه]|dh?u[\s-]?al?[\s-]?h[iu]jj?ah?|zilhicce",
    },
    PERSIAN: {
        1: "فروردین|farvardin", 2: "اردیبهشت|ordibehesht", 3: "خرداد|khordad", 4: "تیر|tir", 5: "مرداد|mordad",
        6: "شهریور|shahrivar", 7: "مهر|mehr", 8: "آبان|aban", 9: "آذر|azar", 10: "دی|dey", 11: "بهمن|bahman",
        12: "اسفند|esfand",
    },
}  # fmt: skip
ENGLISH_NAMES: dict[str, tuple[str, ...]] = {
    ISLAMIC: (
        "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Thani", "Rajab", "Sha'ban",
        "Ramadan", "Shawwal", "Dhu al-Qadah", "Dhu al-Hijjah",
    ),
    PERSIAN: (
        "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr", "Aban", "Azar", "Dey", "Bahman",
        "Esfand",
    ),
}  # fmt: skip
"""The twelve months of each calendar as English has them, the first at 0."""


@dataclass(frozen=True, slots=True)
class OtherDate:
    """A date of another calendar at `span`, its month named at `name`; `day` and `year` 0 where it has none."""

    span: Span
    name: Span
    calendar: str
    day: int
    month: int
    year: int

    def days(self) -> frozenset[date]:
        """The Gregorian days that it may be; none without a day and a year."""
        if not self.day or not self.year:
            return frozenset()
        convert, off = (_persian, 0) if self.calendar == PERSIAN else (_islamic, _SIGHTING_DAYS)
        middle = convert(self.year, self.month, self.day)
        return frozenset(middle + timedelta(days) for days in range(-off, off + 1))

    def gregorian_years(self) -> set[int]:
        """The years that its year may be: two, or one where the day is known."""
        if self.days():
            return {day.year for day in self.days()}
        return years_of(self.calendar, self.year) if self.year else set()


_FORMS = "|".join(
    f"(?P<{calendar[0]}{month}>{form})" for calendar, months in _NAMES.items() for month, form in months.items()
)
_NAME = rf"(?<![\p{{L}}\p{{M}}])(?:{_FORMS})(?![\p{{L}}\p{{M}}])"
_DAY = r"(?<![\d.,:/])(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+(?:of|من))?(?:\s+شهر)?\s+"
_DAY_AFTER = r"\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
_YEAR = r",?\s+(?:(?:سنة|عام|سال)\s+)?(?P<year>1[2-4]\d\d)(?!\d)"
_DIGIT = regex.compile(r"\d")
_MONTH = regex.compile(_NAME, regex.IGNORECASE)
_DATE = regex.compile(rf"(?:{_DAY})?{_NAME}(?:{_DAY_AFTER})?(?:{_YEAR})?", regex.IGNORECASE)


@lru_cache(TEXTS_KEPT)
def mentioned_months(text: str) -> frozenset[tuple[str, int]]:
    """(calendar, month) of everything that may be a month's name, with or without a day."""
    return frozenset(_named(match) for match in _MONTH.finditer(text))


def _named(match: regex.Match[str]) -> tuple[str, int]:
    group = _group(match)
    return ISLAMIC if group[0] == "I" else PERSIAN, int(group[1:])


def _group(match: regex.Match[str]) -> str:
    """The name of the group that holds the month."""
    return next(name for name, value in match.groupdict().items() if value and name[0] in "IP")


@lru_cache(TEXTS_KEPT)
def other_dates(text: str) -> tuple[OtherDate, ...]:
    """The dates of these calendars, in order: a month with its day or year, since the names are people's names too.

    [(d.day, d.month, d.year) for d in other_dates("في 22 شوال 1440")] == [(22, 10, 1440)]
    """
    found: list[OtherDate] = []
    plain = plain_digits(text)
    for match in _DATE.finditer(plain) if _DIGIT.search(plain) else ():
        calendar, month = _named(match)
        day, year = int(match["day"] or match["after"] or 0), int(match["year"] or 0)
        if (day or year) and day <= (31 if calendar == PERSIAN and month < 7 else 30):
            found.append(OtherDate(Span(*match.span()), Span(*match.span(_group(match))), calendar, day, month, year))
    return tuple(found)


def years_of(calendar: str, year: int) -> set[int]:
    """The two or three Gregorian years that a year of the calendar lies in: years_of(PERSIAN, 1402) == {2023, 2024}."""
    first, last = (_persian, _persian) if calendar == PERSIAN else (_islamic, _islamic)
    return {first(year, 1, 1).year, last(year, 12, 29).year}


def _persian(year: int, month: int, day: int) -> date:
    step = 1 if year >= 1400 else -1
    between = range(1400, year) if year >= 1400 else range(year, 1400)
    start = _FARVARDIN_1400 + step * sum(365 + ((25 * y + 11) % 33 < 8) for y in between)
    return date.fromordinal(start + min(month - 1, 6) * 31 + max(month - 7, 0) * 30 + day - 1)


def _islamic(year: int, month: int, day: int) -> date:
    """By the table of thirty years with eleven leap years."""

    def new_year(y: int) -> int:
        return (y - 1) * 354 + (3 + 11 * y) // 30

    start = _MUHARRAM_1442 + new_year(year) - new_year(1442)
    return date.fromordinal(start + (59 * (month - 1) + 1) // 2 + day - 1)
