"""Years that a language counts from elsewhere: Persian, Nepali, Thai, Japanese and Chinese eras as Gregorian years."""

from __future__ import annotations

import regex

from models.checks.dates.other_calendars import MAX_YEAR, MIN_YEAR, PERSIAN, years_of
from models.checks.numerals.numerals import plain_digits
from models.spans import Span

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民国": 1911, "民國": 1911}
"""The year before the first of each era."""
_ERA = regex.compile(rf"({'|'.join(_ERAS)})\s?$")
_MAX_ERA_DIGITS = 4
_AHEAD: dict[str, tuple[range, tuple[int, ...]]] = {
    "ne": (range(1950, 2150), (56, 57)),
    "th": (range(2400, 2650), (543,)),
}
"""Which numbers may be years of the language's own calendar, and by how much that is ahead."""
_NEPALI_MONTH = (
    r"(?:[बव]ैशाख|जेठ|ज्येष्ठ|[अआ]सार|आषाढ|साउन|श्रावण|भदौ|भाद्र|असोज|आश्विन|कात्तिक|कार्तिक|मंसिर|मङ्सिर|पु[सष]|"
    r"पौष|माघ|फागुन|फाल्गुन|चैत|चैत्र)"
)
_MONTH_BEFORE = regex.compile(rf"(?<![\p{{L}}\p{{M}}]){_NEPALI_MONTH}(?:\sमहिना)?(?:\sको)?\s$")
_MONTH_AFTER = regex.compile(rf"\s(?:गते\s)?{_NEPALI_MONTH}(?![\p{{L}}\p{{M}}])")
_PERSIAN_DECADE = regex.compile(r"(?<!\p{L})ده[هۀ](?:[\s\u200c]?[یي]|ٔ)?\s$")
_PERSIAN_CENTURY, _PERSIAN_BEHIND = 1300, 621
_REACH = 20
_MAX_DAY = 32
"""Nepali months have up to 32 days, and begin in the middle of ours."""


def years_of_eras(text: str, span: Span, lang: str) -> set[float]:
    """The Gregorian years, or days of a month, that digits at `span` may stand for besides their own value.

    years_of_eras("昭和39年", Span(2, 4), "ja") == {1964.0}
    """
    digits = plain_digits(span.of(text))
    if not digits.isascii() or not digits.isdigit() or len(digits) > _MAX_ERA_DIGITS:
        return set()
    value = int(digits)
    if era := _ERA.search(text[max(0, span.start - _MAX_ERA_DIGITS) : span.start]):
        return {float(_ERAS[era[1]] + value)}
    if lang == "fa" and value % 10 == 0 and _PERSIAN_DECADE.search(text[max(0, span.start - _REACH) : span.start]):
        return _persian_decade(value)
    if lang == "fa" and len(digits) == _MAX_ERA_DIGITS and MIN_YEAR <= value <= MAX_YEAR:
        return {float(year) for year in years_of(PERSIAN, value)}
    years, ahead = _AHEAD.get(lang, (range(0), ()))
    found = {float(value - years_ahead) for years_ahead in ahead if value in years}
    if lang == "ne" and 1 <= value <= _MAX_DAY and _beside_month(text, span):
        found |= {float(day) for day in range(1, _MAX_DAY)}
    return found


def decades_told(text: str, span: Span, value: float, lang: str) -> set[float]:
    """The decade that a word at `span` counts in the Persian calendar, and the years that it lies in.

    Of دهه شصت these are 1980 and 80, 1360, 1981 and 1991, but not the 60s.
    """
    if lang != "fa" or value % 10 or not _PERSIAN_DECADE.search(text[max(0, span.start - _REACH) : span.start]):
        return set()
    decade = _persian_decade(int(value))
    begun = int(value) if value >= MIN_YEAR else _PERSIAN_CENTURY + int(value)
    first = min(years_of(PERSIAN, begun)) if MIN_YEAR <= begun <= MAX_YEAR else 0
    years = {begun, first, first + 10} if decade and first else set()
    return decade | {year % 100 for year in decade} | {float(year) for year in years}


def _persian_decade(value: int) -> set[float]:
    """The decade that most of one of the Persian calendar lies in, written long or short: 1980 for 1360 and for 60."""
    year = value if value >= MIN_YEAR else _PERSIAN_CENTURY + value if value < 100 else 0
    return {float((year + _PERSIAN_BEHIND) // 10 * 10)} if year else set()


def _beside_month(text: str, span: Span) -> bool:
    before = text[max(0, span.start - _REACH) : span.start]
    return bool(_MONTH_BEFORE.search(before) or _MONTH_AFTER.match(text, span.end))
