"""Examples as rows of the network: where their gold stands, and what is left out."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from models.corpora import Judged
from models.encoder import PairTokenizer
from models.text.words import words
from models.training.examples import (
    MOST_SUBWORDS,
    UNKNOWN,
    encode,
    judged_example,
    without_source,
)
from models.training.rated import gaps_to_words
from tests.toy_examples import TEXTS, example, toy_tokenizer


@pytest.fixture(scope="module")
def tokenizer() -> PairTokenizer:
    return toy_tokenizer()


def test_gold_stands_on_the_first_subword_of_its_word(tokenizer: PairTokenizer) -> None:
    item = example("unbelievably narrow harbour", TEXTS[0], [1.0, UNKNOWN, 0.0])
    row = encode(item, tokenizer, None)
    assert row is not None
    on_target = np.flatnonzero((row.encoded.types == 0) & (row.encoded.word >= 0))
    assert len(on_target) == 3 < int((row.encoded.types == 0).sum()) - 2  # the first has several subwords
    np.testing.assert_array_equal(row.english_gold[on_target], np.array([1, np.nan, 0], np.float32))
    assert np.isnan(np.delete(row.english_gold, on_target)).all()
    assert np.isnan(row.foreign_gold).all()
    assert (row.z, row.sentence_weight) == (0.5, 1.0)


def test_a_target_alone_has_no_source_tokens(tokenizer: PairTokenizer) -> None:
    seen = example("the harbour", TEXTS[0], [0.0, 1.0])
    blind = without_source(seen)
    row = encode(blind, tokenizer, None)
    assert row is not None
    assert blind.source is None
    assert not row.encoded.types.any()
    assert not row.encoded.features[:, 7].any()
    assert list(blind.wrong) == [0.0, 1.0]


@pytest.mark.parametrize(
    ("target", "source", "taken"),
    [
        ("the " * MOST_SUBWORDS, TEXTS[0], True),
        ("the " * (MOST_SUBWORDS + 1), TEXTS[0], False),
        ("the harbour", "الوزير " * 3 * MOST_SUBWORDS, False),
        ("", TEXTS[0], False),
        ("👩‍🚀 漢字 e\u0301", TEXTS[0], True),
        ("the harbour", "漢字 👩‍🚀", True),  # outside the source vocabulary
    ],
)
def test_what_is_too_long_or_empty_is_left_out(tokenizer: PairTokenizer, target: str, source: str, taken: bool) -> None:
    item = example(target, source, [0.0] * len(words(target)))
    assert (encode(item, tokenizer, None) is not None) == taken


def test_gaps_stand_before_words_and_after_the_last(tokenizer: PairTokenizer) -> None:
    plain = example("the minister denied it", TEXTS[0], [0, 0, 0, 0])
    row = encode(replace(plain, gaps=[0, UNKNOWN, 1, 0, 1]), tokenizer, None)
    assert row is not None
    begins = row.gap_gold[(row.encoded.types == 0) & (row.encoded.word >= 0)]
    np.testing.assert_array_equal(begins, [0, UNKNOWN, 1, 0])
    last = np.flatnonzero(row.encoded.types == 0)[-1]
    assert row.gap_gold[last] == 1
    assert np.isnan(row.gap_gold[row.encoded.types == 1]).all()
    silent = encode(plain, tokenizer, None)
    assert silent is not None
    assert np.isnan(silent.gap_gold).all()


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ([False, True, False, False, False], [0, 1, 0, 0]),
        ([False, False, True, False, True], [0, 0, 0, 1]),  # inside our word: nobody's gap
        ([True, False, False, True, False], [1, 0, 1, 0]),
    ],
)
def test_gaps_between_moses_tokens(gaps: list[bool], expected: list[float]) -> None:
    found = gaps_to_words("They don't know.", ["They", "do", "n't", "know"], gaps)
    assert found[:3] == expected[:3]
    assert math.isnan(found[3])  # the full stop is no Moses token here
    assert found[4] == expected[3]


@pytest.mark.parametrize(
    ("z", "wrong"),
    [(-1.2, [0.0, 1.0, 0.0]), (0.3, [0.0, UNKNOWN, 0.0])],
    ids=["a poor translation: the edit mended an error", "a good one: it may be taste"],
)
def test_what_an_editor_changed_is_an_error_only_in_poor_translations(z: float, wrong: list[float]) -> None:
    tags = (False, True, False)
    item = Judged(
        "ميناء", "The gate shut", ("ميناء",), ("The", "gate", "shut"), tags, (True,), (False,) * 4, z, 0.3, "It shut"
    )
    found = judged_example(item, "ar")
    np.testing.assert_array_equal(found.wrong, wrong)
    assert list(found.edited) == [0.0, 1.0, 0.0]
