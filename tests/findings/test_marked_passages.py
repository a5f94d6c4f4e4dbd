"""Passages that a model marks by itself (XCOMET) as flags: whole words, its severity, our threshold."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.findings.passages import marked_passages
from models.mqm import Severity
from models.rating import ErrorSpan, WordRating
from models.spans import Span
from models.text.words import word_spans

TEXT = "The minister 👩‍🚀 said , cafe\u0301 漢字。 and left."
SPANS = word_spans(TEXT)
THRESHOLD = 0.5


def rated(**wrong: float) -> list[WordRating]:
    """P(wrong) by word; 0.1 where nothing is said."""
    return [WordRating(span, 0.0, wrong.get(span.of(TEXT), 0.1)) for span in SPANS]


def marked(text: str, severity: Severity = Severity.MAJOR) -> ErrorSpan:
    start = TEXT.index(text)
    return ErrorSpan(Span(start, start + len(text)), severity, 0.8)


@pytest.mark.parametrize(
    ("words", "errors", "expected"),
    [
        ({"minister": 0.9}, [marked("minister")], ["minister"]),
        ({"minister": 0.9}, [marked("nist")], ["minister"]),  # a part of a word is the word
        ({"minister": 0.9}, [marked("The minister")], ["The minister"]),
        ({"minister": 0.4}, [marked("minister")], []),  # not doubtful enough
        ({",": 0.9}, [marked(",")], []),  # punctuation alone
        ({"said": 0.9}, [marked("said ,")], ["said"]),
        ({"minister": 0.9, "left": 0.9}, [marked("minister"), marked("left")], ["minister", "left"]),
        ({"minister": 0.9}, [marked("mini"), marked("ster")], ["minister"]),  # one word, once
        ({"minister": 0.9}, [], []),
    ],
)
def test_marks_become_passages(words: dict[str, float], errors: list[ErrorSpan], expected: list[str]) -> None:
    assert [p.span.of(TEXT) for p in marked_passages(rated(**words), errors, TEXT, THRESHOLD)] == expected


@pytest.mark.parametrize("severity", Severity)
def test_the_severity_is_the_models(severity: Severity) -> None:
    (passage,) = marked_passages(rated(minister=0.9), [marked("minister", severity)], TEXT, THRESHOLD)
    assert (passage.severity, passage.peak, passage.with_source) == (severity, pytest.approx(0.9), True)


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 9)), max_size=6), st.floats(0.01, 1))
def test_passages_are_whole_words_in_order_and_apart(drawn: list[tuple[int, int]], threshold: float) -> None:
    errors, after = [], 0
    for start, length in sorted(drawn):
        if start >= after:
            after = min(len(TEXT), start + length)
            errors.append(ErrorSpan(Span(start, after), Severity.MINOR, 0.5))
    words = [dataclasses.replace(word, with_source=(7 * n % 10) / 10) for n, word in enumerate(rated())]
    found = marked_passages(words, errors, TEXT, threshold)
    starts, ends = {span.start for span in SPANS}, {span.end for span in SPANS}
    assert all(p.span.start in starts and p.span.end in ends and p.peak > 0 for p in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
