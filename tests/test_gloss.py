"""The gloss of a source word: the English subwords of what the lexicon says it means."""

from collections.abc import Sequence

import numpy as np
import pytest
import torch
from tiny_lexicon import tiny_lexicon

from models.encoder import PairTokenizer, QualityNetwork
from models.gloss import PIECES
from models.heads import collate
from models.lexicon import Lexicon
from models.weights import BUILTIN

PAIRS = [
    ("مصر", "Egypt"),
    ("الميناء", "the harbour"),
    ("الوزير", "the minister"),
    ("الوزير في الميناء", "the minister in the harbour"),
    ("الميناء في مصر", "the harbour in Egypt"),
] * 4


@pytest.fixture(scope="module")
def tokenizer() -> PairTokenizer:
    return PairTokenizer.load(BUILTIN)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    return tiny_lexicon(PAIRS, "ar", tmp_path_factory.mktemp("gloss"))


def likeliest(tokenizer: PairTokenizer, ids: np.ndarray, weights: np.ndarray) -> str:
    return str(tokenizer.english.decode([int(ids[int(weights.argmax())])]))


@pytest.mark.parametrize(
    ("source", "meanings"),
    [
        (["الوزير"], ["minister"]),
        (["للميناء", "مصر"], ["harbour", "egypt"]),  # clitics do not hide a word from the lexicon
        (["مجهول", "👩‍🚀", "漢字", "الوزير"], [None, None, None, "minister"]),
        ([], []),
    ],
)
def test_a_row_for_every_word(
    tokenizer: PairTokenizer, lexicon: Lexicon, source: Sequence[str], meanings: Sequence[str | None]
) -> None:
    ids, weights = tokenizer.glosser.rows(source, lexicon)
    assert ids.shape == weights.shape == (len(source), PIECES)
    assert (weights >= 0).all() and (weights.sum(1) <= 1 + 1e-6).all()
    for row, meaning in enumerate(meanings):
        if meaning is None:
            assert not weights[row].any()
        else:
            assert likeliest(tokenizer, ids[row], weights[row]) == meaning


def test_without_a_lexicon_there_is_no_gloss(tokenizer: PairTokenizer) -> None:
    ids, weights = tokenizer.glosser.rows(["الوزير"], None)
    assert ids.shape == (1, PIECES) and not weights.any()


def test_every_subword_of_a_source_word_carries_its_gloss(tokenizer: PairTokenizer, lexicon: Lexicon) -> None:
    encoded = tokenizer.encode(["the", "minister"], ["في", "والوزير"], "ar", lexicon)
    glossed = encoded.gloss_weights.any(axis=1)
    assert not glossed[encoded.types == 0].any()
    assert glossed[encoded.types == 1].sum() >= 2  # the clitic and the word


def test_the_network_hears_the_gloss(tokenizer: PairTokenizer, lexicon: Lexicon) -> None:
    torch.manual_seed(0)
    network = QualityNetwork(tokenizer.english_size, tokenizer.source.get_vocab_size(), layers=1).eval()
    with_gloss = tokenizer.encode(["the", "minister"], ["الوزير"], "ar", lexicon)
    silent = tokenizer.encode(["the", "minister"], ["الوزير"], "ar", lexicon)
    silent.gloss_weights[:] = 0.0
    with torch.no_grad():
        heard = network(collate([with_gloss])).english
        unheard = network(collate([silent])).english
    assert not torch.allclose(heard, unheard)
