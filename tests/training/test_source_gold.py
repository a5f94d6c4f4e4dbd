"""Which source words a synthetic error leaves without their translation."""

from __future__ import annotations

import math

import pytest

from models.text.lexicon import Lexicon
from models.text.normalise import stem
from models.training.source_gold import source_gold
from tests.tiny_lexicon import tiny_lexicon

SOUND = "the harbour is closed"


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    pairs = [("Hafen", "harbour"), ("geschlossen", "closed"), ("ist", "is"), ("der", "the"), ("Brücke", "bridge")] * 20
    return tiny_lexicon(pairs, "de", tmp_path_factory.mktemp("source-gold"))


@pytest.mark.parametrize(
    ("made", "wrong"),
    [
        (SOUND, []),
        ("the bridge is closed", ["Hafen"]),
        ("the is closed", ["Hafen"]),
        ("closed is the harbour", []),
        ("", ["Der", "Hafen", "ist", "geschlossen"]),
    ],
)
def test_words_that_lost_their_answer(made: str, wrong: list[str], lexicon: Lexicon) -> None:
    source = ["Der", "Hafen", "ist", "geschlossen"]
    gold = source_gold([stem(w, "de") for w in source], SOUND.split(), made.split(), lexicon)
    assert [word for word, value in zip(source, gold, strict=True) if value == 1.0] == wrong
    assert all(value in (0.0, 1.0) for value in gold)


def test_what_the_lexicon_does_not_know_is_not_marked_in_a_changed_text(lexicon: Lexicon) -> None:
    unknown = ["quorum"]
    assert source_gold(unknown, ["quorum"], ["quorum"], lexicon) == [0.0]
    assert math.isnan(source_gold(unknown, ["quorum"], ["harbour"], lexicon)[0])
    assert math.isnan(source_gold(unknown, ["quorum"], ["harbour"], None)[0])
