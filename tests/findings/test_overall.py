"""The overall score orders texts: by what the scores say and by what was found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.findings.overall import overall_score

share = st.floats(0, 1)
points = st.floats(0, 500)


@given(st.none() | share, st.none() | share, points)
def test_it_is_a_share(fluency: float | None, consistency: float | None, penalty: float) -> None:
    assert 0 <= overall_score(fluency, consistency, penalty) <= 1


@given(share, share, share, points, points)
def test_more_points_never_raise_it_and_a_better_score_never_lowers_it(
    one: float, other: float, third: float, few: float, more: float
) -> None:
    few, more = sorted((few, more))
    low, high = sorted((one, other))
    assert overall_score(third, low, more) <= overall_score(third, low, few) + 1e-12
    assert overall_score(third, low, few) <= overall_score(third, high, few) + 1e-12
    assert overall_score(low, third, few) <= overall_score(high, third, few) + 1e-12


def test_consistency_counts_more_than_fluency() -> None:
    assert overall_score(0.9, 0.4, 3.0) < overall_score(0.4, 0.9, 3.0)


@given(share, points)
def test_of_one_score_it_is_that_one(score: float, penalty: float) -> None:
    assert overall_score(score, None, penalty) == pytest.approx(overall_score(None, score, penalty))
    assert overall_score(score, score, penalty) == pytest.approx(overall_score(None, score, penalty))


def test_without_scores_the_penalty_decides() -> None:
    assert overall_score(None, None, 3.0) == pytest.approx(overall_score(1.0, 1.0, 3.0))
    assert overall_score(None, None, 3.0) > overall_score(None, None, 4.0)


def test_a_perfect_text_has_all_of_it() -> None:
    assert overall_score(1.0, 1.0, 0.0) == 1.0
