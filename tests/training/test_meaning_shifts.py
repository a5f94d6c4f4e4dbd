"""Errors that turn a sentence's meaning and leave it fluent."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from models.training import meaning_shifts as shifts
from models.training.draft import Draft
from models.training.inflection import alike, forms, same_class
from models.training.phrasebook import Phrasebook

BOOK = Phrasebook.learn(
    [words.split() for words in ("The claims against Norway grew .", "The claims from Norway grew .")], random.Random(0)
)


def shift(kind: Callable[[Draft, random.Random], None], sentence: str, seed: int = 0) -> str:
    """The sentence with the wrong words in brackets."""
    words = sentence.split()
    draft = Draft(words, [0.0] * len(words))
    kind(draft, random.Random(seed))
    return " ".join(f"[{word}]" if bad else word for word, bad in zip(draft.words, draft.wrong, strict=True))


@pytest.mark.parametrize(
    ("kind", "sentence", "turned"),
    [
        (shifts.exchange_names, "Later Norway sued Chad over fish .", "Later [Chad] sued [Norway] over fish ."),
        (shifts.turn_round, "The ministers rejected it .", "The ministers [accepted] it ."),
        (shifts.turn_round, "Exports fell .", "[Imports] fell ."),
        (shifts.change_person, "Then he left .", "Then [she] left ."),
        (shifts.change_tense, "The mayor resigned today .", "The mayor [resigns] today ."),
    ],
)
def test_meaning_turns(kind: Callable[[Draft, random.Random], None], sentence: str, turned: str) -> None:
    assert turned in {shift(kind, sentence, seed) for seed in range(40)}


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (shifts.exchange_names, "Norway sued nobody ."),
        (shifts.exchange_names, "The old New York Times reported ."),
        (shifts.exchange_names, "While Chad sued Chad it rained ."),
        (shifts.exchange_names, "While Chad and Norway sued it rained ."),
        (shifts.turn_round, "A quorum was missing ."),
        (shifts.change_person, "The mayor left ."),
        (shifts.change_tense, "The bridge was closed and newly painted ."),
        (shifts.change_tense, "The reports and plans ."),
        (shifts.change_tense, ""),
    ],
)
def test_where_there_is_nothing_to_turn_nothing_changes(
    kind: Callable[[Draft, random.Random], None], sentence: str
) -> None:
    assert {shift(kind, sentence, seed) for seed in range(20)} == {sentence}


def test_a_relation_becomes_one_that_stands_there_elsewhere() -> None:
    def kind(draft: Draft, rng: random.Random) -> None:
        shifts.change_relation(draft, BOOK, rng)

    assert shift(kind, "The claims against Norway grew .") == "The claims [from] Norway grew ."
    assert shift(kind, "The claims of Sweden grew .") == "The claims of Sweden grew ."


@pytest.mark.parametrize(
    ("word", "model", "found"),
    [
        ("advantage", "ports", "advantages"),
        ("heal", "Spreading", "Healing"),
        ("accept", "rejected", "accepted"),
        ("quorum", "ran", "quorum"),
        ("zzxq", "walked", "zzxq"),
        ("word", "👩‍🚀", "word"),
    ],
)
def test_words_take_the_form_of_what_they_replace(word: str, model: str, found: str) -> None:
    assert alike(word, model) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("harbour", "bridges", True), ("quickly", "harbour", False), ("harbour", "the", False), ("of", "the", False)],
)
def test_word_classes(one: str, other: str, same: bool) -> None:
    assert same_class(one, other) is same


def test_every_form_a_word_can_be() -> None:
    assert forms("ports") == ("VBZ", "NNS")
