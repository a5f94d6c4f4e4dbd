"""Sentences that differ in one word: which are found, and which of the words may be called wrong."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from safetensors.numpy import save_file

from models.evaluation.corpora import Pair
from models.network.kinds import KINDS
from models.text.lexicon import Lexicons
from models.training.lexicon_building import build_lexicon
from models.training.minimal_pairs import MinimalPairs

PAIRS = [
    ("Der Minister wartet auf das Schiff.", "The minister waits for the ship ."),
    ("Der Minister wartet auf das Brot.", "The minister waits for the bread ."),
    ("Er sah den Hafen im Winter.", "He saw the harbour in winter ."),
    ("Sie sah den Hafen im Winter.", "She saw the harbour in winter ."),
    ("Der Bauer kam mit 12 Pferden.", "The farmer came with 12 horses ."),
    ("Der Bauer kam mit 40 Pferden.", "The farmer came with 40 horses ."),
    ("Das Haus ist sehr gross heute.", "The house is very large today ."),
    ("Das Haus ist sehr gross heute.", "The house is very huge today ."),
    ("Ein Hund schlief in der Sonne.", "A dog slept in the sun ."),
]


@pytest.fixture(scope="module")
def lexicons(tmp_path_factory: pytest.TempPathFactory) -> Lexicons:
    path = tmp_path_factory.mktemp("lexicon") / "lexicon.safetensors"
    save_file(build_lexicon(PAIRS * 3, "de"), path)
    return Lexicons(path)


def found(lang: str = "de") -> MinimalPairs:
    return MinimalPairs.find({lang: [Pair(source, target, "own") for source, target in PAIRS]})


def test_each_cluster_differs_in_one_word() -> None:
    minimal = found()
    seen = {frozenset(MinimalPairs._word(minimal.pairs, place) for place in cluster) for cluster in minimal.clusters}
    assert seen == {
        frozenset(["ship", "bread"]), frozenset(["He", "She"]), frozenset(["12", "40"]), frozenset(["large", "huge"]),
    }  # fmt: skip


def test_words_for_the_same_source_are_synonyms_not_errors(lexicons: Lexicons) -> None:
    minimal = found()
    assert ("larg", "huge") in minimal.synonyms
    rng = random.Random(1)
    drawn = {" ".join(minimal.draw(lexicons, rng).examples[1].target) for _ in range(80)}
    assert not any("huge" in text or "large" in text for text in drawn)


@pytest.mark.parametrize(("right", "wrong", "kind"), [("He", "She", "roles"), ("12", "40", "number")])
def test_the_kind_of_error_is_known(lexicons: Lexicons, right: str, wrong: str, kind: str) -> None:
    minimal, rng = found(), random.Random(2)
    groups = [minimal.draw(lexicons, rng) for _ in range(80)]
    chosen = [g for g in groups if right in g.examples[0].target and wrong in g.examples[1].target]
    assert chosen
    for group in chosen:
        sound, worse = group.examples
        assert sound.source == worse.source
        assert not any(sound.wrong)
        at = list(worse.wrong).index(1.0)
        assert (worse.target[at], KINDS[worse.kind[at]]) == (wrong, kind)
        assert group.worse[0][:2] == (0, 1)


@pytest.mark.parametrize(("lang", "told"), [("de", True), ("tr", False)])
def test_a_language_without_he_and_she_tells_neither(lexicons: Lexicons, lang: str, told: bool) -> None:
    kind: Callable[..., str | None] = found(lang)._kind
    assert (kind("He", "She", lang, ["sah"], lexicons) is not None) == told
