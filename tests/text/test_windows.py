"""Windows over long pairs: everything is read, nothing exceeds what the network takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.windows import answers, counterpart, cut


@pytest.mark.parametrize(
    ("sizes", "budget", "overlap", "expected"),
    [
        ([1, 1, 1], 3, 1, [range(0, 3)]),
        ([1, 1, 1, 1], 3, 1, [range(0, 3), range(2, 4)]),
        ([9, 1], 3, 1, [range(0, 1), range(1, 2)]),
        ([], 3, 1, [range(0, 0)]),
    ],
)
def test_cut(sizes: list[int], budget: int, overlap: int, expected: list[range]) -> None:
    assert cut(sizes, budget, overlap) == expected


@given(st.lists(st.integers(1, 50), max_size=300), st.integers(1, 120), st.integers(0, 30))
def test_every_word_is_in_a_window_and_windows_fit(sizes: list[int], budget: int, overlap: int) -> None:
    found = cut(sizes, budget, overlap)
    assert sorted({index for window in found for index in window}) == list(range(len(sizes)))
    assert all(len(window) <= 1 or sum(sizes[i] for i in window) <= budget for window in found)


@given(st.lists(st.integers(1, 20), min_size=1, max_size=300), st.integers(1, 400), st.data())
def test_the_counterpart_fits_and_is_never_empty(sizes: list[int], words: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, words - 1))
    window = range(start, data.draw(st.integers(start + 1, words)))
    answer = counterpart(window, words, sizes, budget=100)
    assert 0 <= answer.start < answer.stop <= len(sizes)
    assert len(answer) == 1 or sum(sizes[i] for i in answer) <= 100


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (range(0, 4), range(0, 5)),
        (range(3, 7), range(2, 7)),
        (range(6, 10), range(5, 10)),
    ],
)
def test_the_first_window_keeps_the_beginning_and_the_last_one_the_end(window: range, expected: range) -> None:
    assert counterpart(window, 10, [1] * 10, budget=5) == expected


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=60),
    st.lists(st.integers(1, 9), min_size=1, max_size=200),
    st.integers(9, 40),
)
def test_all_of_a_source_is_read_however_long(target: list[int], source: list[int], budget: int) -> None:
    ranges = cut(target, budget, 2)
    found = answers(ranges, len(target), source, budget)
    assert {at for _, answer in found for at in answer} == set(range(len(source)))
    assert {window for window, _ in found} == set(ranges)
    assert all(sum(source[at] for at in answer) <= budget for _, answer in found)
