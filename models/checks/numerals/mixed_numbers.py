"""A number and a half with its unit between: deux heures et demie, hora y media, rok a půl, سنة ونصف."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from models.checks.numerals.number_reading import Quantity

_AND = regex.compile(r"(?<!\p{L})(\p{L}+)\s(?:y|et|e|a|și|ja|с|з|із|and|و)\s$", regex.IGNORECASE)
_GLUED_AND = regex.compile(r"(?<!\p{L})(\p{L}+)\s$")
_WITH_AND = ("و", "ו")
_PARTS = frozenset({0.25, 0.5})
_REACH = 24
_MAX_WHOLE = 100


def with_unit_between(quantities: Sequence[Quantity], text: str, lang: str) -> list[Quantity]:
    """The same numbers; a half behind "and", which stands behind a unit, is also what it is together with that.

    Of "deux heures et demie" the half may be 2.5, and of "hora y media" 1.5.
    """
    found = list(quantities)
    for index, q in enumerate(found):
        if q.value not in _PARTS or not q.spelled:
            continue
        before = text[max(0, q.span.start - _REACH) : q.span.start]
        unit = (_GLUED_AND if q.text.startswith(_WITH_AND) else _AND).search(before)
        if unit is None:
            continue
        start = q.span.start - len(before) + unit.start(1)
        last = found[index - 1] if index else None
        is_counted = last is not None and (last.span.end + 1 == start or last.span.start <= start < last.span.end)
        count = last.value if last is not None and is_counted else 1.0
        if count <= _MAX_WHOLE:
            found[index] = replace(q, values=q.values | {count + q.value})
    return found
