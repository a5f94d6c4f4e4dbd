"""Folding and stemming: what the models see of a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.normalise import fold, model_pieces, stem


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("NATO", "nato"),
        ("الأُوكْرانيّة", "الاوكرانيه"),
        ("ﻻ", "لا"),  # a presentation form
        ("１２", "12"),
        ("co\u200bop", "coop"),
        ("Kyiv’s", "kyiv's"),
    ],
)
def test_fold(word: str, folded: str) -> None:
    assert fold(word) == folded


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=20))
def test_ascii_folds_as_all_else_does(word: str) -> None:
    assert fold(word) == fold(f"{word} é").removesuffix(" é")


@pytest.mark.parametrize(
    ("word", "lang", "expected"),
    [
        ("للتقارب", "ar", "تقارب"),
        ("والاتهامات", "ar", "اتهام"),
        ("اتهام", "ar", "اتهام"),
        ("في", "ar", "في"),
        ("allegations", "en", "alleg"),
        ("Allegation", "en", "alleg"),
        ("2021", "en", "2021"),
        ("правительства", "ru", "правительств"),
        ("රජය", "si", "රජය"),  # no stemmer knows Sinhala
    ],
)
def test_stem(word: str, lang: str, expected: str) -> None:
    assert stem(word, lang) == expected


def test_arabic_clitics_are_pieces_of_their_own() -> None:
    assert model_pieces("للتقارب", "ar") == ("لل", "تقارب")
    assert model_pieces("كتاب", "ar") == ("كتاب",)


@given(st.text(min_size=1, max_size=30), st.sampled_from(["ar", "de", "en", "ru", "zh", "si", ""]))
def test_any_word_has_a_stem_and_pieces(word: str, lang: str) -> None:
    assert isinstance(stem(word, lang), str)
    assert model_pieces(word, lang)
