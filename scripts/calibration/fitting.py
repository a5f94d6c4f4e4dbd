"""Fits what a calibration holds: lines on the logit, thresholds for a budget of flags, how sure a score makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from models.article import Segment
from models.calibration.calibration import BelowAverageModel, PassageShape, logit, platt
from models.evaluation.metaeval import expected_calibration_error
from models.findings.left_out import left_out
from models.findings.passages import BY_WORDS_ALONE, find_passages
from models.rating import Rating, WordRating
from models.text.words import count_words

Floats = NDArray[np.float64]
LOOK_BUDGET, ALL_BUDGET, MAJOR_BUDGET = 10.0, 4.5, 1.0
"""Model flags per 1,000 words of text that nobody should flag: with the quiet ones, without them, and major ones."""
LEFT_OUT_BUDGET = 1.0
"""The same for passages of the source that seem to be left out."""
_STEPS = np.arange(0.10, 0.50, 0.005), np.arange(0.50, 0.95, 0.01), np.arange(0.95, 1.0, 0.005)
GRID = tuple(np.round(np.concatenate(_STEPS), 3))
POOR = 0.0
"""The z score of human ratings from which down a translation counts as poor: worse than the average one.

Of -1, -0.5, 0 and 0.3 the highest with a plain meaning at which chains gain most over chance (MLQE-PE dev).
"""
QUANTILES, FOLDS = 101, 5
OWN_ROWS, NEWTON_STEPS = 24, 20


def fit_platt(probability: Floats, gold: Floats, weight: Floats | None = None) -> tuple[float, float]:
    """Slope and offset on the logit that minimise log loss (Platt 1999), each row counting `weight` times."""
    logits, target = torch.tensor(_logits(probability)), torch.tensor(gold)
    line = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([line], max_iter=100)
    weights = None if weight is None else torch.tensor(weight / weight.mean())

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(line[0] * logits + line[1], target, weights)
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    slope, offset = (float(value) for value in line.detach())
    return slope, offset


def _logits(probability: Floats) -> Floats:
    return np.array([logit(value) for value in probability.tolist()])


def fit_offset(probability: Floats, gold: Floats, weight: Floats, slope: float, offset: float) -> float:
    """A language's own offset beside a slope that all share: with few rows nearly `offset`, which all share too.

    The maximum of the posterior under a normal prior around `offset` that counts as much as OWN_ROWS even rows, by
    Newton's method.
    """
    logits = _logits(probability)
    own, prior = offset, OWN_ROWS / 4
    for _ in range(NEWTON_STEPS):
        promised = 1 / (1 + np.exp(-(slope * logits + own)))
        down = (weight * (promised - gold)).sum() + prior * (own - offset)
        own -= float(down / ((weight * promised * (1 - promised)).sum() + prior))
    return own


def calibrated(probability: Floats, slope: float, offset: float) -> Floats:
    """What the line makes of probabilities."""
    return np.array([platt(value, slope, offset) for value in probability.tolist()])


def threshold(
    rated: Sequence[tuple[str, Sequence[WordRating]]],
    budget: float,
    minor: float | None,
    shape: PassageShape = BY_WORDS_ALONE,
) -> float:
    """The lowest on the grid that keeps passages per 1,000 words of sound text within budget.

    With `minor` given, passages are formed at that threshold and counted when their peak reaches the candidate.
    """
    formed = [p for text, ratings in rated for p in find_passages(ratings, text, minor, shape)] if minor else []

    def flags(candidate: float) -> int:
        if minor:
            return sum(passage.peak >= candidate for passage in formed)
        return sum(len(find_passages(ratings, text, candidate, shape)) for text, ratings in rated)

    return _lowest_within(budget, [text for text, _ in rated], flags)


def _lowest_within(budget: float, sound: Sequence[str], flags: Callable[[float], int]) -> float:
    """The lowest candidate on the grid that makes no more flags per 1,000 words of sound text; 1 where each does."""
    count = sum(map(count_words, sound)) / 1000
    return next((float(candidate) for candidate in GRID if flags(candidate) / count <= budget), 1.0)


def thresholds(
    rated: Sequence[tuple[str, Sequence[WordRating]]], shape: PassageShape = BY_WORDS_ALONE
) -> dict[str, float]:
    """`look`, `minor` and `major` for a language's sound text with its ratings."""
    minor = threshold(rated, ALL_BUDGET, None, shape)
    major = max(minor, threshold(rated, MAJOR_BUDGET, minor, shape))
    return {"look": min(minor, threshold(rated, LOOK_BUDGET, None, shape)), "minor": minor, "major": major}


def lost_threshold(sound: Sequence[tuple[Segment, Rating]]) -> float:
    """The lowest on the grid that keeps what seems to be left out of sound translations within budget."""

    def flags(candidate: float) -> int:
        return sum(len(left_out(segment, rating, candidate)) for segment, rating in sound)

    return _lowest_within(LEFT_OUT_BUDGET, [segment.target for segment, _ in sound], flags)


def fit_poor(consistency: Floats, z: Floats, weight: Floats) -> tuple[BelowAverageModel, float]:
    """How likely people find a translation poor by its score, and the expected calibration error of that.

    The error is of probabilities that each fifth of the rows gets from the other four.
    """
    poor = (z <= POOR).astype(np.float64)
    slope, offset = fit_platt(consistency, poor, weight)
    probability = calibrated(consistency, slope, offset)
    sure = np.maximum(probability, 1 - probability)
    order = np.argsort(sure)
    shares = np.cumsum(weight[order]) / weight.sum()
    quantiles = np.interp(np.linspace(0, 1, QUANTILES), shares, sure[order])
    held_out, fold = np.empty_like(probability), np.arange(len(poor)) % FOLDS
    for number in range(FOLDS):
        rest = fold != number
        line = fit_platt(consistency[rest], poor[rest], weight[rest])
        held_out[~rest] = calibrated(consistency[~rest], *line)
    error = expected_calibration_error(held_out.tolist(), (poor > 0).tolist())
    return BelowAverageModel(slope, offset, tuple(float(value) for value in quantiles)), error


def poor_numbers(consistency: Floats, z: Floats, weight: Floats) -> dict[str, Any]:
    """`fit_poor` as a calibration file holds it; the error is printed."""
    poor, error = fit_poor(consistency, z, weight)
    print(f"poor or not: calibration error {error:.3f} on translations that were left out of the fit")
    return {"slope": poor.slope, "offset": poor.offset, "sureness": poor.certainty}
