"""A share of what was counted, and how sure it is."""

from __future__ import annotations

import math
from typing import NamedTuple

Z_95 = 1.959963984540054
"""Standard normal: 95 % lie within so many deviations."""


class Share(NamedTuple):
    """`right` of `total`, with the ends of its 95 % interval, in [0, 1]; of nothing, everything is possible."""

    right: int
    total: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        """`right` / `total`; None of nothing."""
        return self.right / self.total if self.total else None


def share(right: int, total: int) -> Share:
    """With the score interval of Wilson (1927), which holds for few and for extreme counts too.

    share(8, 10) is 0.80, from 0.49 to 0.94. Raises ValueError unless 0 <= right <= total.
    """
    if not 0 <= right <= total:
        raise ValueError(f"{right} of {total} is no share")
    if not total:
        return Share(0, 0, 0.0, 1.0)
    found, square = right / total, Z_95**2 / total
    middle = found + square / 2
    spread = Z_95 * math.sqrt(found * (1 - found) / total + square / (4 * total))
    low, high = (middle - spread) / (1 + square), (middle + spread) / (1 + square)
    return Share(right, total, max(0.0, min(low, found)), min(1.0, max(high, found)))
