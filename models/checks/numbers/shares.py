"""Parts of a whole said otherwise: a fifth, one in five and 20 per cent are one share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import regex

from models.checks.numerals.number_reading import Quantity

_PER_CENT = regex.compile(
    r"\s?(?:[%٪]|per\s?cent|pct|prozent|procent|protsen|процент|відсот|pour\scent|por\sciento|por\scento|per\scento|la\ssut|"
    r"بالمئة|بالمائة|في\sالم|درصد|אחוז|प्रतिशत|%|成)",
    regex.IGNORECASE,
)
_BEFORE_PER_CENT = regex.compile(r"(?:%\s?|yüzde\s|百分之|සියයට\s|אחוז\s)$", regex.IGNORECASE)
_REACH = 6
_PARTS = range(2, 13)
"""Of how many parts a whole is said to be in words; "a quarter" and "half" have their per cent as numbers."""
_WHOLE = 100
_CLOSE = 1.0
"""Per cent by which what is rounded may differ: a third is 33 per cent."""


def shared(numbers: Sequence[Quantity], text: str, others: Sequence[Quantity], other_text: str) -> set[Quantity]:
    """The numbers of one side that are a share, or make one up, which the other side has in another way.

    Of "one in five" against "20 %" these are one and five.
    """
    percents, other_percents = _percents(numbers, text), _percents(others, other_text)
    found = {q for share, members in _fractions(numbers) if _near(share, other_percents.values()) for q in members}
    if percents:
        fractions = {share for share, _ in _fractions(others)}
        found |= {q for q, share in percents.items() if _near(share, fractions)}
    return found


def _near(share: float, others: Iterable[float]) -> bool:
    return any(abs(share - other) <= _CLOSE for other in others)


def _percents(numbers: Sequence[Quantity], text: str) -> dict[Quantity, float]:
    return {
        q: _in_tenths(q) if text.startswith("成", q.span.end) else q.value
        for q in numbers
        if _PER_CENT.match(text, q.span.end)
        or _BEFORE_PER_CENT.search(text[max(0, q.span.start - _REACH) : q.span.start])
    }


def _in_tenths(number: Quantity) -> float:
    """两成 is 20 per cent."""
    return max((value for value in number.values if value <= _WHOLE), default=number.value)


def _fractions(numbers: Sequence[Quantity]) -> list[tuple[float, tuple[Quantity, ...]]]:
    """Per cent and the numbers that say it: of each n its part, and of two in a row the smaller of the larger."""
    small = [q for q in numbers if q.value in _PARTS or q.value == 1]
    parts: list[tuple[float, tuple[Quantity, ...]]] = [(100 / q.value, (q,)) for q in small if q.value != 1]
    for one, two in pairwise(small):
        less, more = sorted((one, two), key=lambda q: q.value)
        if less.value < more.value:
            parts.append((100 * less.value / more.value, (one, two)))
    return parts
