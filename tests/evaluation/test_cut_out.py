"""Words are cut out of the middle of a text, at a place that its number draws, and never of one too short."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.words import word_spans
from scripts.measure.cut_out import BEGINNING, without


@pytest.mark.parametrize(
    ("text", "words", "number", "left"),
    [
        ("a b c d e f g h i", 2, 0, "a b c f g h i"),
        ("a b c d e f g h i", 2, 1, "a b c d g h i"),
        ("a b c d e f g h i", 3, 5, "a b c g h i"),
        ("a b c d e f g h i", 4, 0, None),
        ("", 2, 0, None),
    ],
)
def test_what_is_left(text: str, words: int, number: int, left: str | None) -> None:
    assert without(text, words, number) == left


pieces_of_text = st.lists(st.sampled_from(["word", "أوكرانيا", "漢", ","]), max_size=20)


@given(pieces_of_text, st.integers(1, 6), st.integers(0, 99))
def test_so_many_words_are_gone_and_both_ends_stay(pieces: list[str], words: int, number: int) -> None:
    text = " ".join(pieces)
    left = without(text, words, number)
    spans = word_spans(text)
    assert (left is None) is (len(spans) < words + 2 * BEGINNING)
    if left is not None:
        kept = [span.of(left) for span in word_spans(left)]
        assert len(kept) == len(spans) - words
        assert kept[:BEGINNING] == [span.of(text) for span in spans[:BEGINNING]]
        assert kept[-BEGINNING:] == [span.of(text) for span in spans[-BEGINNING:]]
