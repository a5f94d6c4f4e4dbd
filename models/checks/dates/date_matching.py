"""Dates of the source against dates of the target, day by day, however written: 3.10.1990 and "March 10, 1990"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import regex

from models.article import Segment
from models.checks.dates.dated_numbers import outside
from models.checks.dates.numeric_dates import CalendarDate, days_in, numeric_dates
from models.checks.dates.other_calendars import ENGLISH_NAMES, PERSIAN, mentioned_months, other_dates
from models.checks.numerals.number_reading import read_numbers
from models.checks.numerals.numerals import plain_digits
from models.checks.words.calendar_names import english_name, find_names
from models.languages import LanguagePair
from models.spans import Span
from models.text.word_cache import TEXTS_KEPT

_DAY_BEFORE = regex.compile(r"(?<![\d.,:/])(\d{1,2})(?:\.|º|ª|er|-?го|st|nd|rd|th)?(?:\s+(?:of|de|di))?\s+$")
_DAY_AFTER = regex.compile(r"\s*(\d{1,2})(?:st|nd|rd|th|日|号|號)?(?![\d:]|[.,]\d)")
_REACH = 12


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A date of the target at `span` and the one of the source that it ought to be, at offsets of the segment's sides.

    `right`: what the source's is in English, "" where it may be several.
    """

    span: Span
    text: str
    source_span: Span
    source_text: str
    right: str


@lru_cache(TEXTS_KEPT)
def named_dates(text: str, lang: str) -> tuple[CalendarDate, ...]:
    """Days with the name of their month, in order: "3 October", "October 3", "3. Oktober", "10月3日"."""
    plain = plain_digits(text)
    found = []
    for month in find_names(text, lang, "months"):
        start = max(0, month.span.start - _REACH)
        before = _DAY_BEFORE.search(plain[start : month.span.start])
        after = None if before else _DAY_AFTER.match(plain, month.span.end)
        day = before or after
        if day and 1 <= int(day[1]) <= days_in(month.number, None):
            first = start + day.start(1) if before else month.span.start
            span = Span(first, after.end() if after else month.span.end)
            found.append(CalendarDate(span, span.of(text), frozenset({(int(day[1]), month.number)}), sure=True))
    return tuple(found)


def converted_dates(text: str) -> list[CalendarDate]:
    """Full dates of other calendars as the Gregorian days that they may be."""
    return [
        CalendarDate(d.span, d.span.of(text), frozenset((day.day, day.month) for day in d.days()), sure=True)
        for d in other_dates(text)
        if d.days()
    ]


@lru_cache(TEXTS_KEPT)
def months_told(text: str, lang: str) -> frozenset[int]:
    """The Gregorian months that a text means without naming them: of 3.10.1990, and of dates of other calendars."""
    found = {month for d in (*numeric_dates(text, lang), *converted_dates(text)) for _, month in d.days}
    solar = [d.month for d in other_dates(text) if d.calendar == PERSIAN and not d.days()]
    return frozenset(found | {(month + ahead) % 12 + 1 for month in solar for ahead in (1, 2)})


class _Side:
    """The dates of one side of a segment, and what the sentences around it know, which is read where it is asked."""

    def __init__(self, own: str, near: Sequence[str], lang: str) -> None:
        self.numeric, self.named = numeric_dates(own, lang), named_dates(own, lang)
        self.converted = converted_dates(own)
        self._near, self._lang = near, lang

    @cached_property
    def days(self) -> set[tuple[int, int]]:
        """Every (day, month) that a date around may be."""
        near, lang = self._near, self._lang
        around = [d for text in near for d in (*numeric_dates(text, lang), *named_dates(text, lang))]
        around += [d for text in near for d in converted_dates(text)]
        return {day for d in around for day in d.days}

    @cached_property
    def months(self) -> set[int]:
        """Those of the dates, and those named without a day."""
        named = {name.number for text in self._near for name in find_names(text, self._lang, "months")}
        return named | {month for _, month in self.days}

    @cached_property
    def numbers(self) -> set[float]:
        """All that the numbers around may mean, without those of dates and months: 5 is no day of 3.5.2024 or 5月."""
        lang = self._lang
        return {value for text in self._near for value in outside(read_numbers(text, lang), _dated(text, lang))}

    def has(self, wanted: CalendarDate) -> bool:
        """True when one of its days is known here, or its month and its number apart ("3 to 5 November")."""
        if wanted.days & self.days:
            return True
        return any(month in self.months and day in self.numbers for day, month in wanted.days)


def _dated(text: str, lang: str) -> list[Span]:
    dates = [date.span for date in numeric_dates(text, lang) if date.sure]
    return dates + [name.span for name in find_names(text, lang, "months")]


def other_days(segment: Segment, near: Sequence[Segment], pair: LanguagePair) -> list[Mismatch]:
    """The one date that only the target has against the one that only the source has.

    Two named dates are left to the names of their months and to the check of numbers.
    """
    source = _Side(segment.source, [part.source for part in near], pair.source)
    target = _Side(segment.target, [part.target for part in near], pair.target)
    foreign = [d for d in (*target.numeric, *target.named) if d.sure and not source.has(d)]
    lost = [d for d in (*source.numeric, *source.named, *source.converted) if d.sure and not target.has(d)]
    if len(foreign) != 1 or len(lost) != 1 or (foreign[0] in target.named and lost[0] in source.named):
        return []
    if lost[0] in source.converted and other_dates(segment.target):
        return []
    return [Mismatch(foreign[0].span, foreign[0].text, lost[0].span, lost[0].text, _english(lost[0], foreign[0]))]


def _english(right: CalendarDate, wrong: CalendarDate) -> str:
    """The right day in the order of the wrong one: "3 October" or "October 3"."""
    if len(right.days) != 1:
        return ""
    day, month = next(iter(right.days))
    name = english_name(month, "months")
    return f"{name} {day}" if wrong.text[:1].isalpha() else f"{day} {name}"


def other_calendar_months(segment: Segment, near: Sequence[Segment]) -> list[Mismatch]:
    """A month of the Islamic or Persian calendar that the source has otherwise: 22 Ramadan for 22 شوال."""
    if not other_dates(segment.target) or not other_dates(segment.source):
        return []
    sources = set[tuple[str, int]]().union(*(mentioned_months(part.source) for part in near))
    targets = set[tuple[str, int]]().union(*(mentioned_months(part.target) for part in near))
    foreign = [d for d in other_dates(segment.target) if (d.calendar, d.month) not in sources]
    lost = [d for d in other_dates(segment.source) if (d.calendar, d.month) not in targets]
    if len(foreign) != 1 or len(lost) != 1 or foreign[0].calendar != lost[0].calendar:
        return []
    wrong, origin = foreign[0].name, lost[0].name
    right = ENGLISH_NAMES[lost[0].calendar][lost[0].month - 1]
    return [Mismatch(wrong, wrong.of(segment.target), origin, origin.of(segment.source), right)]
