"""Synthetic errors: what they change, what they mark, and what they leave alone."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file

from models.text.lexicon import Lexicon, Lexicons
from models.text.normalise import stem
from models.training.corruption import Corruptor
from models.training.draft import Draft
from models.training.lexicon_building import build_lexicon
from models.training.phrasebook import Phrasebook, ending
from models.training.rated import tags_to_words

SENTENCES = [
    sentence.split()
    for sentence in (
        "The minister said that 40 ships are waiting outside the narrow harbour .",
        "The minister denied that 12 ships were leaving outside the wooden harbour .",
        "The teacher said nobody that many letters are missing outside the second harbour .",
        "The doctor feared that some ships are refusing outside the former harbour .",
        "A farmer hoped that heavy rain was falling and the barrow broke .",
        "A sudden shallow tide was waking the sister , however .",
    )
]
KINDS = (
    "phrase_in_context", "word_of_same_ending", "foreign_phrase", "drop", "swap", "break_sentence", "insert",
    "repeat", "change_fact", "negate",
)  # fmt: skip


def corruptor(seed: int, lexicon: Lexicon | None = None) -> Corruptor:
    rng = random.Random(seed)
    return Corruptor(Phrasebook.learn(SENTENCES, rng), lexicon, rng)


def draft(words: Sequence[str]) -> Draft:
    return Draft.of(words)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("seed", range(12))
def test_each_kind_changes_something_and_marks_it(name: str, seed: int) -> None:
    made = draft(SENTENCES[0])
    kind: Callable[[Draft, Sequence[str]], None] = getattr(corruptor(seed), name)
    kind(made, [])
    assert len(made.words) == len(made.wrong)
    if made.words == SENTENCES[0]:
        assert name in ("phrase_in_context", "word_of_same_ending", "foreign_phrase", "change_fact")  # no luck
        return
    assert made.lost or 1.0 in made.wrong


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_finds_something_to_change(name: str) -> None:
    changed = 0
    for seed in range(30):
        made = draft(SENTENCES[0])
        getattr(corruptor(seed), name)(made, [])
        changed += made.words != SENTENCES[0]
    assert changed >= 5


@pytest.mark.parametrize("seed", range(20))
def test_words_beside_a_gap_are_unclear_not_sound(seed: int) -> None:
    made = draft(SENTENCES[0])
    corruptor(seed).drop(made, [])
    assert made.lost == len(SENTENCES[0]) - len(made.words) > 0
    assert 1 <= sum(map(math.isnan, made.wrong)) <= 2
    assert 1.0 not in made.wrong


@pytest.mark.parametrize("number", ["7", "1999", "٣٤", "²", "½", "123456789012"])
def test_any_number_can_become_another(number: str) -> None:
    words = ["They", "met", number, "times", "."]
    for seed in range(5):
        made = draft(words)
        corruptor(seed).change_fact(made, [])
        assert [w for w, bad in zip(made.words, made.wrong, strict=True) if not bad] in (
            words,
            ["They", "met", "times", "."],
        )


def test_a_negation_is_put_after_the_verb() -> None:
    made = draft(["The", "bridge", "is", "open", "again"])
    corruptor(0).negate(made, [])
    assert made.words[:3] == ["The", "bridge", "is"]
    assert made.words[-2:] == ["open", "again"]
    added = [word for word, bad in zip(made.words, made.wrong, strict=True) if bad]
    assert added in (["not"], ["never"], ["no", "longer"])


@pytest.mark.parametrize("seed", range(30))
def test_sound_words_stay_as_they_were(seed: int) -> None:
    """Less what is marked, the result is the sentence with gaps: nothing else moved or changed."""
    made = corruptor(seed).corrupt(SENTENCES[0], [])
    assert len(made.words) == len(made.wrong)
    sound = [word for word, bad in zip(made.words, made.wrong, strict=True) if bad != 1.0]
    rest = iter(SENTENCES[0])
    assert all(word in rest for word in sound)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(["the", "12", "²", "is", "漢", "👩‍🚀", "e\u0301", "NATO", "."]), max_size=40),
    st.integers(0, 1000),
)
def test_labels_fit_the_words_of_any_sentence(words: list[str], seed: int) -> None:
    made = corruptor(seed).corrupt(words, [])
    assert len(made.words) == len(made.wrong)
    assert all(bad in (0.0, 1.0) or math.isnan(bad) for bad in made.wrong)
    assert made.lost >= 0
    assert all(made.words)


@pytest.mark.parametrize("words", [[], ["One"], ["One", "."], ["Not", "now", "."]])
def test_short_sentences_are_left_alone(words: list[str]) -> None:
    for seed in range(10):
        made = corruptor(seed).corrupt(words, [])
        assert (made.words, made.wrong, made.lost) == (words, [0.0] * len(words), 0)


def test_the_same_seed_makes_the_same_errors() -> None:
    first, again = ([corruptor(seed).corrupt(SENTENCES[1], []) for seed in range(20)] for _ in range(2))
    assert repr(first) == repr(again)  # nan is not equal to itself
    assert len({" ".join(made.words) for made in first}) > 10


def test_the_sentence_that_is_given_is_not_changed_in_place() -> None:
    given_words = list(SENTENCES[0])
    corruptor(3).corrupt(given_words, [])
    assert given_words == SENTENCES[0]


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    path = tmp_path_factory.mktemp("corruption") / "lexicon.safetensors"
    pairs = [("Schiffe", "ships"), ("Boote", "boats"), ("Briefe", "letters")] * 6
    save_file(build_lexicon(pairs, "de"), path)
    found = Lexicons(path).get("de")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("source", "used"),
    [
        (["Boote"], {"vessels"}),  # "boats" might be what the source says
        (["Briefe"], {"boats", "vessels"}),
        ([], {"boats", "vessels"}),  # nothing is known of the source
    ],
)
def test_a_substitute_that_the_source_supports_is_not_used(lexicon: Lexicon, source: list[str], used: set[str]) -> None:
    book = Phrasebook.learn([["the", word, "left"] for word in ("ships", "boats", "vessels")], random.Random(0))
    stems = [stem(word, "de") for word in source]
    words = ["All", "the", "ships", "left", "."]
    found = set()
    for seed in range(40):
        made = draft(words)
        Corruptor(book, lexicon, random.Random(seed)).phrase_in_context(made, stems)
        found.add(made.words[2])
    assert found - {"ships"} == used


@pytest.mark.parametrize(("word", "expected"), [("Ships", "Aps"), ("ships", "aps"), ("a", "aa"), ("漢", "a漢")])
def test_ending(word: str, expected: str) -> None:
    assert ending(word) == expected


@pytest.mark.parametrize(
    ("text", "tokens", "tags", "marked"),
    [
        ("The old gate.", ["The", "old", "gate", "."], [0, 1, 0, 0], ["old"]),
        ("It's 5.", ["It", "&apos;s", "5", "."], [0, 1, 0, 0], ["It's"]),  # our word holds both tokens
        ("a well-known man", ["a", "well", "@-@", "known", "man"], [0, 0, 1, 0, 0], ["-"]),
        ("one two", ["one", "lost", "two"], [0, 1, 0], []),  # a token that is not there marks nothing
        ("漢字 是", ["漢字", "是"], [1, 0], ["漢", "字"]),
        ("e\u0301te\u0301 👩‍🚀", ["e\u0301te\u0301", "👩‍🚀"], [1, 0], ["e\u0301te\u0301"]),
        ("all of it", ["all", "of", "it"], [1, 1, 1], ["all", "of", "it"]),
        ("", [], [], []),
    ],
)
def test_tags_to_words(text: str, tokens: list[str], tags: list[int], marked: list[str]) -> None:
    words, wrong = tags_to_words(text, tokens, [bool(tag) for tag in tags])
    assert len(words) == len(wrong)
    assert [word for word, bad in zip(words, wrong, strict=True) if bad] == marked
    assert set(wrong) <= {0.0, 1.0}


def test_tags_must_be_as_many_as_tokens() -> None:
    with pytest.raises(ValueError, match="shorter"):
        tags_to_words("one two", ["one", "two"], [True])
