"""Pairs of languages: how they are written, read back, and turned round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InvalidInput
from models.languages import ENGLISH, MAX_CODE_LENGTH, LanguagePair, compares_pair

CODES = st.from_regex(rf"[A-Za-z0-9_-]{{0,{MAX_CODE_LENGTH}}}", fullmatch=True)
PAIRS = st.builds(LanguagePair, CODES, CODES)


@given(PAIRS)
def test_a_written_pair_reads_as_itself(pair: LanguagePair) -> None:
    assert LanguagePair.parse(str(pair)) == pair


@given(CODES, st.from_regex(r"[A-Za-z0-9_]{0,35}", fullmatch=True))
def test_a_dash_is_the_mark_where_the_target_has_none(source: str, target: str) -> None:
    pair = LanguagePair(source, target)
    assert LanguagePair.parse(pair.dashed, "-") == pair


@given(st.one_of(st.text(), st.text("aZ0_->- ", max_size=90)), st.sampled_from(">-"))
def test_any_text_is_a_pair_as_written_or_refused_in_words(text: str, mark: str) -> None:
    try:
        pair = LanguagePair.parse(text, mark)
    except InvalidInput as error:
        assert f"is written ar{mark}en" in str(error) and error.field == "pair" and len(str(error)) < 900
    else:
        assert text in (str(pair), pair.dashed)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("", ">"),
        ("ar", ">"),
        ("ar-en", ">"),
        ("ar > en", ">"),
        ("ar>en>de", ">"),
        ("ar→en", ">"),
        ("ar>en\n", ">"),
        ("ар>en", ">"),
        (f"{'a' * 36}>en", ">"),
        ("ar>en", "-"),
    ],
)
def test_what_is_no_pair_is_refused(text: str, mark: str) -> None:
    with pytest.raises(InvalidInput, match=f"a language pair is written ar{mark}en, not "):
        LanguagePair.parse(text, mark)


@pytest.mark.parametrize(
    ("pair", "written", "from_english", "other"),
    [
        (LanguagePair("ar", "en"), "ar>en", False, "ar"),
        (LanguagePair("en", "de"), "en>de", True, "de"),
        (LanguagePair("", "en"), ">en", False, ""),
        (LanguagePair("en", "en"), "en>en", False, "en"),
        (LanguagePair("de", "fr"), "de>fr", False, "de"),
    ],
)
def test_what_a_pair_tells(pair: LanguagePair, written: str, from_english: bool, other: str) -> None:
    assert (str(pair), pair.from_english, pair.other) == (written, from_english, other)


@given(PAIRS)
def test_turned_round_twice_it_is_the_same(pair: LanguagePair) -> None:
    assert pair.reversed.reversed == pair
    assert (pair.reversed.source, pair.reversed.target) == (pair.target, pair.source)


@given(CODES.filter(lambda code: code != ENGLISH), st.booleans())
def test_a_pair_beside_english_is_made_of_what_it_tells(lang: str, from_english: bool) -> None:
    pair = LanguagePair.beside_english(lang, from_english)
    assert (pair.other, pair.from_english) == (lang, from_english)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("ar>en", True),
        ("sw>en", True),
        ("en>ar", True),
        ("en>sw", False),
        ("de>fr", False),
        (">en", False),
        ("en>", False),
    ],
)
def test_what_the_built_in_model_compares(written: str, compared: bool) -> None:
    assert compares_pair(LanguagePair.parse(written)) is compared
