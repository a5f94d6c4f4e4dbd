"""Years of the Jewish calendar in letters: תשפ"ד is 5784, which began in 2023."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

import regex

from models.checks.numerals.number_reading import Quantity
from models.spans import Span

_VALUES = dict(zip("אבגדהוזחטיכלמנסעפצקרשת", [*range(1, 10), *range(10, 100, 10), 100, 200, 300, 400], strict=True))
_YEAR = regex.compile(r"(?<![א-ת])[בהלמשו]{0,2}((?:ה['׳])?ת[א-ת]{1,2}[\"״][א-ת])(?![א-ת])")
_MILLENNIUM, _AHEAD = 5000, 3761
_FIRST, _LAST = 560, 840
"""Years of the sixth millennium that news speaks of, from 1799 on."""


def with_letter_years(quantities: Sequence[Quantity], text: str, lang: str) -> list[Quantity]:
    """The same numbers and the years in Hebrew letters, in order: each the two Gregorian years that it lies in."""
    found = list(quantities)
    for match in _YEAR.finditer(text) if lang == "he" else ():
        year = _value(match[1])
        if year < inf:
            years = {float(year), float(year + _MILLENNIUM)}
            years |= {float(year + _MILLENNIUM - _AHEAD), float(year + _MILLENNIUM - _AHEAD + 1)}
            span = Span(*match.span(1))
            value = float(year + _MILLENNIUM - _AHEAD + 1)
            found = [q for q in found if not q.span.overlaps(span)]
            found.append(
                Quantity(span, span.of(text), value, frozenset(years), (frozenset(years),), firm=True, scaled=False)
            )
    return sorted(found, key=lambda q: q.span)


def _value(letters: str) -> float:
    """Of the letters behind the thousands; infinite for what is no year: an abbreviation such as תנ"ך."""
    digits = [_VALUES.get(letter, 0) for letter in letters.split("'")[-1].split("׳")[-1] if letter.isalpha()]
    falling = all(a > b for a, b in pairwise(digits))
    year = sum(digits)
    return year if falling and 0 not in digits and _FIRST <= year <= _LAST else inf
