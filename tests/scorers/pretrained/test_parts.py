"""Parts of long texts: they cover every word; subwords are found under the words that they share characters with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.scorers.pretrained.parts import of_words, parts, pieces
from models.spans import Span
from models.text.words import word_spans
from scorers.tiny_models import TEXTS


def letters(text: str) -> list[tuple[int, int]]:
    return [(at, at + 1) for at, letter in enumerate(text) if not letter.isspace()]


@given(TEXTS, st.integers(1, 12))
def test_parts_cover_every_word_and_fit(text: str, most: int) -> None:
    def fits(target: str, _: str | None) -> bool:
        return len(letters(target)) <= most

    found = parts(text, None, letters, fits, most)
    read = {at for part in found for at in range(part.target.start, part.target.end)}
    assert {at for span in word_spans(text) for at in range(span.start, span.end)} <= read
    assert all(fits(part.target.of(text), None) for part in found)


def test_a_word_too_long_is_divided_where_a_subword_ends() -> None:
    assert pieces("abcdef gh", [(0, 2), (2, 4), (4, 6), (6, 9)], 2) == ([Span(0, 4), Span(4, 6), Span(7, 9)], [2, 1, 1])


@pytest.mark.parametrize(
    ("offsets", "expected"),
    [
        ([(0, 2), (2, 5)], [[0], [1]]),
        ([(0, 5)], [[0], [0]]),
        ([(0, 1), (1, 3), (3, 5)], [[0, 1], [2]]),
        ([(0, 0), (1, 1), (2, 3)], [[], []]),
    ],
)
def test_subwords_by_word(offsets: list[tuple[int, int]], expected: list[list[int]]) -> None:
    assert of_words([Span(0, 2), Span(3, 5)], offsets) == expected


@given(TEXTS.filter(word_spans), TEXTS.filter(word_spans), st.integers(2, 12), st.integers(1, 8))
def test_parts_of_a_pair_cover_both_sides_and_fit(target: str, source: str, most: int, times: int) -> None:
    """However much longer one side is."""

    def fits(one: str, other: str | None) -> bool:
        return len(letters(one)) + len(letters(other or "")) <= most

    for one, other in ((target, source * times), (source * times, target)):
        found = parts(one, other, letters, fits, most)
        for side, spans in ((one, [part.target for part in found]), (other, [part.source for part in found])):
            read = {at for span in spans if span is not None for at in range(span.start, span.end)}
            assert {at for span in word_spans(side) for at in range(span.start, span.end)} <= read
        assert all(fits(part.target.of(one), part.source.of(other) if part.source else None) for part in found)
