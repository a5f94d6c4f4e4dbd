"""The word lexicon: learnt from pairs, packed, read back, asked."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from tiny_lexicon import tiny_lexicon

from models.text.lexicon import Lexicon, Lexicons
from models.text.normalise import stem
from models.training.lexicon_building import build_lexicon
from models.training.word_alignment import Words, align_words

PAIRS = [
    ("Haus", "house"),
    ("das Haus ist alt", "the house is old"),
    ("das Buch ist alt", "the book is old"),
    ("das Haus ist neu", "the house is new"),
    ("ein Buch", "a book"),
    ("das neue Buch", "the new book"),
    ("das alte Haus", "the old house"),
] * 3


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    return tiny_lexicon(PAIRS, "de", tmp_path_factory.mktemp("lexicon"))


def test_alignment_finds_the_pairs_that_always_meet() -> None:
    source, target = Words(), Words()
    pairs = [(source.number(s.split()), target.number(t.split())) for s, t in PAIRS]
    table = align_words(pairs, len(source.ids), len(target.ids))
    haus = source.ids["Haus"]
    of_haus = {
        int(t): float(c) for s, t, c in zip(table.source, table.target, table.count, strict=True) if s == haus
    }
    assert max(of_haus, key=of_haus.__getitem__) == target.ids["house"]
    np.testing.assert_allclose(table.source_total.sum(), table.count.sum(), rtol=1e-4)


def test_what_a_word_is_known_to_mean_is_well_attested(tmp_path: Path) -> None:
    seldom = [("Zebra", "zebra")] * 3
    open_to_much = [("Zug", word) for word in ("train", "move", "feature", "draught")] * 4
    known = tiny_lexicon([*PAIRS * 2, *seldom, *open_to_much], "de", tmp_path)
    assert known.attested(stem("Haus", "de")) == ("house",)  # the word, not its stem
    assert known.attested(stem("Zebra", "de")) == ()
    assert known.attested(stem("Zug", "de")) == ()
    assert known.attested("unbekannt") == ()


@pytest.mark.parametrize(
    ("source", "target", "answered"),
    [
        (["haus"], ["house"], True),
        (["haus"], ["book"], False),
        (["haus"], ["zebra"], False),
        ([], ["house"], False),
    ],
)
def test_support(lexicon: Lexicon, source: Sequence[str], target: Sequence[str], answered: bool) -> None:
    support = lexicon.support([stem(w, "de") for w in source], [stem(w, "en") for w in target])
    assert support.target.shape == (len(target), 3)
    assert support.source.shape == (len(source), 3)
    assert (support.target[0, 1] > 0.3) == answered
    assert (support.partner[0] == 0) == answered


def test_similarity_prefers_the_translation(lexicon: Lexicon) -> None:
    right = lexicon.similarity("Das Haus ist alt", "The house is old")
    wrong = lexicon.similarity("Das Haus ist alt", "A new book")
    assert 0 <= wrong < right <= 1


def test_a_language_without_lexicon(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.safetensors"
    save_file(build_lexicon(PAIRS, "de"), path)
    assert Lexicons(path).get("fi") is None
    assert Lexicons(path).languages == {"de"}
