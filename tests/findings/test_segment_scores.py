"""Segment scores: the checks lower what the model overlooked, and nothing else moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.article import Article, Document, Segment
from models.findings.segment_scores import consistency, fluency, segment_reports
from models.mqm import Category, Severity
from models.rating import Rating, Score, WordRating
from models.report import Flag
from models.spans import Span

WORDS = tuple(WordRating(Span(4 * n, 4 * n + 3), 0.1, 0.1) for n in range(10))


def rating(fluent: float | None = 0.9, faithful: float | None = 0.5, words: tuple[WordRating, ...] = WORDS) -> Rating:
    scores = (Score(name, v, "s", "" if v is not None else "why") for name, v in (("f", fluent), ("c", faithful)))
    return Rating("s1", *scores, words)


def flag(
    category: Category, severity: Severity = Severity.MAJOR, span: Span = WORDS[3].span, sure: float = 0.9
) -> Flag:
    return Flag(span, "target", category, severity, sure, "test", "Why.")


@pytest.mark.parametrize(
    ("value", "flags", "expected"),
    [
        (0.5, [], 0.5),
        (0.5, [flag(Category.MISTRANSLATION)], 0.401),
        (0.9, [flag(Category.MISTRANSLATION)], 0.849),
        (0.5, [flag(Category.OMISSION, Severity.MINOR)], 0.480),
        (0.5, [flag(Category.ADDITION)] * 9, 0.106),  # no more than five count
        (0.5, [flag(Category.REPETITION), flag(Category.NAME_FORMAT), flag(Category.BOILERPLATE)], 0.5),
        (0.5, [flag(Category.MISTRANSLATION, Severity.NEUTRAL)], 0.5),
        (None, [flag(Category.MISTRANSLATION)], None),
    ],
)
def test_accuracy_flags_lower_the_consistency(value: float | None, flags: list[Flag], expected: float | None) -> None:
    assert consistency(rating(faithful=value), flags) == (
        None if expected is None else pytest.approx(expected, abs=1e-3)
    )


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ([], 0.9),
        ([flag(Category.REPETITION)], 0.82),
        ([flag(Category.REPETITION)] * 2, 0.82),  # the same words
        ([flag(Category.GARBLED, span=Span(0, 39))], 0.1),
        ([flag(Category.GARBLED, sure=0.05)], 0.9),  # the model doubts more
        ([flag(Category.MISTRANSLATION)], 0.9),
    ],
)
def test_fluency_flags_lower_the_fluency_by_their_words(flags: list[Flag], expected: float) -> None:
    assert fluency(rating(), flags) == pytest.approx(expected)


def test_a_model_without_words_keeps_its_fluency() -> None:
    assert fluency(rating(words=()), [flag(Category.GARBLED)]) == 0.9
    assert fluency(rating(fluent=None), [flag(Category.GARBLED)]) is None


@given(
    st.floats(0, 1),
    st.lists(st.builds(flag, st.sampled_from(list(Category)), st.sampled_from(list(Severity))), max_size=8),
)
def test_flags_never_raise_a_score(value: float, flags: list[Flag]) -> None:
    given_rating = rating(value, value)
    for score in (fluency(given_rating, flags), consistency(given_rating, flags)):
        assert score is not None
        assert 0.0 <= score <= value + 1e-6


def test_a_flag_lowers_its_own_segment_alone() -> None:
    target = "One sentence here. And one more."
    segments = (
        Segment("s1", "", target[:18], None, Span(0, 18)),
        Segment("s2", "", target[19:], None, Span(19, 32)),
    )
    document = Document(Article("a", target), segments)
    flags = [flag(Category.MISTRANSLATION, span=Span(23, 26))]
    found = segment_reports(document, [rating(), rating()], flags, [(), ("Read in parts.",)])
    assert [round(report.consistency or 0, 2) for report in found] == [0.5, 0.4]
    assert [report.segment.id for report in found] == ["s1", "s2"]
    assert [report.notes for report in found] == [(), ("Read in parts.",)]
