"""Pairs as token rows: what stands where, and whose it is."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from models.errors import ModelUnavailable
from models.languages import LanguagePair
from models.network.kinds import KINDS, UNKNOWN_KIND, kind_number
from models.network.pairs import SOURCE, TRANSLATION, collate
from models.network.pieces import FastPieces
from tests.network.toy import toy_tokenizer

TARGET = ["the", "minister", "denied"]
ORIGINAL = ["نفى", "الوزير"]


def test_the_translation_comes_first() -> None:
    encoded = toy_tokenizer().encode(TARGET, ORIGINAL)
    assert list(encoded.sides) == [TRANSLATION] * 6 + [SOURCE] * 3
    assert list(encoded.word) == [-1, 0, 1, 2, -1, -1, 0, 1, -1]
    assert list(encoded.starts(TRANSLATION)) == [1, 2, 3]
    assert list(encoded.starts(SOURCE)) == [6, 7]
    assert encoded.end(TRANSLATION) == 5


def test_without_a_source_there_is_one_side() -> None:
    encoded = toy_tokenizer().encode(TARGET, None)
    assert set(encoded.sides) == {TRANSLATION}
    assert len(encoded.starts(SOURCE)) == 0


@pytest.mark.parametrize(("from_english", "roles"), [(False, {0, 1}), (True, {2, 3})])
def test_roles_tell_the_side_and_whether_it_is_english(from_english: bool, roles: set[int]) -> None:
    assert set(toy_tokenizer().encode(TARGET, ORIGINAL, LanguagePair.beside_english("ar", from_english)).roles) == roles


def test_marks_in_a_text_are_characters() -> None:
    tokenizer = toy_tokenizer()
    encoded = tokenizer.encode(["</s>", "<mask>"], None)
    assert list(encoded.word[encoded.starts(TRANSLATION)]) == [0, 1]
    assert list(encoded.ids).count(encoded.ids[-1]) == 1


def test_padding_is_masked_and_begins_no_word() -> None:
    tokenizer = toy_tokenizer()
    batch = collate([tokenizer.encode(TARGET, ORIGINAL), tokenizer.encode(["the"], None)])
    assert batch.ids.shape == (2, 9)
    assert batch.mask[1].tolist() == [1, 1, 1] + [0] * 6
    assert batch.word[1].tolist() == [-1, 0] + [-1] * 7


def test_a_tokenizer_that_marks_no_pairs_is_refused() -> None:
    with pytest.raises(ModelUnavailable, match="no marks"):
        FastPieces(Tokenizer(WordLevel({"a": 0, "<unk>": 1}, unk_token="<unk>")))


def test_an_encoder_that_reads_too_little_is_refused() -> None:
    with pytest.raises(ModelUnavailable, match="too few"):
        toy_tokenizer(longest=12)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wrong_sense", "sense"), ("opposite", "opposite"), ("role_swap", "roles"), ("time_scope", "time"),
        ("number_date", "number"), ("name", "name"), ("addition", "addition"), ("calque", "language"),
        ("Accuracy/Mistranslation", "sense"), ("Fluency/Grammar", "language"),
    ],
)  # fmt: skip
def test_every_annotator_s_category_has_its_kind(name: str, kind: str) -> None:
    assert KINDS[kind_number(name)] == kind


@pytest.mark.parametrize("name", ["omission", "Other/-", ""])
def test_what_tells_no_kind(name: str) -> None:
    assert kind_number(name) == UNKNOWN_KIND
