"""Groups out of sound pairs: what is sound stays so, and what was made wrong, added or left out is marked."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from models.evaluation.corpora import Pair
from models.training.corruption import Corruptor
from models.training.phrasebook import Phrasebook
from models.training.rows import Example, Group
from models.training.synthesis import Synthesiser

SENTENCES = (
    "The minister said that 40 ships are waiting outside the narrow harbour .",
    "The teacher denied that 12 letters were missing from the second office .",
    "A farmer hoped that heavy rain was falling and the barrow was not broken .",
    "The doctor feared that some nurses will leave before the new year .",
)
SOURCES = (
    "Le ministre a dit que 40 navires attendent devant le port .",
    "Le professeur nie que 12 lettres manquent au bureau .",
    "Un fermier espérait de fortes pluies .",
    "Le médecin craint que des infirmiers partent .",
)
PAIRS = [Pair(source, target, "own") for source, target in zip(SOURCES, SENTENCES, strict=True)]


def groups(from_english: bool, count: int = 150) -> Iterator[Group]:
    rng = random.Random(4)
    book = Phrasebook.learn([text.split() for text in (SOURCES if from_english else SENTENCES)], rng)
    made = Synthesiser("fr", PAIRS, Corruptor(book, None, rng), rng, from_english)
    return (made.draw() for _ in range(count))


def test_a_mismatched_source_is_often_on_the_same_subject() -> None:
    """Neighbours in an article share names; that does not make one the translation of the other."""
    pairs = [
        Pair("Gosling est nommé .", "Gosling was nominated for the award .", "own"),
        Pair("Le film de Gosling commence .", "The film with Gosling opens on Friday night .", "own"),
        *(Pair(f"Rien {n} .", f"Nothing {n} happens in places {n} .", "own") for n in range(300)),
    ]
    rng = random.Random(4)
    made = Synthesiser("fr", pairs, Corruptor(Phrasebook.learn([["a"]], rng), None, rng), rng)
    target = ["Gosling", "was", "nominated", "for", "the", "award", "."]
    sound = made._error_free(["Gosling", "est", "nommé", "."], target)
    found = [made._mismatched(sound) for _ in range(100)]
    near = [example for example in found if "Gosling" in (example.source or ())]
    assert len(near) >= 20
    for example in near:
        marks = dict(zip(example.target, example.wrong, strict=True))
        assert marks["nominated"] == 1.0 and marks["Gosling"] != 1.0  # the name is in both


def lengths_agree(example: Example) -> bool:
    sizes = {len(some) for some in (example.wrong, example.kind) if len(some)}
    whole = len(example.gaps) in (0, len(example.target) + 1)
    return sizes <= {len(example.target)} and whole and len(example.lost) in (0, len(example.source or ()))


@pytest.mark.parametrize("from_english", [False, True])
def test_gold_fits_the_words(from_english: bool) -> None:
    for group in groups(from_english):
        for example in group.examples:
            assert lengths_agree(example)
            assert example.pair.from_english == from_english


@pytest.mark.parametrize("from_english", [False, True])
def test_the_first_of_two_is_sound_and_the_better(from_english: bool) -> None:
    pairs = [group for group in groups(from_english) if len(group.examples) == 2]
    assert pairs
    for group in pairs:
        sound, worse = group.examples
        assert 1.0 not in sound.wrong
        assert sound.z > worse.z
        assert [pair[:2] for pair in group.worse] == [(0, 1)]


def test_what_was_left_out_is_a_gap() -> None:
    dropped = [e for group in groups(False, 400) for e in group.examples if len(e.gaps) and 1.0 in e.gaps]
    assert dropped
    assert all(e.z < 0.9 for e in dropped)


def test_words_out_of_order_are_wrong_and_the_others_sound() -> None:
    """All words of some sentences are left, in another order."""
    wholes = {tuple(sorted(text.split())): text.split() for text in SENTENCES}
    mixed = [
        (example, wholes[tuple(sorted(example.target))])
        for group in groups(False, 600)
        for example in group.examples
        if tuple(sorted(example.target)) in wholes and list(example.target) not in wholes.values()
    ]
    assert mixed
    for example, whole in mixed:
        moved = [own != word for own, word in zip(example.target, whole, strict=True)]
        assert any(wrong == 1.0 for wrong in example.wrong)
        assert all(wrong != 0.0 for wrong, other in zip(example.wrong, moved, strict=True) if other)


def test_a_salad_stands_beside_the_sentence_it_was_made_of_and_often_without_a_source() -> None:
    def is_salad(group: Group) -> bool:
        first, last = group.examples[0].target, group.examples[-1].target
        return list(first) != list(last) and sorted(first) == sorted(last)

    salads = [group for group in groups(False, 600) if is_salad(group)]
    assert salads
    assert {group.examples[0].source is None for group in salads} == {True, False}
    for group in salads:
        sound, salad = group.examples
        assert (sound.source is None) == (salad.source is None)
        assert sound.z > salad.z
