"""Days beside the name of their month, in digits or in words: "4 April", "четвёртого апреля", "الرابع من أبريل"."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from models.checks.numerals.number_reading import Quantity
from models.checks.words.calendar_names import find_names

_BEFORE_MONTH = regex.compile(
    r"(?:\.|º|ª|er|-?го|-?е|st|nd|rd|th)?\s*(?:(?:of(?:\sthe)?|de|di|d['’]|من|شهر|من\sشهر)(?:\s+|(?<=['’])))?",
    regex.IGNORECASE,
)
_AFTER_MONTH = regex.compile(r"\s+(?:the\s+)?", regex.IGNORECASE)
_MAX_DAY, _MAX_GAP = 31, 12


def named_days(quantities: Sequence[Quantity], text: str, lang: str) -> list[tuple[Quantity, int]]:
    """The numbers that are days of a named month, each with the month, in order; the day stands before it, or behind.

    [(q.value, month) for q, month in named_days(read_numbers("on 4 April", "en"), "on 4 April", "en")] == [(4.0, 4)]
    """
    days = [q for q in quantities if 1 <= q.value <= _MAX_DAY and q.value == int(q.value) and not q.scaled]
    months = [name for name in find_names(text, lang, "months") if name.sure] if days else []
    found: list[tuple[Quantity, int]] = []
    ends = {q.span.end: q for q in days}
    starts = {q.span.start: q for q in days}
    for month in months:
        first = month.span.start
        places = (place for place in range(first, first - _MAX_GAP, -1) if place in ends)
        before = next((ends[place] for place in places if _joins(text, place, first)), None)
        gap = _AFTER_MONTH.match(text, month.span.end)
        day = before or (starts.get(gap.end()) if gap else None)
        if day is not None:
            found.append((day, month.number))
    return found


def _joins(text: str, day_end: int, month_start: int) -> bool:
    return _BEFORE_MONTH.fullmatch(text, day_end, month_start) is not None
