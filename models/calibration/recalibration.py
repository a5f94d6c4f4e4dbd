"""Learns from reviewers what a confidence is worth: a map from what was said to what came true, or none.

Two maps are tried: Platt scaling (Platt 1999), a line on the logit, and isotonic regression (Zadrozny and Elkan 2002),
any curve that rises. One is taken when it makes decisions that it has not seen clearly more likely than the
confidences do as they are: by more than a standard error (Breiman et al. 1984). So little can be learnt from a few
dozen decisions that whatever could be chance is left alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import InvalidInput

MIN_DECISIONS = 50
"""Decisions, below which nothing is learnt."""
FOLDS = 5
EDGE = 0.01
"""No confidence is nearer to 0 or 1: nobody is so sure."""
IDENTITY, PLATT, ISOTONIC = "identity", "platt", "isotonic"
Floats = NDArray[np.float64]
_STEPS, _FAR = 50, 30.0


@dataclass(frozen=True, slots=True)
class ConfidenceMap:
    """What a confidence becomes: never falls as it rises.

    `parameters`: none of `identity`; slope and offset of `platt`; of `isotonic` the corners of the curve, (said, true).
    """

    kind: str
    parameters: tuple[Any, ...] = ()

    def __call__(self, confidence: float) -> float:
        """In [EDGE, 1 - EDGE]; `identity` leaves it as it is."""
        if self.kind == IDENTITY:
            return confidence
        return float(_apply(self, np.array([confidence]))[0])


@dataclass(frozen=True, slots=True)
class Fitted:
    """The map that was chosen; `before` and `after`: mean log-likelihood of held-out decisions without and with it."""

    map: ConfidenceMap
    before: float
    after: float


def can_fit(right: Sequence[bool]) -> bool:
    """Whether there is enough to learn from: MIN_DECISIONS decisions, some right and some wrong."""
    return len(right) >= MIN_DECISIONS and any(right) and not all(right)


def fit(confidences: Sequence[float], right: Sequence[bool]) -> Fitted:
    """The map for flags of these confidences (in [0, 1], as the shipped calibration says), of which some were right.

    Raises InvalidInput where `can_fit` says no.
    """
    if not can_fit(right):
        raise InvalidInput(
            f"that takes {MIN_DECISIONS} decided flags, some right and some wrong: there are {len(right)}"
        )
    said, true = _clipped(np.asarray(confidences, np.float64)), np.asarray(right, np.float64)
    plain = _likelihood(said, true)
    best, kind = plain, IDENTITY
    for name, learn in _LEARNERS.items():
        held_out = _likelihood(_held_out(learn, said, true), true)
        gain = held_out - plain
        if gain.mean() > gain.std() / math.sqrt(len(gain)) and held_out.mean() > best.mean():
            best, kind = held_out, name
    chosen = ConfidenceMap(IDENTITY) if kind == IDENTITY else _LEARNERS[kind](said, true)
    return Fitted(chosen, float(plain.mean()), float(best.mean()))


def _held_out(learn: Callable[[Floats, Floats], ConfidenceMap], said: Floats, true: Floats) -> Floats:
    """What maps that were learnt from the other folds make of each fold."""
    fold = np.arange(len(said)) % FOLDS
    found = np.empty_like(said)
    for number in range(FOLDS):
        found[fold == number] = _apply(learn(said[fold != number], true[fold != number]), said[fold == number])
    return found


def _apply(found: ConfidenceMap, said: Floats) -> Floats:
    if found.kind == PLATT:
        slope, offset = found.parameters
        return _clipped(_sigmoid(slope * _logit(_clipped(said)) + offset))
    corners = np.array(found.parameters, np.float64)
    return _clipped(np.interp(said, corners[:, 0], corners[:, 1]))


def _likelihood(said: Floats, true: Floats) -> Floats:
    """Log-likelihood of every outcome."""
    found: Floats = np.where(true > 0, np.log(said), np.log1p(-said))
    return found


def _clipped(values: Floats) -> Floats:
    return np.clip(values, EDGE, 1 - EDGE)


def _logit(values: Floats) -> Floats:
    found: Floats = np.log(values) - np.log1p(-values)
    return found


def _sigmoid(values: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-np.clip(values, -_FAR, _FAR)))
    return found


def _platt(said: Floats, true: Floats) -> ConfidenceMap:
    """Newton's method on Platt's smoothed targets, which keep the line finite; a falling line becomes a level one."""
    wins = float(true.sum())
    target = np.where(true > 0, (wins + 1) / (wins + 2), 1 / (len(true) - wins + 2))
    rows = np.column_stack([_logit(said), np.ones_like(said)])
    line = np.array([1.0, 0.0])
    for columns in ([0, 1], [1]):  # the second only for a line that falls
        line = _newton(rows, target, line, columns)
        if line[0] >= 0:
            break
        line = np.array([0.0, line[1]])
    return ConfidenceMap(PLATT, (float(line[0]), float(line[1])))


def _newton(rows: Floats, target: Floats, line: Floats, columns: list[int]) -> Floats:
    """The least log loss over some of the parameters; every step is halved until it helps."""
    inside = rows[:, columns]

    def loss(candidate: Floats) -> float:
        z = rows @ candidate
        return float((np.logaddexp(0, z) - target * z).sum())

    for _ in range(_STEPS):
        probability = _sigmoid(rows @ line)
        gradient = inside.T @ (probability - target)
        curvature = (inside * (probability * (1 - probability))[:, None]).T @ inside
        step = np.zeros(2)
        step[columns] = np.linalg.solve(curvature + 1e-9 * np.eye(len(columns)), gradient)
        size = 1.0
        while size > EDGE and loss(line - size * step) > loss(line):
            size /= 2
        line = line - size * step
        if float(np.abs(step).max()) < EDGE * EDGE:
            break
    return line


def _isotonic(said: Floats, true: Floats) -> ConfidenceMap:
    """Pool adjacent violators (Ayer et al. 1955) over equal confidences, joined by straight lines.

    One right answer is added below all and one wrong one above all, as Laplace would: so that no end is ever certain.
    """
    values, where = np.unique(said, return_inverse=True)
    counts, wins = np.bincount(where).astype(np.float64), np.bincount(where, weights=true)
    blocks: list[tuple[float, float, float]] = []  # answers, right ones, sum of what was said
    first, last = (1.0, 1.0, float(values[0])), (1.0, 0.0, float(values[-1]))
    for block in (first, *zip(counts, wins, counts * values, strict=True), last):
        blocks.append(block)
        while len(blocks) > 1 and blocks[-1][1] / blocks[-1][0] <= blocks[-2][1] / blocks[-2][0]:
            upper, lower = blocks.pop(), blocks.pop()
            blocks.append((lower[0] + upper[0], lower[1] + upper[1], lower[2] + upper[2]))
    return ConfidenceMap(ISOTONIC, tuple((float(x / n), float(won / n)) for n, won, x in blocks))


_LEARNERS: Mapping[str, Callable[[Floats, Floats], ConfidenceMap]] = {PLATT: _platt, ISOTONIC: _isotonic}
