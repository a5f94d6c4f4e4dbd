"""A number and a half with its unit between: deux heures et demie, hora y media, rok a půl, سنة ونصف."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from models.checks.numerals.number_reading import MAX_SMALL_NUMBER, Quantity
from models.spans import Span

_AND = regex.compile(r"(?<!\p{L})(\p{L}+)\s(?:y|et|e|a|și|ja|с|з|із|and|و)\s(?:a\s)?$", regex.IGNORECASE)
_GLUED_AND = regex.compile(r"(?<!\p{L})(\p{L}+)\s$")
_WITH_AND = ("و", "ו")
_UNIT = regex.compile(
    r"(?:an|ann[ée]e|heure|mois|si[eè]cle|año|hora|mes|siglo|kilo|metro|anno|ora|mese|secolo|ano|mês|século|oră|lună|secol|"
    r"hour|year|month|mile|pound|ro[kc][ue]?|hodin[uě]?|měsíc[ie]?|год|час|месяц|рік|місяць|aasta|tund|kuu|saat|yıl|"
    r"سنة|عام|ساعة|شهر|שעה|שנה|חודש)s?",
    regex.IGNORECASE,
)
"""What is counted by halves: without a number it is one and a half of it.

Not the list of models/checks/numbers/measures.py: those units come from CLDR, which has no centuries, and few of them
are said with a half behind them.
"""
_PARTS = frozenset({0.25, 0.5})
_REACH = 24
_MAX_WHOLE = 100


def with_unit_between(quantities: Sequence[Quantity], text: str, lang: str) -> list[Quantity]:
    """The same numbers; a half behind "and" that stands behind a unit is one number with what counts the unit.

    "deux heures et demie" is 2.5, and "hora y media" 1.5; of "negro y medio" the half may be 1.5.
    """
    found: list[Quantity] = []
    for q in quantities:
        last = found[-1] if found else None
        before = text[max(0, q.span.start - _REACH) : q.span.start]
        unit = (_GLUED_AND if q.text.startswith(_WITH_AND) else _AND).search(before)
        is_alone = text.startswith((" a ", " an "), q.span.end)  # a year, and half a year
        if q.value not in _PARTS or not q.spelled or unit is None or is_alone:
            found.append(q)
            continue
        start = q.span.start - len(before) + unit.start(1)
        is_counted = last is not None and (last.span.end + 1 == start or last.span.start <= start < last.span.end)
        count = last.value if last is not None and is_counted else 1.0
        if last is not None and is_counted and last.spelled and count <= MAX_SMALL_NUMBER:
            found[-1] = _joined(last, q, text)
        elif not is_counted and _UNIT.fullmatch(unit[1]):
            found.append(replace(q, value=1.0 + q.value, values=(q.values - {q.value}) | {1.0 + q.value}))
        else:
            found.append(replace(q, values=q.values | {count + q.value}) if count <= _MAX_WHOLE else q)
    return found


def _joined(whole: Quantity, part: Quantity, text: str) -> Quantity:
    """The number and its half as one, which has the minutes of the half too."""
    span, value = Span(whole.span.start, part.span.end), whole.value + part.value
    values = (part.values - {part.value}) | {value}
    return replace(part, span=span, text=span.of(text), value=value, values=values, parts=(*whole.parts, *part.parts))
