"""What numbers mean that stand in dates, times and telephone numbers: the check of numbers reads them so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from models.checks.dates.clock import clock_times
from models.checks.dates.era_years import decades_told, years_of_eras
from models.checks.dates.letter_years import with_letter_years
from models.checks.dates.named_days import named_days
from models.checks.dates.numeric_dates import numeric_dates
from models.checks.dates.other_calendars import OtherDate, other_dates
from models.checks.numerals.number_reading import Quantity
from models.checks.numerals.phone import phone_numbers, phone_values
from models.checks.word_bounds import touches
from models.spans import Span, merge


def as_dated(quantities: Sequence[Quantity], text: str, lang: str) -> list[Quantity]:
    """The same numbers, with all that they may mean where they stand, in order.

    The numbers of times and of dates such as "7.10." are no longer `firm`: the check of dates compares them. A day in
    words beside its month is. A date of another calendar may be given as its Gregorian day, a telephone number is one
    number however it is grouped.
    """
    found = _phones(with_letter_years(quantities, text, lang), text)
    days = {day.span for day, _ in named_days(found, text, lang)}
    found = [replace(q, firm=q.firm or q.spelled, of_month=True) if q.span in days else q for q in found]
    readings = [(time.span, time.numbers(), False) for time in clock_times(text, lang)]
    loose = [d for d in numeric_dates(text, lang) if not d.has_full_year]
    readings += [(d.span, d.numbers(), not d.short) for d in loose]
    readings += [(d.span, _converted(d), bool(d.year)) for d in other_dates(text)]
    starts = [q.span.start for q in found]
    for span, values, firm in readings:
        first = max(0, bisect_right(starts, span.start) - 1)  # numbers lie apart: one at most reaches in
        for index in range(first, bisect_left(starts, span.end)):
            q = found[index]
            if q.span.overlaps(span):
                found[index] = replace(q, values=q.values | values, firm=q.firm and firm)
    eras = (years_of_eras(text, q.span, lang) | decades_told(text, q.span, q.value, lang) for q in found)
    return [replace(q, values=q.values | years) if years else q for q, years in zip(found, eras, strict=True)]


def _phones(quantities: list[Quantity], text: str) -> list[Quantity]:
    places = merge(phone_numbers(text))
    if not places:
        return quantities
    found = [q for q in quantities if not touches(q.span, places)]
    for span in places:
        values = phone_values(span.of(text))
        found.append(Quantity(span, span.of(text), max(values), values, (values,), firm=True, scaled=False))
    return sorted(found, key=lambda q: q.span)


def _converted(found: OtherDate) -> set[float]:
    """Days, months and years of the Gregorian days that a date may be."""
    values = {float(number) for day in found.days() for number in (day.day, day.month)}
    return values | {float(year) for year in found.gregorian_years()}


def outside(quantities: Sequence[Quantity], spans: Sequence[Span]) -> set[float]:
    """What the numbers that stand in none of the spans may mean."""
    return {value for q in quantities if not any(q.span.overlaps(span) for span in spans) for value in q.values}
