"""Known forms of unknown words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.kindred import MAX_FORMS, BeginningIndex, kindred
from tests.tiny_lexicon import tiny_lexicon

KNOWN = ["попередження", "попереджати", "попереду", "ціна", "מהלך", "מילה", "станція"]
INDEX = BeginningIndex(KNOWN, range(len(KNOWN)))


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
    known = list(dict.fromkeys(vocabulary))
    found = kindred(word, "uk", known, BeginningIndex(known, range(len(known))))
    assert set(found) <= set(known) - {word}
    assert len(found) <= MAX_FORMS


def test_the_order_of_the_index_decides_which_forms_are_named() -> None:
    known = ["станція", "станцій", "станцію", "станціє"]
    assert kindred("станцією", "uk", known, BeginningIndex(known, [3, 1, 0, 2])) == ("станціє", "станцій", "станція")


def test_the_lexicon_reads_an_unknown_form_as_the_known_one(tmp_path: Path) -> None:
    lexicon = tiny_lexicon([("попередження", "warning"), ("гавань", "harbour")] * 20, "uk", tmp_path)
    assert lexicon.translations("попередженню", 3)[0][0] == "warning"
    assert lexicon.support(["попередженню"], ["warn", "harbour"]).partner.tolist() == [0, -1]
