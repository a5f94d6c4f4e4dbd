"""Spans from tags: none lost, none hidden, offsets of the very characters."""

from __future__ import annotations

import numpy as np
import pytest

from models.mqm import Severity
from models.scorers.comet.spans import ErrorSpan, decode, mqm_score, word_errors
from models.spans import Span
from models.text.words import word_spans

LABELS = ("minor", "major", "critical")
MINOR, MAJOR, CRITICAL = Severity.MINOR, Severity.MAJOR, Severity.CRITICAL


def tags(labels: str) -> np.ndarray:
    """One row a letter: o (none), i (minor), a (major), c (critical), each with 0.7 on its label."""
    return np.array([[0.7 if k == "oiac".index(label) else 0.1 for k in range(4)] for label in labels], np.float32)


def at(text: str, *pieces: str) -> list[tuple[int, int]]:
    """Offsets of the pieces, which follow each other in the text."""
    found, place = [], 0
    for piece in pieces:
        place = text.index(piece, place)
        found.append((place, place + len(piece)))
        place += len(piece)
    return found


@pytest.mark.parametrize(
    ("text", "pieces", "labels", "spans"),
    [
        ("one two", ["one", " two"], "oo", []),
        ("one two", ["one", " two"], "io", [("one", MINOR)]),
        ("one two", ["one", " two"], "oa", [("two", MAJOR)]),  # open at the last subword
        ("one two", ["one", " two"], "aa", [("one two", MAJOR)]),
        ("one two six", ["one", " two", " six"], "iac", [("one", MINOR), ("two", MAJOR), ("six", CRITICAL)]),
        ("one two six", ["one", " two", " six"], "aia", [("one", MAJOR), ("two", MINOR), ("six", MAJOR)]),
        ("one  two", ["one", " ", " two"], "oia", [("two", MAJOR)]),  # a lone space makes no span
        ("one  two", ["one", " ", " two"], "aoa", [("one  two", MAJOR)]),  # and ends none
        ("  one\n", ["  one", "\n"], "ao", [("one", MAJOR)]),
        ("wrongly", ["wrong", "ly"], "oi", [("ly", MINOR)]),
        ("قال الوزير", ["قال", " الوز", "ير"], "oia", [("الوز", MINOR), ("ير", MAJOR)]),
        ("漢字。", ["漢", "字", "。"], "oco", [("字", CRITICAL)]),
        ("ok 👩‍🚀 ok", ["ok", " 👩", "\u200d🚀", " ok"], "oaao", [("👩‍🚀", MAJOR)]),
        ("cafe\u0301 x", ["cafe\u0301", " x"], "io", [("cafe\u0301", MINOR)]),
        ("", [], "", []),
    ],
)
def test_spans(text: str, pieces: list[str], labels: str, spans: list[tuple[str, Severity]]) -> None:
    found = decode(text, at(text, *pieces), tags(labels).reshape(-1, 4), LABELS)
    assert [(error.span.of(text), error.severity) for error in found] == spans
    assert [error.confidence for error in found] == pytest.approx([0.7] * len(spans))


def test_a_character_cut_into_bytes_makes_one_span_only() -> None:
    assert [e.span for e in decode("a🚀b", [(0, 1), (1, 2), (1, 2), (2, 3)], tags("oiao"), LABELS)] == [Span(1, 2)]
    assert [e.span for e in decode("a🚀b", [(0, 1), (1, 2), (1, 2), (2, 3)], tags("oiaa"), LABELS)] == [
        Span(1, 2),
        Span(2, 3),
    ]


def test_the_confidence_is_the_mean_of_the_run() -> None:
    rows = np.array([[0.2, 0.8, 0, 0], [0.4, 0.6, 0, 0]], np.float32)
    assert decode("ab", [(0, 1), (1, 2)], rows, LABELS)[0].confidence == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("severities", "score"),
    [([], 1.0), ([MINOR], 0.96), ([MINOR, MAJOR], 0.76), ([CRITICAL, MAJOR], 0.4), ([CRITICAL] * 4, 0.0)],
)
def test_spans_cost_what_their_severity_says(severities: list[Severity], score: float) -> None:
    assert mqm_score([ErrorSpan(Span(0, 1), severity, 1.0) for severity in severities]) == pytest.approx(score)


def test_a_word_is_as_wrong_as_its_worst_subword() -> None:
    text = "wrongly said \u200d 漢字"
    words = word_spans(text)
    rows = np.array([[0.9, 0.1], [0.2, 0.8], [1.0, 0.0], [0.5, 0.5]], np.float32)
    found = word_errors(words, at(text, "wrong", "ly", " said", "漢字"), rows)
    told = dict(zip([word.of(text) for word in words], found, strict=True))
    assert told["wrongly"] == pytest.approx(0.8)
    assert told["said"] == 0
    assert (told["漢"], told["字"]) == (0.5, 0.5)
