"""Spans: half-open, in code points, never empty; and the union and the runs built from them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.spans import Span, merge, runs


@st.composite
def spans(draw: st.DrawFn, limit: int = 30) -> Span:
    start = draw(st.integers(0, limit - 1))
    return Span(start, draw(st.integers(start + 1, limit)))


def covered(found: list[Span]) -> set[int]:
    """The code points inside any of them."""
    return {index for span in found for index in range(span.start, span.end)}


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 3), (0, 0), (-2, -1)])
def test_a_span_marks_at_least_one_code_point_from_zero_on(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"not {start}, {end}"):
        Span(start, end)


@pytest.mark.parametrize(
    ("text", "start", "end", "covers"),
    [
        ("abcd", 1, 3, "bc"),
        ("abcd", 0, 4, "abcd"),
        ("😀 good", 2, 6, "good"),  # one code point, though two UTF-16 units
        ("👩‍🚀!", 0, 3, "👩‍🚀"),  # three code points, one picture
        ("cafe\u0301 noir", 0, 5, "cafe\u0301"),  # the accent is a code point of its own
        ("قال الوزير", 4, 10, "الوزير"),  # logical order, not the order on screen
        ("港口重新开放", 2, 4, "重新"),
    ],
)
def test_offsets_count_code_points(text: str, start: int, end: int, covers: str) -> None:
    span = Span(start, end)
    assert span.of(text) == covers
    assert len(span) == len(covers)


@pytest.mark.parametrize(
    ("left", "right", "overlaps", "contains"),
    [
        (Span(0, 4), Span(4, 6), False, False),  # ends that touch share nothing
        (Span(0, 4), Span(3, 6), True, False),
        (Span(0, 4), Span(1, 3), True, True),
        (Span(0, 4), Span(0, 4), True, True),
        (Span(1, 3), Span(0, 4), True, False),
        (Span(0, 1), Span(5, 6), False, False),
    ],
)
def test_overlap_and_containment(left: Span, right: Span, overlaps: bool, contains: bool) -> None:
    assert left.overlaps(right) is overlaps
    assert right.overlaps(left) is overlaps
    assert left.contains(right) is contains


def test_shifting_keeps_the_length_and_refuses_to_leave_the_text() -> None:
    assert Span(2, 5).shift(10) == Span(12, 15)
    assert Span(2, 5).shift(-2) == Span(0, 3)
    with pytest.raises(ValueError, match="0 <= start"):
        Span(2, 5).shift(-3)


def test_spans_sort_by_start_then_end() -> None:
    assert sorted([Span(3, 4), Span(0, 9), Span(0, 2)]) == [Span(0, 2), Span(0, 9), Span(3, 4)]


@pytest.mark.parametrize(
    ("given_spans", "gap", "merged"),
    [
        ([], 0, []),
        ([Span(4, 6), Span(0, 2), Span(1, 3)], 0, [Span(0, 3), Span(4, 6)]),
        ([Span(0, 2), Span(2, 4)], 0, [Span(0, 4)]),  # touching
        ([Span(0, 2), Span(3, 4)], 0, [Span(0, 2), Span(3, 4)]),
        ([Span(0, 2), Span(3, 4)], 1, [Span(0, 4)]),
        ([Span(0, 9), Span(2, 3), Span(8, 10)], 0, [Span(0, 10)]),  # a short one inside a long one
    ],
)
def test_merge(given_spans: list[Span], gap: int, merged: list[Span]) -> None:
    assert merge(given_spans, gap) == merged


@given(st.lists(spans()))
def test_merging_covers_the_same_code_points_with_disjoint_sorted_spans(found: list[Span]) -> None:
    merged = merge(found)
    assert covered(merged) == covered(found)
    assert all(left.end < right.start for left, right in pairwise(merged))
    assert merge(merged) == merged


@given(st.lists(spans()), st.integers(0, 5))
def test_a_gap_only_fills_what_lies_between_near_spans(found: list[Span], gap: int) -> None:
    merged = merge(found, gap)
    assert covered(merged) >= covered(found)
    assert all(right.start - left.end > gap for left, right in pairwise(merged))


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ([], []),
        ([False, False], []),
        ([True], [Span(0, 1)]),
        ([False, True, True, False, True], [Span(1, 3), Span(4, 5)]),
        ([True, True, True], [Span(0, 3)]),  # the last run reaches the end and is not lost
    ],
)
def test_runs(marked: list[bool], found: list[Span]) -> None:
    assert runs(marked) == found


@given(st.lists(st.booleans()))
def test_runs_cover_exactly_what_is_marked_and_cannot_be_longer(marked: list[bool]) -> None:
    found = runs(marked)
    assert covered(found) == {index for index, is_marked in enumerate(marked) if is_marked}
    assert merge(found) == found
