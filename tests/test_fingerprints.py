"""Fingerprints: deaf to everything outside the flag's own sentence, and never the same for two places."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.fingerprints import fingerprint
from models.spans import Span


def name(text: str, words: str, nth: int = 0) -> str:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return fingerprint("numbers", "target", Span(at, at + len(words)), text)


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        ("It sank.", "sank", "It sank. Nobody saw it."),
        ("It sank.", "It sank.", "It sank. Nobody saw it."),
        ("It sank", "sank", "It sank\n\nNobody saw it."),
        ("It sank.", "It", "Nobody saw it. It sank."),
        ("“It sank.” Why?", "sank", "“It sank.” When?"),
        ("“It sank.” He left.", "He left", "“It swam.” He left."),
        ("Why? It sank!", "sank", "How come! It sank! Never mind."),
        ("船沉了。", "沉", "昨天。船沉了。没人看见。"),
        ("غرقت السفينة؟", "السفينة", "نعم. غرقت السفينة؟ لا."),
        ("जहाज डूबा।", "डूबा", "हाँ। जहाज डूबा। नहीं।"),
        ("It sank 👩‍🚀.", "👩‍🚀", "Yes 👩‍🚀🇲🇷. It sank 👩‍🚀. No."),
    ],
)
def test_other_sentences_change_nothing(text: str, words: str, other: str) -> None:
    assert name(text, words) == name(other, words, 1 if words == "👩‍🚀" else 0)


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        ("It sank.", "sank", "She sank."),
        ("It sank fast.", "sank", "It sank slowly."),
    ],
)
def test_the_own_sentence_matters(text: str, words: str, other: str) -> None:
    assert name(text, words) != name(other, words)


@given(st.text("ab. \n", max_size=60))
def test_no_two_places_share_a_name(text: str) -> None:
    spans = [Span(at, at + length) for length in (1, 2) for at in range(len(text) - length + 1)]
    names = {fingerprint("numbers", "target", span, text) for span in spans if span.of(text).strip()}
    assert len(names) == sum(bool(span.of(text).strip()) for span in spans)


def test_a_word_that_comes_again_and_again_costs_little() -> None:
    text = "no " * 60_000
    begun = time.process_time()
    for at in range(0, 180_000, 1_800):
        fingerprint("numbers", "target", Span(at, at + 2), text)
    assert time.process_time() - begun < 10
