"""Years of the Jewish calendar in letters: תשפ"ד is 5784, which began in 2023."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

import regex

from models.checks.numerals.number_reading import Quantity
from models.checks.word_bounds import touches
from models.spans import Span, merge

_VALUES = dict(zip("אבגדהוזחטיכלמנסעפצקרשת", [*range(1, 10), *range(10, 100, 10), 100, 200, 300, 400], strict=True))
_YEAR = regex.compile(r"(?<![א-ת])[בהלמשו]{0,2}((?:ה['׳])?ת[א-ת]{1,2}[\"״][א-ת])(?![א-ת])")
_MILLENNIUM, _AHEAD = 5000, 3761
_FIRST, _LAST = 560, 840
"""Years of the sixth millennium that news speaks of, from 1799 on."""


def with_letter_years(quantities: Sequence[Quantity], text: str, lang: str) -> list[Quantity]:
    """The same numbers and the years in Hebrew letters, in order: each the two Gregorian years that it lies in."""
    matches = [match for match in _YEAR.finditer(text) if _value(match[1]) < inf] if lang == "he" else []
    if not matches:
        return list(quantities)
    places = merge(Span(*match.span(1)) for match in matches)
    found = [q for q in quantities if not touches(q.span, places)]
    for match in matches:
        year = _value(match[1]) + _MILLENNIUM
        began = year - _AHEAD
        values = frozenset({year - _MILLENNIUM, year, began, began + 1})
        span = Span(*match.span(1))
        found.append(Quantity(span, span.of(text), began + 1, values, (values,), firm=True, scaled=False))
    return sorted(found, key=lambda q: q.span)


def _value(letters: str) -> float:
    """Of the letters behind the thousands; infinite for what is no year: an abbreviation such as תנ"ך."""
    digits = [_VALUES.get(letter, 0) for letter in letters.split("'")[-1].split("׳")[-1] if letter.isalpha()]
    falling = all(a > b for a, b in pairwise(digits))
    year = sum(digits)
    return float(year) if falling and 0 not in digits and _FIRST <= year <= _LAST else inf
