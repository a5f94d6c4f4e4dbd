"""Passages out of word probabilities: whole words, phrase-shaped."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calibration.calibration import PassageShape
from models.findings.passages import find_passages
from models.rating import WordRating
from models.text.words import word_spans


def rated(text: str, probabilities: list[float]) -> list[WordRating]:
    spans = word_spans(text)
    assert len(spans) == len(probabilities)
    return [WordRating(span, 0.1, p) for span, p in zip(spans, probabilities, strict=True)]


TEXT = "Russia tried to take advantage of NATO ."


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        ([0, 0, 0, 0, 0, 0, 0, 0], []),
        ([0, 0, 0, 0.9, 0.9, 0, 0, 0], ["take advantage"]),
        ([0, 0, 0, 0.9, 0, 0.9, 0, 0], ["take advantage of"]),  # a gap is bridged
        ([0, 0, 0, 0.9, 0.65, 0, 0, 0], ["take advantage"]),  # nearly as doubtful: grown over
        ([0, 0, 0, 0.9, 0.55, 0, 0, 0], ["take"]),  # half a sentence would become a flag
        ([0.9, 0, 0, 0, 0, 0, 0.9, 0], ["Russia", "NATO"]),  # too far apart
        ([0, 0, 0, 0, 0, 0, 0.9, 0.9], ["NATO"]),  # punctuation at the edge is dropped
        ([0, 0, 0, 0, 0, 0, 0, 0.9], []),  # punctuation alone is no passage
        ([0.9] * 8, ["Russia tried to take advantage of NATO"]),
        ([0.9, 0.9, 0.9, 0, 0, 0, 0.9, 0.9], ["Russia tried to", "NATO"]),
        (
            [0.9, 0.9, 0.9, 0.9, 0, 0, 0.9, 0.9],
            ["Russia tried to take advantage of NATO"],
        ),  # nearly all of it
    ],
)
def test_passages(probabilities: list[float], expected: list[str]) -> None:
    found = find_passages(rated(TEXT, probabilities), TEXT, 0.8)
    assert [passage.span.of(TEXT) for passage in found] == expected


@pytest.mark.parametrize(
    ("local", "grow", "probabilities", "expected"),
    [
        (math.inf, 0.9, [0.85, 0, 0, 0, 0.99, 0, 0, 0], ["Russia", "advantage"]),
        (0.5, 0.9, [0.85, 0, 0, 0, 0.99, 0, 0, 0], ["advantage"]),  # the other lies far below it
        (0.5, 0.9, [0.85, 0, 0, 0, 0.9, 0, 0, 0], ["Russia", "advantage"]),
        (0.5, 0.9, [0.85, 0, 0, 0, 0.6, 0, 0, 0.999], ["Russia"]),  # a mark is no word to compare with
        (math.inf, 0.7, [0, 0, 0, 0.9, 0.6, 0, 0, 0], ["take advantage"]),
        (math.inf, 0.9, [0, 0, 0, 0.9, 0.6, 0, 0, 0], ["take"]),
        (0.5, 0.9, [1.0, 0, 0, 0, 1.0, 0, 0, 0], ["Russia", "advantage"]),
    ],
)
def test_the_shape_says_how_far_a_flag_reaches(
    local: float, grow: float, probabilities: list[float], expected: list[str]
) -> None:
    found = find_passages(rated(TEXT, probabilities), TEXT, 0.8, PassageShape(local=local, grow=grow))
    assert [passage.span.of(TEXT) for passage in found] == expected


@pytest.mark.parametrize(
    ("doubtful", "expected"),
    [
        (["Salem", "Al"], ["Salem Al-Hadi"]),
        (["Hadi"], ["Al-Hadi"]),
        (["ten", "ship"], ["ten-to-one", "war-ship"]),
        (["ten", "one"], ["ten-to-one"]),
        (["said"], ["said"]),  # a dash between spaces joins nothing
    ],
)
def test_a_hyphenated_compound_is_flagged_whole(doubtful: list[str], expected: list[str]) -> None:
    text = "Salem Al-Hadi said - as if ten-to-one - that the war-ship sank"
    ratings = rated(text, [0.9 if span.of(text) in doubtful else 0.0 for span in word_spans(text)])
    assert [passage.span.of(text) for passage in find_passages(ratings, text, 0.8)] == expected


@pytest.mark.parametrize(
    ("doubtful", "expected"),
    [
        (["床"], ["临床试验"]),
        (["床", "点"], ["临床试验", "终点"]),
        (["验", "到"], ["临床试验未达到"]),  # bridged, then whole words
        (["的"], ["的"]),
    ],
)
def test_chinese_is_flagged_by_whole_words(doubtful: list[str], expected: list[str]) -> None:
    text = "该药物的临床试验未达到主要终点"
    ratings = rated(text, [0.9 if span.of(text) in doubtful else 0.0 for span in word_spans(text)])
    assert [passage.span.of(text) for passage in find_passages(ratings, text, 0.8)] == expected


def test_a_doubtful_hyphen_does_not_make_its_words_more_doubtful() -> None:
    text = "Salem Al-Hadi said so"
    (passage,) = find_passages(rated(text, [0.7, 0.65, 0.9, 0.1, 0.0, 0.0]), text, 0.8)
    assert passage.span.of(text) == "Salem Al-Hadi"
    assert passage.peak == 0.7


def test_the_last_word_counts() -> None:
    text = "fine until أوكرانيا"
    assert [p.span.of(text) for p in find_passages(rated(text, [0, 0, 0.95]), text, 0.8)] == ["أوكرانيا"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["word", "أوكرانيا", "漢", "👩‍🚀", ",", "é", "up-to-date", "-"]), st.floats(0, 1)
        ),
        max_size=30,
    )
)
def test_passages_are_ordered_disjoint_whole_words(parts: list[tuple[str, float]]) -> None:
    text = " ".join(word for word, _ in parts)
    spans = word_spans(text)
    ratings = [WordRating(span, 0.0, parts[k % len(parts)][1]) for k, span in enumerate(spans)]
    found = find_passages(ratings, text, 0.7)
    edges = {span.start for span in spans}, {span.end for span in spans}
    assert all(p.span.start in edges[0] and p.span.end in edges[1] for p in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert all(p.peak >= 0 for p in found)
