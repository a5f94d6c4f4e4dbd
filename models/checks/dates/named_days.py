"""Days beside the name of their month, in digits or in words: "4 April", "четвёртого апреля", "الرابع من أبريل"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from models.checks.numerals.number_reading import Quantity
from models.checks.words.calendar_names import Named, find_names

_BEFORE_MONTH = regex.compile(
    r"(?:\.|º|ª|er|-?го|-?е|st|nd|rd|th)?\s*(?:(?:of(?:\sthe)?|de|di|d['’]|من|شهر|من\sشهر)(?:\s+|(?<=['’])))?ב?",
    regex.IGNORECASE,
)
_AFTER_MONTH = regex.compile(r"\s+(?:the\s+)?", regex.IGNORECASE)
_GLUED_AFTER_MONTH, _SIGN_OF_DAY = regex.compile(r"\s*"), regex.compile(r"\s*[日号號]")
_GLUED = frozenset({"zh", "ja"})
"""Languages that set the day right behind its month, with a sign of its own: 10月12日."""
_CLEAR_BESIDE_DAY = frozenset({"en", "fr", "tr"})
"""Where a day makes a month of a name that is an ordinary word too: 3 March, 12 mai; not 5 می, which begins a verb."""
_MAX_DAY, _MAX_GAP = 31, 12


def named_days(quantities: Sequence[Quantity], text: str, lang: str) -> list[tuple[Quantity, int]]:
    """The numbers that are days of a named month, each with the month, in order; the day stands before it, or behind.

    [(q.value, month) for q, month in named_days(read_numbers("on 4 April", "en"), "on 4 April", "en")] == [(4.0, 4)]
    """
    days = [q for q in quantities if 1 <= q.value <= _MAX_DAY and q.value == int(q.value) and not q.scaled]
    months = [n for n in find_names(text, lang, "months") if n.sure or _is_capital_month(n, lang)] if days else []
    found: list[tuple[Quantity, int]] = []
    ends = {q.span.end: q for q in days}
    starts = {q.span.start: q for q in days}
    for month in months:
        first = month.span.start
        places = (place for place in range(first, first - _MAX_GAP, -1) if place in ends)
        before = next((ends[place] for place in places if _joins(text, place, first)), None)
        day = before or _day_behind(month, starts, text, lang)
        if day is not None:
            found.append((day, month.number))
    return found


def _day_behind(month: Named, starts: Mapping[int, Quantity], text: str, lang: str) -> Quantity | None:
    gap = (_GLUED_AFTER_MONTH if lang in _GLUED else _AFTER_MONTH).match(text, month.span.end)
    day = starts.get(gap.end()) if gap else None
    if day and lang in _GLUED and not _SIGN_OF_DAY.match(text, day.span.end):
        return None
    return day


def _is_capital_month(name: Named, lang: str) -> bool:
    """True for a month that is a word too, written as a name where the language writes its months so."""
    return lang in _CLEAR_BESIDE_DAY and (lang == "fr" or name.text[:1].isupper())


def _joins(text: str, day_end: int, month_start: int) -> bool:
    return _BEFORE_MONTH.fullmatch(text, day_end, month_start) is not None
