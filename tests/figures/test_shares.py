"""Wilson's interval, against values worked out by hand, and what must hold of every one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.statistics.shares import share


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [
        # p = right / total, z = 1.96: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (1, 1, 0.2065, 1.0),
        (50, 100, 0.4038, 0.5962),
        (0, 0, 0.0, 1.0),
    ],
)
def test_known_intervals(right: int, total: int, low: float, high: float) -> None:
    found = share(right, total)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
    assert found.value == (right / total if total else None)


@given(st.integers(0, 100_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_an_interval_lies_in_0_to_1_around_its_share(counted: tuple[int, int]) -> None:
    found = share(*counted)
    assert 0 <= found.low <= found.high <= 1
    if found.value is not None:
        assert found.low <= found.value <= found.high


@given(st.integers(1, 200), st.integers(2, 50))
def test_more_of_the_same_makes_it_narrower(total: int, times: int) -> None:
    few, many = share(total // 2, total), share(total // 2 * times, total * times)
    assert many.high - many.low < few.high - few.low


@pytest.mark.parametrize(("right", "total"), [(2, 1), (-1, 1)])
def test_what_is_no_share(right: int, total: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        share(right, total)
