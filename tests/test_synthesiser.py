"""Examples made from sound pairs: sound ones, damaged ones, strangers, additions and omissions."""

from __future__ import annotations

import math
import random

import pytest

from models.corpora import Pair
from models.training.corruption import Corruptor
from models.training.examples import Example, Synthesiser
from models.training.phrasebook import Phrasebook
from tests.tiny_lexicon import tiny_lexicon

PAIRS = [
    Pair("Der Hafen ist seit Sonntag geschlossen .", "The harbour has been closed since Sunday .", "made"),
    Pair("Die alte Brücke wurde gestern gesperrt .", "The old bridge was shut yesterday .", "made"),
    Pair("Niemand weiß , wann die Fähre kommt .", "Nobody knows when the ferry will come .", "made"),
]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[Example]:
    lexicon = tiny_lexicon(
        [(p.source, p.target) for p in PAIRS] * 10, "de", tmp_path_factory.mktemp("synthesiser")
    )
    rng = random.Random(0)
    book = Phrasebook.learn([pair.target.split() for pair in PAIRS], rng)
    synthesiser = Synthesiser("de", PAIRS, Corruptor(book, lexicon, rng), rng)
    return [synthesiser.make() for _ in range(600)]


def test_gold_fits_the_words(examples: list[Example]) -> None:
    for example in examples:
        assert len(example.wrong) == len(example.target)
        assert len(example.source_wrong) == len(example.source or ())
        assert all(value in (0.0, 1.0) or math.isnan(value) for value in (*example.wrong, *example.source_wrong))
        assert -2.0 <= example.z <= 0.9
        assert 0.0 <= example.hter <= 1.0


@pytest.mark.parametrize(
    ("target_wrong", "source_wrong", "least", "most"),
    [
        (False, False, 0.2, 0.65),  # sound; in so small a book many errors find no place
        (False, True, 0.02, 0.2),  # something is left out
        (True, False, 0.05, 0.6),  # added, or damaged where the lexicon cannot tell
        (True, True, 0.1, 0.6),  # damaged
    ],
)
def test_every_kind_comes_up(
    examples: list[Example], target_wrong: bool, source_wrong: bool, least: float, most: float
) -> None:
    share = sum(
        (1.0 in example.wrong, 1.0 in example.source_wrong) == (target_wrong, source_wrong) for example in examples
    ) / len(examples)
    assert least <= share <= most


def test_sound_pairs_score_best(examples: list[Example]) -> None:
    sound = {e.z for e in examples if not any(e.wrong) and not any(e.source_wrong)}
    assert sound == {0.9}
