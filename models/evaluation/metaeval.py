"""How well predictions agree with human ratings: the numbers of every table we publish.

Plain numpy, so that each can be followed by hand. Where a number is undefined because an input never
varies (a constant series, only one class), it is 0.0, which is what such a prediction is worth; NaN or
infinity among the inputs, or series of different lengths, raise ValueError.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.spans import Span, merge

Floats = NDArray[np.float64]
Numbers = Sequence[float] | NDArray[np.floating[Any]]
Marks = Sequence[bool] | NDArray[np.bool_]


def pearson(x: Numbers, y: Numbers) -> float:
    """Linear correlation in [-1, 1]: sum(dx * dy) / sqrt(sum(dx^2) * sum(dy^2)), d = less the mean.

    pearson([1, 2, 3], [2, 4, 6]) == 1. Fewer than two values, or a series that never varies: 0.0.
    """
    dx, dy = _deviations(_series(x, y)), _deviations(_series(y, x))
    scale = math.sqrt(float(dx @ dx) * float(dy @ dy))
    return 0.0 if scale == 0.0 else max(-1.0, min(1.0, float(dx @ dy) / scale))


def spearman(x: Numbers, y: Numbers) -> float:
    """Pearson of the ranks, ties sharing their mean rank: spearman([1, 2, 3], [1, 4, 9]) == 1."""
    return pearson(_mean_ranks(_series(x, y)), _mean_ranks(_series(y, x)))


def mcc(gold: Marks, predicted: Marks) -> float:
    """Matthews correlation of two yes/no markings, in [-1, 1]; 0 is chance (Matthews 1975).

    (tp * tn - fp * fn) / sqrt((tp + fp)(tp + fn)(tn + fp)(tn + fn)); 0.0 when either is all yes or all no.
    """
    g, p = _marks(gold), _marks(predicted)
    _require_equal(len(g), len(p))
    tp, fp = int(np.sum(g & p)), int(np.sum(~g & p))
    fn, tn = int(np.sum(g & ~p)), int(np.sum(~g & ~p))
    scale = math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    return 0.0 if scale == 0.0 else (tp * tn - fp * fn) / scale


def auc(positive_scores: Numbers, negative_scores: Numbers) -> float:
    """Probability that a positive scores above a negative, a tie counting half (Mann and Whitney 1947).

    (R - n(n + 1) / 2) / nm, R being the sum of the n positives' ranks among all n + m scores.
    auc([3, 2], [1, 2]) == 0.875. Raises ValueError when either side has no scores: there is no pair.
    """
    positive, negative = _numbers(positive_scores), _numbers(negative_scores)
    n, m = len(positive), len(negative)
    if n == 0 or m == 0:
        raise ValueError("an AUC needs at least one positive and one negative score")
    ranks = _mean_ranks(np.concatenate([positive, negative]))
    return (float(ranks[:n].sum()) - n * (n + 1) / 2) / (n * m)


def best_threshold(gold: Marks, probabilities: Numbers) -> float:
    """The t for which marking every probability >= t gives the highest MCC; of several, the highest t.

    One of the probabilities, or 1.0 when no t does better than chance (also for empty input).
    best_threshold([False, True, True], [0.2, 0.6, 0.9]) == 0.6. One sort: made for millions of words.
    """
    g, p = _marks(gold), _numbers(probabilities)
    _require_equal(len(g), len(p))
    if len(p) == 0:
        return 1.0
    order = np.argsort(-p, kind="stable")
    p, g = p[order], g[order]
    last_of_ties = np.append(p[1:] < p[:-1], True)
    tp = np.cumsum(g)[last_of_ties].astype(np.float64)
    marked = np.arange(1, len(p) + 1, dtype=np.float64)[last_of_ties]
    wrong, total = float(g.sum()), float(len(g))
    covariance = tp * total - marked * wrong  # == tp * tn - fp * fn, with the four counts written out
    scale = np.sqrt(marked * (total - marked) * wrong * (total - wrong))
    agreement = np.divide(covariance, scale, out=np.zeros_like(scale), where=scale > 0)
    best = int(np.argmax(agreement))
    return float(p[last_of_ties][best]) if agreement[best] > 0 else 1.0


def steady_threshold(gold: Marks, probabilities: Numbers) -> float:
    """The middle of the hundredths from which marking comes within a tenth of the highest MCC.

    Where the best lies among near-equals is chance; on other text of the same kind their middle does better
    (docs/EXPERIMENTS.md). In (0, 1); 1.0 when no hundredth does better than chance.
    steady_threshold([False, True], [0.2, 0.6]) is 0.405: from 0.21 to 0.60 all is right.
    """
    g, p = _marks(gold), _numbers(probabilities)
    _require_equal(len(g), len(p))
    candidates = np.arange(1, 100) / 100
    agreement = np.array([mcc(g, p >= candidate) for candidate in candidates])
    if not len(p) or agreement.max() <= 0:
        return 1.0
    return float(candidates[agreement >= 0.9 * agreement.max()].mean())


def expected_calibration_error(
    probabilities: Numbers, outcomes: Marks, bins: int = 10, weights: Numbers | None = None
) -> float:
    """Mean gap between what was promised and what came true, in [0, 1]; 0 is best (Guo et al. 2017).

    sum over equal-width bins B of |B| / n * |mean outcome(B) - mean probability(B)|; 0.0 for empty input. `weights`:
    how much each counts, alike unless given.
    Four words at 0.75 of which three are wrong: 0. Raises ValueError for a probability outside [0, 1].
    """
    p, o = _numbers(probabilities), _marks(outcomes)
    _require_equal(len(p), len(o))
    if bins < 1:
        raise ValueError(f"bins must be at least 1, not {bins}")
    if len(p) == 0:
        return 0.0
    if p.min() < 0 or p.max() > 1:
        raise ValueError("a probability lies outside [0, 1]")
    bin_of = np.minimum((p * bins).astype(np.int64), bins - 1)
    counts = np.ones(len(p)) if weights is None else _numbers(weights)
    _require_equal(len(p), len(counts))
    gaps = np.bincount(bin_of, weights=(o - p) * counts, minlength=bins)
    return float(np.abs(gaps).sum() / counts.sum())


class SpanAgreement(NamedTuple):
    """Precision, recall and their harmonic mean, each in [0, 1], counted in characters."""

    precision: float
    recall: float
    f1: float


def span_agreement(texts: Iterable[tuple[Iterable[Span], Iterable[Span]]]) -> SpanAgreement:
    """Agreement of (gold, predicted) spans, one pair a text, counted over all texts together.

    Characters are counted once however many spans of a side cover them, as in the WMT error-span task
    (Blain et al. 2023). One text, gold 0-10, predicted 5-9: precision 1, recall 0.4, F1 0.571. A ratio
    with nothing to count (no gold, nothing predicted) is 0.0.
    """
    both = gold_total = predicted_total = 0
    for gold, predicted in texts:
        g, p = merge(gold), merge(predicted)
        gold_total += sum(map(len, g))
        predicted_total += sum(map(len, p))
        both += _shared(g, p)
    precision = both / predicted_total if predicted_total else 0.0
    recall = both / gold_total if gold_total else 0.0
    f1 = 2 * both / (gold_total + predicted_total) if both else 0.0
    return SpanAgreement(precision, recall, f1)


def _shared(left: Sequence[Span], right: Sequence[Span]) -> int:
    """Code points in both of two sorted, disjoint lists: one walk along both."""
    shared = i = j = 0
    while i < len(left) and j < len(right):
        shared += max(0, min(left[i].end, right[j].end) - max(left[i].start, right[j].start))
        if left[i].end <= right[j].end:
            i += 1
        else:
            j += 1
    return shared


def _deviations(values: Floats) -> Floats:
    """Distances from the mean, scaled to at most 1 so that no square under- or overflows."""
    if len(values) < 2 or values.min() == values.max():
        return np.zeros_like(values)
    deviations = values - values.mean()
    widest = float(np.abs(deviations).max())
    return deviations / widest if widest > 0 else np.zeros_like(values)


def _mean_ranks(values: Floats) -> Floats:
    """Ranks from 1, equal values sharing the mean of theirs: [10, 20, 10] -> [1.5, 3, 1.5]."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Floats = (last - (counts - 1) / 2)[inverse]
    return ranks


def _numbers(values: Numbers) -> Floats:
    """As a float64 array; ValueError for NaN or infinity, which would poison every sum silently."""
    array = np.asarray(values, dtype=np.float64)
    if not np.isfinite(array).all():
        raise ValueError("the values must be finite numbers")
    return array


def _series(values: Numbers, partner: Numbers) -> Floats:
    """As `_numbers`, once it is as long as its partner."""
    _require_equal(len(values), len(partner))
    return _numbers(values)


def _marks(values: Marks) -> NDArray[np.bool_]:
    return np.asarray(values, dtype=np.bool_)


def _require_equal(left: int, right: int) -> None:
    """ValueError unless both series have as many values."""
    if left != right:
        raise ValueError(f"the series differ in length: {left} and {right}")
