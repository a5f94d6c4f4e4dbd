"""Chinese is named by whole words, and other scripts stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.spans import Span
from models.text.han_words import MAX_CUT, whole_words


@pytest.mark.parametrize(
    ("text", "piece", "whole"),
    [
        ("该药物的临床试验未达到主要终点", "临", "临床试验"),
        ("该药物的临床试验未达到主要终点", "点", "终点"),
        ("该药物的临床试验未达到主要终点", "床试验未", "临床试验未"),
        ("事故系人为破坏所致", "为", "人为"),
        ("他说OK，临床试验", "OK", "OK"),
        ("👩‍🚀的临床试验", "床", "临床试验"),  # offsets are of characters, not of bytes
        ("Das alte Haus", "alt", "alt"),
        ("السفينة", "سف", "سف"),
    ],
)
def test_a_piece_is_widened_to_its_words(text: str, piece: str, whole: str) -> None:
    start = text.index(piece)
    assert whole_words(text, Span(start, start + len(piece))).of(text) == whole


@given(st.text("临床试验达到aé，👩‍🚀 \n", min_size=1), st.data())
def test_the_piece_stays_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    piece = Span(start, data.draw(st.integers(start + 1, len(text))))
    whole = whole_words(text, piece)
    assert 0 <= whole.start <= piece.start and piece.end <= whole.end <= len(text)
    assert whole_words(text, whole) == whole


def test_a_line_without_an_end_is_not_cut_whole() -> None:
    text = "临床试验" * MAX_CUT
    start = 2 * MAX_CUT + 1
    assert whole_words(text, Span(start, start + 1)).of(text) == "临床试验"
