"""The numbers that compare predictions with human ratings, against tables worked out by hand."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.evaluation.metaeval import (
    SpanAgreement,
    auc,
    best_threshold,
    expected_calibration_error,
    mcc,
    pearson,
    span_agreement,
    spearman,
    steady_threshold,
)
from models.spans import Span

YES, NO = True, False
values = st.lists(st.floats(-1e6, 1e6, allow_nan=False, width=32), min_size=1, max_size=40)
probability = st.floats(0, 1, allow_nan=False)
rated = st.lists(st.tuples(st.booleans(), probability), min_size=1, max_size=40)
marked = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=40)


@pytest.mark.parametrize(
    ("x", "y", "r", "rho"),
    [
        ([1, 2, 3], [2, 4, 6], 1.0, 1.0),
        ([1, 2, 3], [6, 4, 2], -1.0, -1.0),
        ([1, 2, 3], [1, 4, 9], 16 / math.sqrt(2 * 294 / 9 * 4), 1.0),  # a curve: ranks agree, values less
        ([1, 2, 3, 4], [1, 3, 2, 4], 0.8, 0.8),
        ([1, 2, 2, 3], [1, 2, 3, 4], 1.5 * math.sqrt(2) / math.sqrt(5), 4.5 / math.sqrt(4.5 * 5)),  # a tie
        ([1, 2, 3], [5, 5, 5], 0.0, 0.0),  # constant
        ([0.1, 0.1, 0.1], [1, 2, 3], 0.0, 0.0),  # whose mean is not 0.1 in floating point
        ([0.1, 0.1, 0.1], [0.1, 0.1, 0.1], 0.0, 0.0),
        ([1], [1], 0.0, 0.0),
        ([], [], 0.0, 0.0),
    ],
)
def test_correlations(x: list[float], y: list[float], r: float, rho: float) -> None:
    assert pearson(x, y) == pytest.approx(r)
    assert spearman(x, y) == pytest.approx(rho)


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), max_size=30))
def test_correlations_are_symmetric_and_bounded(pairs: list[tuple[float, float]]) -> None:
    x, y = [a for a, _ in pairs], [b for _, b in pairs]
    for correlation in (pearson, spearman):
        assert -1.0 <= correlation(x, y) <= 1.0
        assert correlation(x, y) == pytest.approx(correlation(y, x))
        assert correlation(x, [-b for b in y]) == pytest.approx(-correlation(x, y))


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30))
def test_scale_and_origin_do_not_matter(x: list[int]) -> None:
    y = [3 * value + 7 for value in x]
    varies = float(len(set(x)) > 1)
    assert pearson(x, y) == pytest.approx(varies)
    assert spearman(x, [value**3 for value in x]) == pytest.approx(varies)


@pytest.mark.parametrize("factor", [1e-200, 1e-3, 1e150])
def test_neither_tiny_nor_huge_values_break_a_correlation(factor: float) -> None:
    assert pearson([factor * v for v in (1, 2, 3, 4)], [1, 3, 2, 4]) == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        ([YES, NO, YES, NO], [YES, NO, YES, NO], 1.0),
        ([YES, NO, YES, NO], [NO, YES, NO, YES], -1.0),
        ([YES, YES, NO, NO], [YES, NO, YES, NO], 0.0),
        # tp 2, fn 1, fp 1, tn 3: (6 - 1) / sqrt(3 * 3 * 4 * 4)
        ([YES, YES, YES, NO, NO, NO, NO], [YES, YES, NO, YES, NO, NO, NO], 5 / 12),
        ([YES, NO, YES], [NO, NO, NO], 0.0),  # nothing marked
        ([NO, NO], [YES, NO], 0.0),  # nothing to mark
        ([], [], 0.0),
    ],
)
def test_mcc(gold: list[bool], predicted: list[bool], expected: float) -> None:
    assert mcc(gold, predicted) == pytest.approx(expected)


@given(marked)
def test_mcc_is_symmetric_and_turns_its_sign_with_the_marks(pairs: list[tuple[bool, bool]]) -> None:
    gold, predicted = [g for g, _ in pairs], [p for _, p in pairs]
    assert mcc(gold, predicted) == pytest.approx(mcc(predicted, gold))
    assert mcc(gold, [not p for p in predicted]) == pytest.approx(-mcc(gold, predicted))
    assert mcc(gold, predicted) == pytest.approx(pearson([*map(float, gold)], [*map(float, predicted)]))


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [
        ([2, 3], [0, 1], 1.0),
        ([0, 1], [2, 3], 0.0),
        ([3, 2], [1, 2], 0.875),  # three pairs the right way round, one tie
        ([1, 1], [1, 1, 1], 0.5),
        ([0.9], [0.1, 0.95, 0.9, 0.2], 2.5 / 4),
    ],
)
def test_auc(positive: list[float], negative: list[float], expected: float) -> None:
    assert auc(positive, negative) == pytest.approx(expected)


@given(values, values)
def test_auc_counts_the_pairs_in_the_right_order(positive: list[float], negative: list[float]) -> None:
    won = sum((p > n) + (p == n) / 2 for p in positive for n in negative)
    assert auc(positive, negative) == pytest.approx(won / (len(positive) * len(negative)))
    assert auc(negative, positive) == pytest.approx(1 - auc(positive, negative))


@pytest.mark.parametrize(("positive", "negative"), [([], [1.0]), ([1.0], []), ([], [])])
def test_auc_needs_both_sides(positive: list[float], negative: list[float]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        auc(positive, negative)


@pytest.mark.parametrize(
    ("gold", "probabilities", "threshold"),
    [
        ([NO, YES, YES], [0.2, 0.6, 0.9], 0.6),
        ([YES, NO, YES, NO], [0.9, 0.8, 0.7, 0.1], 0.9),  # as good as 0.7: the stricter one is taken
        ([YES, NO, NO], [0.5, 0.5, 0.1], 0.5),  # equal probabilities are marked together
        ([YES, NO], [0.1, 0.9], 1.0),  # wrong way round: better to mark nothing
        ([YES, YES], [0.1, 0.9], 1.0),
        ([YES, NO], [0.4, 0.4], 1.0),
        ([], [], 1.0),
    ],
)
def test_best_threshold(gold: list[bool], probabilities: list[float], threshold: float) -> None:
    assert best_threshold(gold, probabilities) == threshold


@given(rated)
def test_no_other_threshold_does_better(pairs: list[tuple[bool, float]]) -> None:
    gold, probabilities = [g for g, _ in pairs], [p / 2 for _, p in pairs]  # below 1, which marks nothing
    best = best_threshold(gold, probabilities)
    reached = mcc(gold, [p >= best for p in probabilities])
    others = [mcc(gold, [p >= t for p in probabilities]) for t in probabilities]
    assert max(0.0, *others) == pytest.approx(reached)
    assert best in probabilities or (best == 1.0 and reached == 0.0)


@pytest.mark.parametrize(
    ("gold", "probabilities", "threshold"),
    [
        ([NO, YES], [0.2, 0.6], 0.405),
        ([NO, NO, YES, YES], [0.1, 0.3, 0.3, 0.9], (0.11 + 0.90) / 2),  # one mistake, wherever it falls
        ([YES, NO], [0.2, 0.6], 1.0),
        ([YES, YES], [0.2, 0.6], 1.0),
        ([], [], 1.0),
    ],
)
def test_steady_threshold(gold: list[bool], probabilities: list[float], threshold: float) -> None:
    assert steady_threshold(gold, probabilities) == pytest.approx(threshold)


def test_a_steady_threshold_does_not_follow_one_odd_word() -> None:
    """Of 1,000 words half are wrong, the surer the more; one odd right word moves the best, not the middle."""
    probabilities = [k / 1000 for k in range(1, 1000)]
    gold = [p + 0.3 * math.sin(40 * p) > 0.5 for p in probabilities]
    odd = [*gold[:300], YES, *gold[301:]]
    moved = abs(steady_threshold(gold, probabilities) - steady_threshold(odd, probabilities))
    assert moved <= 0.01


@pytest.mark.parametrize(
    ("probabilities", "outcomes", "bins", "expected"),
    [
        ([0.75] * 4, [YES, YES, YES, NO], 10, 0.0),
        ([0.9, 0.9], [NO, NO], 10, 0.9),
        ([0.1, 0.9], [YES, NO], 10, 0.9),
        ([0.1, 0.9], [YES, NO], 1, 0.0),  # one bin sees only the mean
        ([0.15, 0.15, 0.85, 0.85], [NO, NO, YES, NO], 10, (2 * 0.15 + 2 * 0.35) / 4),
        ([1.0, 0.0], [YES, NO], 10, 0.0),  # 1 belongs to the last bin
        ([1.0, 0.95], [NO, YES], 10, 0.95 / 2),
        ([], [], 10, 0.0),
    ],
)
def test_calibration_error(
    probabilities: list[float], outcomes: list[bool], bins: int, expected: float
) -> None:
    assert expected_calibration_error(probabilities, outcomes, bins) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [([1.0, 1.0], 0.3), ([1.0, 0.25], 0.0), ([2.0, 0.5], 0.0), ([0.0, 1.0], 0.8), ([1.0, 0.0], 0.2)],
)
def test_what_counts_less_weighs_less_in_the_calibration_error(weights: list[float], expected: float) -> None:
    """Both promise .8, one is right: that is right when the wrong one counts a quarter as much."""
    assert expected_calibration_error([0.8, 0.8], [YES, NO], weights=weights) == pytest.approx(expected)


@given(rated, st.integers(1, 20))
def test_a_calibration_error_is_a_probability(pairs: list[tuple[bool, float]], bins: int) -> None:
    error = expected_calibration_error([p for _, p in pairs], [g for g, _ in pairs], bins)
    assert 0.0 <= error <= 1.0


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([([Span(0, 10)], [Span(5, 9)])], (1.0, 0.4, 8 / 14)),
        ([([Span(0, 4)], [Span(0, 4)])], (1.0, 1.0, 1.0)),
        ([([Span(0, 4)], [Span(4, 8)])], (0.0, 0.0, 0.0)),  # ends that touch share nothing
        ([([Span(0, 4), Span(2, 6)], [Span(0, 3), Span(0, 3)])], (1.0, 0.5, 2 / 3)),  # doubly covered
        ([([Span(0, 2), Span(8, 10)], [Span(1, 9)])], (2 / 8, 2 / 4, 4 / 12)),
        ([([Span(0, 4)], []), ([], [Span(0, 4)])], (0.0, 0.0, 0.0)),
        ([([Span(0, 4)], [Span(0, 4)]), ([Span(0, 4)], [])], (1.0, 0.5, 2 / 3)),  # over all texts together
        ([([], [])], (0.0, 0.0, 0.0)),
        ([], (0.0, 0.0, 0.0)),
    ],
)
def test_span_agreement(
    texts: list[tuple[list[Span], list[Span]]], expected: tuple[float, float, float]
) -> None:
    assert span_agreement(texts) == pytest.approx(expected)


span = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 30), st.integers(1, 9))


@given(st.lists(span), st.lists(span))
def test_span_agreement_counts_characters(gold: list[Span], predicted: list[Span]) -> None:
    g, p = ({i for span in side for i in range(span.start, span.end)} for side in (gold, predicted))
    found = span_agreement([(gold, predicted)])
    assert found.f1 == pytest.approx(2 * len(g & p) / max(1, len(g) + len(p)))
    assert found.precision == pytest.approx(len(g & p) / max(1, len(p)))
    assert found.recall == pytest.approx(len(g & p) / max(1, len(g)))
    swapped = SpanAgreement(found.recall, found.precision, found.f1)
    assert span_agreement([(predicted, gold)]) == pytest.approx(swapped)


@pytest.mark.parametrize(
    ("measure", "left", "right"),
    [
        (pearson, [1.0], [1.0, 2.0]),
        (spearman, [1.0], []),
        (mcc, [YES], [YES, NO]),
        (best_threshold, [YES], [0.1, 0.2]),
        (steady_threshold, [YES], [0.1, 0.2]),
        (expected_calibration_error, [0.1], []),
    ],
)
def test_series_must_be_of_one_length(measure: Callable[..., float], left: list, right: list) -> None:
    with pytest.raises(ValueError, match="differ in length"):
        measure(left, right)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        pearson([1, bad], [1, 2])
    with pytest.raises(ValueError, match="finite"):
        auc([bad], [1])
    with pytest.raises(ValueError, match="finite"):
        best_threshold([YES], [bad])


@pytest.mark.parametrize("probabilities", [[-0.1, 0.5], [0.5, 1.1]])
def test_calibration_takes_probabilities_only(probabilities: list[float]) -> None:
    with pytest.raises(ValueError, match=r"outside \[0, 1\]"):
        expected_calibration_error(probabilities, [YES, NO])


def test_calibration_needs_a_bin() -> None:
    with pytest.raises(ValueError, match="bins"):
        expected_calibration_error([0.5], [YES], bins=0)


def test_arrays_are_taken_as_well_as_lists() -> None:
    gold, scores = np.array([False, True, True]), np.array([0.2, 0.6, 0.9], dtype=np.float32)
    assert best_threshold(gold, scores) == pytest.approx(0.6)
    assert pearson(scores, scores) == pytest.approx(1.0)
    assert mcc(gold, scores > 0.5) == 1.0
