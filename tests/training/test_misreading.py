"""Errors made by misreading the source, with a lexicon learnt from a few made pairs."""

from __future__ import annotations

import random

import pytest

from models.text.normalise import stem
from models.training.draft import Draft
from models.training.misreading import Misreader
from tests.tiny_lexicon import tiny_lexicon

PAIRS = [
    ("Brücke", "bridge"), ("Lücke", "gap"), ("Brüche", "fractures"), ("Hafen", "harbour"), ("Bank", "bank"),
    ("Bank", "bank"), ("Bank", "bank"), ("Bank", "bank"), ("Bank", "bank"), ("Bank", "bank"), ("Bank", "bank"),
    ("Bank", "bank"), ("Bank", "bank"), ("Bank", "bank"), ("Bank", "bench"),
] * 20  # fmt: skip


@pytest.fixture(scope="module")
def misreader(tmp_path_factory: pytest.TempPathFactory) -> Misreader:
    return Misreader(tiny_lexicon(PAIRS, "de", tmp_path_factory.mktemp("misreading")), random.Random(0))


def misread(kind: str, misreader: Misreader, source: str, target: str) -> str:
    words = target.split()
    draft = Draft(words, [0.0] * len(words))
    getattr(misreader, kind)(draft, [stem(word, "de") for word in source.split()])
    return " ".join(f"[{word}]" if bad else word for word, bad in zip(draft.words, draft.wrong, strict=True))


@pytest.mark.parametrize(
    ("kind", "source", "target", "found"),
    [
        ("lookalike", "die Brücke", "the bridge", "the [fracture]"),
        ("lookalike", "der Hafen", "the harbour", "the harbour"),
        ("lookalike", "die Brücke Brüche", "the bridge", "the bridge"),
        ("lookalike", "", "the bridge", "the bridge"),
        ("other_sense", "die Bank", "the bank", "the [bench]"),
        ("other_sense", "die Bank", "the Banks", "the [Benches]"),
        ("other_sense", "der Hafen", "the harbour", "the harbour"),
    ],
)
def test_a_word_is_misread(kind: str, source: str, target: str, found: str, misreader: Misreader) -> None:
    assert misread(kind, misreader, source, target) == found
