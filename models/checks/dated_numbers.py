"""What numbers mean that stand in dates, times and telephone numbers: the check of numbers reads them so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.checks.clock import clock_times
from models.checks.number_reading import Quantity
from models.checks.numeric_dates import numeric_dates
from models.checks.other_calendars import MAX_YEAR, MIN_YEAR, PERSIAN, OtherDate, other_dates, years_of
from models.checks.phone import phone_numbers, phone_values
from models.spans import Span, merge


def as_dated(quantities: Sequence[Quantity], text: str, lang: str) -> list[Quantity]:
    """The same numbers, with all that they may mean where they stand, in order.

    The numbers of times and of dates such as "7.10." are no longer `firm`: the check of dates compares them. A date of
    another calendar may be given as its Gregorian day, a telephone number is one number however it is grouped.
    """
    found = _phones(list(quantities), text)
    readings = [(time.span, time.numbers(), False) for time in clock_times(text, lang)]
    readings += [(d.span, d.numbers(), not d.short) for d in numeric_dates(text, lang) if d.short or not d.sure]
    readings += [(d.span, _converted(d), bool(d.year)) for d in other_dates(text)]
    for span, values, firm in readings:
        found = [
            replace(q, values=q.values | values, firm=q.firm and firm) if q.span.overlaps(span) else q for q in found
        ]
    return [_year(quantity) for quantity in found] if lang == "fa" else found


def _phones(quantities: list[Quantity], text: str) -> list[Quantity]:
    for span in merge(phone_numbers(text)):
        values = phone_values(span.of(text))
        number = Quantity(span, span.of(text), max(values), values, (values,), firm=True, scaled=False)
        rest = [q for q in quantities if not q.span.overlaps(span)]
        quantities = sorted([*rest, number], key=lambda q: q.span)
    return quantities


def _converted(found: OtherDate) -> set[float]:
    """Days, months and years of the Gregorian days that a date may be."""
    values = {float(number) for day in found.days() for number in (day.day, day.month)}
    return values | {float(year) for year in found.gregorian_years()}


def _year(quantity: Quantity) -> Quantity:
    """A Persian year may be given as a Gregorian one."""
    if len(quantity.text) != 4 or not MIN_YEAR <= quantity.value <= MAX_YEAR:
        return quantity
    years = {float(year) for year in years_of(PERSIAN, int(quantity.value))}
    return replace(quantity, values=quantity.values | years)


def outside(quantities: Sequence[Quantity], spans: Sequence[Span]) -> set[float]:
    """What the numbers that stand in none of the spans may mean."""
    return {value for q in quantities if not any(q.span.overlaps(span) for span in spans) for value in q.values}
