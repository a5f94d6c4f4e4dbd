"""Score maps: equal numbers mean equal shares of the same translations."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calibration.score_map import CORNERS, ScoreMap, equipercentile, linked

VALUES = st.lists(st.floats(0, 1, width=32), min_size=1, max_size=300)


@pytest.mark.parametrize(
    ("value", "expected"), [(0.0, 0.1), (0.2, 0.1), (0.3, 0.3), (0.4, 0.5), (0.7, 0.7), (1.0, 0.9), (2.0, 0.9)]
)
def test_straight_between_corners_and_level_beyond(value: float, expected: float) -> None:
    assert ScoreMap(((0.2, 0.1), (0.4, 0.5), (1.0, 0.9)))(value) == pytest.approx(expected)


@pytest.mark.parametrize(
    "corners", [(), ((0.4, 0.1), (0.2, 0.5)), ((0.2, 0.5), (0.4, 0.1)), ((0.2, 0.1), (0.2, 0.5)), ((0.0, -0.1),)]
)
def test_what_falls_or_leaves_the_scale_is_refused(corners: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ValueError, match=r"rise|leads"):
        ScoreMap(corners)


@given(VALUES, st.floats(0, 1), st.floats(0, 1))
def test_it_never_falls_and_stays_in_the_scale(values: list[float], one: float, other: float) -> None:
    found = equipercentile(values, [1.0] * len(values))
    low, high = sorted((one, other))
    assert 0 <= found(low) <= found(high) <= 1
    assert len(found.corners) <= CORNERS


@given(st.lists(st.integers(0, 10**6), min_size=50, max_size=150, unique=True))
def test_what_it_was_made_of_is_spread_evenly(drawn: list[int]) -> None:
    values = sorted(value / 10**6 for value in drawn)
    found = equipercentile(values, [1.0] * len(values))
    mapped = [found(value) for value in values]
    for rank, value in enumerate(mapped):
        assert value == pytest.approx((rank + 0.5) / len(mapped), abs=2 / CORNERS + 1 / len(mapped))


def test_each_pair_of_languages_counts_alike() -> None:
    """One of a pair with a single translation weighs as much as all three of another."""
    found = equipercentile([0.9, 0.1, 0.2, 0.3], [1.0, 1 / 3, 1 / 3, 1 / 3])
    assert [round(found(value), 3) for value in (0.1, 0.2, 0.3, 0.9)] == [0.083, 0.25, 0.417, 0.75]


@given(VALUES, st.floats(0.1, 3))
def test_a_model_that_says_the_same_in_other_numbers_gets_the_same_score(values: list[float], power: float) -> None:
    """Whatever rises with the other's numbers: that is what makes two models comparable."""
    distinct = sorted({round(value, 3) for value in values})
    other = [value**power for value in distinct]
    ones = [1.0] * len(distinct)
    mine, theirs = equipercentile(distinct, ones), equipercentile(other, ones)
    for a, b in zip(distinct, other, strict=True):
        assert mine(a) == pytest.approx(theirs(b), abs=1e-6)


def test_linking_gives_the_other_models_number_at_the_same_share() -> None:
    ones = [1.0] * 4
    found = linked([1.0, 2.0, 3.0, 4.0], ones, [0.2, 0.4, 0.6, 0.8], ones)
    assert [round(found(value), 6) for value in (1, 2, 3, 4)] == [0.2, 0.4, 0.6, 0.8]
    assert all(a[1] <= b[1] for a, b in itertools.pairwise(found.corners))
