"""Known forms of unknown words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.kindred import MAX_FORMS, index_by_beginning, kindred
from tests.tiny_lexicon import tiny_lexicon

KNOWN = dict.fromkeys(["попередження", "попереджати", "попереду", "ціна", "מהלך", "מילה", "станція"])
INDEX = index_by_beginning(KNOWN)


@pytest.mark.parametrize(
    ("word", "lang", "forms"),
    [
        ("попередженню", "uk", ("попередження",)),
        ("станцією", "uk", ("станція",)),
        ("ціни", "uk", ()),  # too short to tell
        ("במהלך", "he", ("מהלך",)),
        ("ובמהלך", "he", ("מהלך",)),
        ("במהלך", "ar", ()),
        ("מילה", "he", ()),  # the letter belongs to the word
        ("", "he", ()),
        ("👩‍🚀", "uk", ()),
    ],
)
def test_forms_of_the_same_word(word: str, lang: str, forms: tuple[str, ...]) -> None:
    assert kindred(word, lang, KNOWN, INDEX) == forms


@given(st.text("абвг", max_size=12), st.lists(st.text("абвг", min_size=1, max_size=12), max_size=30))
def test_only_known_words_are_named(word: str, vocabulary: list[str]) -> None:
    known = dict.fromkeys(vocabulary)
    found = kindred(word, "uk", known, index_by_beginning(known))
    assert set(found) <= set(known) - {word}
    assert len(found) <= MAX_FORMS


def test_the_lexicon_reads_an_unknown_form_as_the_known_one(tmp_path: Path) -> None:
    lexicon = tiny_lexicon([("попередження", "warning"), ("гавань", "harbour")] * 20, "uk", tmp_path)
    assert lexicon.translations("попередженню", 3)[0][0] == "warning"
    assert lexicon.support(["попередженню"], ["warn", "harbour"]).partner.tolist() == [0, -1]
