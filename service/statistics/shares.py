"""A share of what was counted, and how sure it is."""

from __future__ import annotations

import math
from typing import NamedTuple

Z_95 = 1.959963984540054
"""Standard normal: 95 % lie within so many deviations."""


class Share(NamedTuple):
    """`right` of `judged`, with the ends of its 95 % interval, in [0, 1]; of nothing, everything is possible."""

    right: int
    judged: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        """`right` / `judged`; None of nothing."""
        return self.right / self.judged if self.judged else None


def share(right: int, judged: int) -> Share:
    """With the score interval of Wilson (1927), which holds for few and for extreme counts too.

    share(8, 10) is 0.80, from 0.49 to 0.94. Raises ValueError unless 0 <= right <= judged.
    """
    if not 0 <= right <= judged:
        raise ValueError(f"{right} of {judged} is no share")
    if not judged:
        return Share(0, 0, 0.0, 1.0)
    found, square = right / judged, Z_95**2 / judged
    middle = found + square / 2
    spread = Z_95 * math.sqrt(found * (1 - found) / judged + square / (4 * judged))
    low, high = (middle - spread) / (1 + square), (middle + spread) / (1 + square)
    return Share(right, judged, max(0.0, min(low, found)), min(1.0, max(high, found)))
