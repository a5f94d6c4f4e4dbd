"""Post-edits beside the machine's text: nothing of either is lost, and the numbers are sacrebleu's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.articles.word_changes import DiffPiece, changes
from service.review.post_edit import distance

TEXTS = st.text(alphabet=st.sampled_from("ab cé\u0301👩‍🚀🇲🇷ال 中文.,\n"), max_size=40)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a b c", [("same", "a b c")]),
        ("old port", "new port", [("deleted", "old"), ("inserted", "new"), ("same", " port")]),
        ("", "new", [("inserted", "new")]),
        ("gone", "", [("deleted", "gone")]),
        ("港口开放", "港口重开", [("same", "港口"), ("inserted", "重"), ("same", "开"), ("deleted", "放")]),
    ],
)
def test_changes_are_told_word_by_word(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert list(changes(before, after)) == [DiffPiece(change, text) for change, text in expected]


@given(TEXTS, TEXTS)
def test_the_pieces_are_both_texts(before: str, after: str) -> None:
    pieces = list(changes(before, after))
    assert "".join(p.text for p in pieces if p.change != "inserted") == before
    assert "".join(p.text for p in pieces if p.change != "deleted") == after


def test_ter_is_edits_for_each_word_of_the_post_edit() -> None:
    found = distance([("the port opened after 21 days", "the port opened after 12 days")])
    assert found.ter == pytest.approx(100 / 6)
    assert 0 < found.chrf < 100
    assert distance([("same", "same")]).ter == 0


def test_an_emptied_sentence_has_numbers_too() -> None:
    assert distance([("gone", "")]).ter >= 0
