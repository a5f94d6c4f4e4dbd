"""Examples as token rows: gold where it belongs, nothing where nothing is known."""

from __future__ import annotations

import numpy as np
import pytest

from models.languages import LanguagePair
from models.network.pairs import SOURCE, TRANSLATION
from models.training.rows import MAX_SUBWORDS, UNKNOWN, Example, Group, encode, encode_group, without_source
from tests.network.toy import toy_tokenizer

TARGET, ORIGINAL = ["the", "minister", "denied"], ["نفى", "الوزير"]
EXAMPLE = Example(
    LanguagePair("ar", "en"), TARGET, ORIGINAL, [0.0, 1.0, UNKNOWN], [1.0, 0.0], -0.5, 0.3, 1.0,
    gaps=[0.0, 0.0, 0.0, 1.0], edited=[0.0, 1.0, 1.0], severity=[UNKNOWN, 1.0, UNKNOWN], kind=[-1, 3, -1],
)  # fmt: skip


def test_gold_stands_where_words_begin() -> None:
    row = encode(EXAMPLE, toy_tokenizer())
    assert row is not None
    gold, places = row.gold, row.encoded.starts(TRANSLATION)
    np.testing.assert_array_equal(gold.error[places], [0.0, 1.0, np.nan])
    np.testing.assert_array_equal(gold.edited[places], [0.0, 1.0, 1.0])
    np.testing.assert_array_equal(gold.severity[places], [np.nan, 1.0, np.nan])
    assert list(gold.kind[places]) == [-1, 3, -1]
    np.testing.assert_array_equal(gold.lost[row.encoded.starts(SOURCE)], [1.0, 0.0])
    elsewhere = np.setdiff1d(np.arange(len(row.encoded.ids)), places)
    assert np.isnan(gold.error[elsewhere]).all()


def test_the_last_gap_stands_at_the_mark_behind_the_target() -> None:
    row = encode(EXAMPLE, toy_tokenizer())
    assert row is not None
    assert row.gold.gap[row.encoded.end(TRANSLATION)] == 1.0
    assert list(row.gold.gap[row.encoded.starts(TRANSLATION)]) == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(("words", "kept"), [(1, True), (MAX_SUBWORDS, True), (MAX_SUBWORDS + 1, False), (0, False)])
def test_long_and_empty_examples_are_left_out(words: int, kept: bool) -> None:
    target = ["the"] * words
    found = encode(Example(LanguagePair("ar", "en"), target, None, [0.0] * words), toy_tokenizer(longest=300))
    assert (found is not None) == kept


def test_a_group_stays_whole() -> None:
    tokenizer = toy_tokenizer(longest=300)
    long = Example(LanguagePair("ar", "en"), ["the"] * (MAX_SUBWORDS + 1), None, ())
    assert encode_group(Group([EXAMPLE, long], [(0, 1, 0.5)]), tokenizer) is None
    whole = encode_group(Group([EXAMPLE, EXAMPLE], [(0, 1, 0.5)]), tokenizer)
    assert whole is not None
    assert len(whole.rows) == 2


def test_without_a_source_nothing_of_it_is_lost() -> None:
    alone = without_source(EXAMPLE)
    assert alone.source is None
    assert alone.wrong == EXAMPLE.wrong
    assert alone.lost == ()
