"""Numbers that contradict each other whatever else the sentence counts: its only year, the only day of a month."""

from __future__ import annotations

from models.checks.dates.named_days import named_days
from models.checks.numbers.side_numbers import SideNumbers
from models.checks.numerals.number_reading import Quantity
from models.checks.numerals.numerals import plain_digits

_FIRST_YEAR, _LAST_YEAR = 1100, 2099
_YEAR_DIGITS = 4


def contradict(ours: Quantity, theirs: Quantity, target: SideNumbers, source: SideNumbers) -> bool:
    """True for the only year of either side, and for the only named day of either, in one month.

    1962 against 1926, and 14 April against 4 April.
    """
    if _years(target) == [ours] and _years(source) == [theirs]:
        return True
    there, here = (named_days(side.quantities, side.text, side.lang) for side in (source, target))
    return len(there) == len(here) == 1 and here[0] == (ours, there[0][1]) and there[0][0] == theirs


def _years(side: SideNumbers) -> list[Quantity]:
    return [q for q in side.quantities if q.firm and _FIRST_YEAR <= q.value <= _LAST_YEAR and _is_plain(q)]


def _is_plain(number: Quantity) -> bool:
    digits = plain_digits(number.text)
    return len(digits) == _YEAR_DIGITS and digits.isdecimal()
