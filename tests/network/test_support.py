"""What the lexicon tells the network of each word."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from models.languages import LanguagePair
from models.network.pairs import SOURCE, TRANSLATION, PairTokenizer, collate
from models.network.support import BEST, BEST_BACK, COUNT, LITERAL, SEEN, SUPPORT, word_support
from models.network.weights import LEXICON
from models.text.lexicon import Lexicon, Lexicons
from tests.network.toy import toy_network, toy_tokenizer
from tests.tiny_lexicon import tiny_lexicon

PAIRS = [("vertrag", "treaty"), ("minister", "minister"), ("gestern", "yesterday"), ("und", "and")] * 20
ENGLISH, GERMAN = ["the", "treaty", "NATO", "garage"], ["Vertrag", "NATO", "gestern"]
GERMAN_ENGLISH = LanguagePair("de", "en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lexicon")


@pytest.fixture(scope="module")
def lexicon(folder: Path) -> Lexicon:
    return tiny_lexicon(PAIRS, "de", folder)


def test_a_word_that_the_other_side_answers_is_supported_and_another_is_not(lexicon: Lexicon) -> None:
    target, source = word_support(ENGLISH, GERMAN, GERMAN_ENGLISH, lexicon)
    assert target.shape == (4, SUPPORT) and source.shape == (3, SUPPORT)
    assert target[1, BEST] > 0.5 and target[1, BEST_BACK] > 0.5
    assert not target[3, [COUNT, BEST, BEST_BACK]].any()
    assert source[0, BEST] > 0.5 and source[2, BEST] == 0.0 and source[2, COUNT] > 0.0


def test_a_name_stands_on_both_sides(lexicon: Lexicon) -> None:
    target, source = word_support(ENGLISH, GERMAN, GERMAN_ENGLISH, lexicon)
    assert target[:, LITERAL].tolist() == [0, 0, 1, 0] and source[:, LITERAL].tolist() == [0, 1, 0]


def test_the_other_way_round_the_same_words_have_the_same_support(lexicon: Lexicon) -> None:
    into = word_support(ENGLISH, GERMAN, GERMAN_ENGLISH, lexicon)
    out = word_support(GERMAN, ENGLISH, GERMAN_ENGLISH.reversed, lexicon)
    for one, other in zip(into, reversed(out), strict=True):
        np.testing.assert_array_equal(one, other)


def test_without_a_source_there_is_none_and_without_a_lexicon_only_what_stands_there(lexicon: Lexicon) -> None:
    target, source = word_support(ENGLISH, None, GERMAN_ENGLISH, lexicon)
    assert not target.any() and source.shape == (0, SUPPORT)
    target, _ = word_support(ENGLISH, GERMAN, GERMAN_ENGLISH, None)
    assert target[:, SEEN].all() and target[:, LITERAL].any() and not target[:, [COUNT, BEST, BEST_BACK]].any()


def test_every_subword_of_a_word_has_its_support_and_marks_have_none(lexicon: Lexicon, folder: Path) -> None:
    tokenizer = PairTokenizer(toy_tokenizer().pieces, 128, Lexicons(folder / LEXICON))
    encoded = tokenizer.encode(ENGLISH, GERMAN, GERMAN_ENGLISH)
    expected = word_support(ENGLISH, GERMAN, GERMAN_ENGLISH, lexicon)
    for side in (TRANSLATION, SOURCE):
        here = (encoded.sides == side) & (encoded.owner >= 0)
        np.testing.assert_array_equal(encoded.support[here], expected[side][encoded.owner[here]])
    assert not encoded.support[encoded.owner < 0].any()


def test_the_network_hears_it(folder: Path, lexicon: Lexicon) -> None:
    network = toy_network().eval()
    torch.nn.init.ones_(network.support_layer.weight)
    told = PairTokenizer(toy_tokenizer().pieces, 128, Lexicons(folder / LEXICON))
    read = [collate([one.encode(ENGLISH, GERMAN, GERMAN_ENGLISH)]) for one in (told, toy_tokenizer())]
    with torch.no_grad():
        first, second = (network(batch).error for batch in read)
    assert not torch.allclose(first, second)
