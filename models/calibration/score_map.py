"""From a model's own numbers to those of the common scale, by a line through corners that never falls.

Equating as in test theory (Angoff 1971; Kolen and Brennan 2014): two numbers are equal when equal shares of the same
translations lie below them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
CORNERS = 101


@dataclass(frozen=True, slots=True)
class ScoreMap:
    """Corners (own number, number on the common scale), both rising; between them straight lines, beyond them level.

    ScoreMap(((0.0, 0.1), (1.0, 0.9)))(0.5) == 0.5. Raises ValueError on corners that fall, or none.
    """

    corners: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        own, common = np.array(self.corners, np.float64).reshape(-1, 2).T
        if not len(own) or (np.diff(own) <= 0).any() or (np.diff(common) < 0).any():
            raise ValueError("the corners of a score map must rise")
        if common[0] < 0 or common[-1] > 1:
            raise ValueError("a score map leads into [0, 1]")

    def __call__(self, value: float) -> float:
        """In [0, 1]."""
        own, common = np.array(self.corners, np.float64).T
        return float(np.interp(value, own, common))


def equipercentile(values: Sequence[float], weights: Sequence[float]) -> ScoreMap:
    """Each number becomes the share of `values` (by weight) below it, and half of those equal to it.

    equipercentile([0.2, 0.4], [1, 1])(0.4) == 0.75
    """
    return _thinned(*_shares(values, weights))


def linked(
    values: Sequence[float], weights: Sequence[float], reference: Sequence[float], reference_weights: Sequence[float]
) -> ScoreMap:
    """Each number becomes the one that stands at the same share of `reference`, another model's on the same texts."""
    own, shares = _shares(values, weights)
    theirs, their_shares = _shares(reference, reference_weights)
    return _thinned(own, np.interp(shares, their_shares, theirs))


def _shares(values: Sequence[float], weights: Sequence[float]) -> tuple[Floats, Floats]:
    """The numbers that occur, rising, and for each the share below it and half of its own."""
    own, where = np.unique(np.asarray(values, np.float64), return_inverse=True)
    weight = np.bincount(where, weights=np.asarray(weights, np.float64))
    found: Floats = (np.cumsum(weight) - weight / 2) / weight.sum()
    return own, found


def _thinned(own: Floats, common: Floats) -> ScoreMap:
    """At most CORNERS of the corners, evenly by rank, the ends among them."""
    kept = np.unique(np.linspace(0, len(own) - 1, CORNERS).round().astype(int))
    rising = np.maximum.accumulate(np.clip(common[kept], 0.0, 1.0))
    return ScoreMap(tuple((float(a), float(b)) for a, b in zip(own[kept], rising, strict=True)))
