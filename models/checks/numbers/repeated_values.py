"""One number told where the source has two: "two men and two women" for zwei Männer und drei Frauen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement

from models.checks.numbers.measure_differences import Difference
from models.checks.numbers.number_kinds import is_clearly_small
from models.checks.numbers.said_otherwise import is_said_otherwise
from models.checks.numbers.side_numbers import SideNumbers
from models.checks.numbers.units import as_long, converted
from models.checks.numerals.number_reading import MAX_SMALL_NUMBER, Quantity

_MAX_NUMBERS = 6
"""More numbers than this in one segment are told in too many ways to say which became which."""


def repeated_values(
    target: SideNumbers, source: SideNumbers, neighbours: Sequence[tuple[SideNumbers, SideNumbers]]
) -> Iterator[Difference]:
    """A number of the target that it has once more than the source, which has another one in its place.

    `neighbours`: (target, source) of the segments beside. Silent unless both sides count as many numbers, every
    other one of which answers, and where what is missing may be a sum that the target tells in parts.
    """
    if len(source.quantities) != len(target.quantities) or len(target.quantities) > _MAX_NUMBERS:
        return
    ours, theirs = (Counter(q.value for q in side.quantities) for side in (target, source))
    more, less = list((ours - theirs).elements()), list((theirs - ours).elements())
    if len(more) != 1 or len(less) != 1 or not theirs[more[0]] or ours[less[0]]:
        return
    place, origin = next((i, q) for i, q in enumerate(source.quantities) if q.value == less[0])
    told = [q for q in target.quantities if q.value == more[0]]
    if not all(_is_clear(q, target.lang) for q in told) or not _is_clear(origin, source.lang):
        return
    known = target.beside_months if origin.of_month else target.known
    if origin.values & known or _is_told_otherwise(origin, source, target) or _is_sum(origin, told[0], target):
        return
    if any(origin.values & t.known or told[0].values & s.known for t, s in neighbours):
        return
    wrong = target.quantities[place] if target.quantities[place] in told else told[-1]
    yield Difference(wrong.span, wrong.text, origin.span, origin.text)


def _is_clear(number: Quantity, lang: str) -> bool:
    return is_clearly_small(number, lang) or (number.firm and number.value > MAX_SMALL_NUMBER)


def _is_told_otherwise(number: Quantity, source: SideNumbers, target: SideNumbers) -> bool:
    amounts = target.amounts.values()
    in_another_unit = any(converted(v, unit, number.values) or as_long(v, unit, number.values) for v, unit in amounts)
    return in_another_unit or is_said_otherwise(number, source, target)


def _is_sum(missing: Quantity, told: Quantity, target: SideNumbers) -> bool:
    """True for four goals, two of them late, which may be two goals and two more; and for two of three, one of two."""
    values = {q.value for q in target.quantities}
    sums = {one + other for one, other in combinations_with_replacement(values, 2)}
    return missing.value in sums or missing.value + told.value in values
