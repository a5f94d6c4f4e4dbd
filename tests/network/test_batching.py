"""Rows are read together so that little of a batch is padding, and none is read twice or left out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.network.batching import START, cheapest_batches

LENGTHS = st.lists(st.integers(0, 512), max_size=40)


def read_in_all(lengths: list[int], batches: list[list[int]]) -> int:
    """Subwords with the padding, and what beginning the batches costs."""
    return sum(len(batch) * max(1, max(lengths[i] for i in batch)) + START for batch in batches)


def all_ways(lengths: list[int]) -> list[list[list[int]]]:
    """Every way to cut the sorted rows."""
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i], i))
    ways = []
    for cuts in range(2 ** (len(order) - 1)):
        places = [0, *(n for n in range(1, len(order)) if cuts >> (n - 1) & 1), len(order)]
        ways.append([order[a:b] for a, b in pairwise(places)])
    return ways


@given(LENGTHS, st.integers(1, 2000))
def test_every_row_is_read_once_and_within_the_budget(lengths: list[int], budget: int) -> None:
    batches = cheapest_batches(lengths, budget)
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= budget


@given(st.lists(st.integers(1, 200), min_size=1, max_size=8))
def test_no_other_way_is_cheaper(lengths: list[int]) -> None:
    best = min(read_in_all(lengths, way) for way in all_ways(lengths))
    assert read_in_all(lengths, cheapest_batches(lengths, 10_000)) == best


@pytest.mark.parametrize(
    ("lengths", "batches"),
    [
        ([], []),
        ([5], [[0]]),
        ([30, 31, 29, 30], [[2, 0, 3, 1]]),  # alike: at once
        ([10, 80, 11, 82], [[0, 2], [1, 3]]),  # each of its kind
        ([600, 500], [[1], [0]]),  # longer than the budget: alone
    ],
)
def test_like_lengths_are_read_together(lengths: list[int], batches: list[list[int]]) -> None:
    assert cheapest_batches(lengths, 512) == batches


def test_where_a_batch_is_dear_to_begin_there_are_few() -> None:
    assert cheapest_batches([10, 80, 11, 82], 512, start=512) == [[0, 2, 1, 3]]
