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


@given(share, share, points, points)
def test_more_points_never_raise_it_and_a_better_score_never_lowers_it(
    one: float, other: float, few: float, more: float
) -> None:
    few, more = sorted((few, more))
    low, high = sorted((one, other))
    assert overall_score(0.5, low, more) <= overall_score(0.5, low, few) + 1e-12
    assert overall_score(0.5, low, few) <= overall_score(0.5, high, few) + 1e-12


@pytest.mark.parametrize(
    ("fluency", "consistency", "alike"),
    [(0.9, 0.4, (0.1, 0.4)), (0.6, None, (0.6, 0.6)), (None, None, (1.0, 1.0))],
)
def test_consistency_counts_where_there_is_one(
    fluency: float | None, consistency: float | None, alike: tuple[float, float]
) -> None:
    assert overall_score(fluency, consistency, 3.0) == overall_score(*alike, 3.0)


def test_a_perfect_text_has_all_of_it() -> None:
    assert overall_score(1.0, 1.0, 0.0) == 1.0
