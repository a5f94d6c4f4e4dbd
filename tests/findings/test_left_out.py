"""What is left out: passages of words that are likely lost and that nothing answers to."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.article import Segment
from models.findings.left_out import DETACHED, GROW, MIN_WORDS, is_detached, left_out
from models.rating import ErrorProfile, Rating, Score, SourceWord, WordRating
from models.spans import Span
from models.text.words import word_spans

SOURCE = "Der Rat stimmte am Montag, trotz aller Warnungen, dem Vertrag zu"
UNKNOWN = Score("fluency", 0.5, "stub")


def segment(source: str = SOURCE, start: int = 0) -> Segment:
    return Segment("s1", source, "a target", Span(start, start + len(source)), Span(0, 8))


def rating(
    lost: Collection[str],
    answered: Sequence[str] = (),
    source: str = SOURCE,
    start: int = 0,
    told: bool = True,
    perhaps: Collection[str] = (),
) -> Rating:
    """Words of the source that are likely `lost`, `perhaps`, the others hardly; those that a target word answers to."""
    places = [span.shift(start) for span in word_spans(source)]
    said = [place.shift(-start).of(source) for place in places]
    words = tuple(
        SourceWord(place, 0.8 if word in lost else 0.4 if word in perhaps else 0.05)
        for place, word in zip(places, said, strict=True)
    )
    answers = [place for place in places if place.shift(-start).of(source) in answered] or [None]
    rated = tuple(
        WordRating(Span(n, n + 1), 0.1, 0.1, ErrorProfile(0.5, 0.1, "sense", 0.9, place) if told else None)
        for n, place in enumerate(answers)
    )
    return Rating("s1", UNKNOWN, UNKNOWN, rated, source_words=words)


@pytest.mark.parametrize(
    ("lost", "answered", "found"),
    [
        ("trotz aller Warnungen", "", ["trotz aller Warnungen"]),
        ("Warnungen", "", []),  # one word alone may be said by another
        ("Montag trotz", "", ["Montag, trotz"]),  # marks are no words
        ("trotz aller Warnungen", "aller", ["trotz aller Warnungen"]),  # one between is answered, and lost
        ("trotz aller Warnungen", "trotz aller", []),
        ("trotz aller", "trotz aller", []),
        ("am Montag dem Vertrag", "", ["am Montag", "dem Vertrag"]),
        ("", "", []),
    ],
)
def test_what_nothing_answers_to_is_left_out(lost: str, answered: str, found: list[str]) -> None:
    rated = rating(lost.split(), answered.split())
    assert [span.of(SOURCE) for span in left_out(segment(), rated, 0.5)] == found


@pytest.mark.parametrize(
    ("perhaps", "answered", "found"),
    [
        ("trotz", "", "trotz aller Warnungen"),  # half a phrase tells nobody what is missing
        ("trotz dem Vertrag", "", "trotz aller Warnungen, dem Vertrag"),
        ("trotz", "trotz", "aller Warnungen"),  # something answers to it
        ("Montag", "", "aller Warnungen"),  # is not beside it
    ],
)
def test_a_passage_grows_over_what_is_perhaps_lost(perhaps: str, answered: str, found: str) -> None:
    rated = rating(("aller", "Warnungen"), answered.split(), perhaps=perhaps.split())
    assert [span.of(SOURCE) for span in left_out(segment(), rated, 0.5)] == [found]


@pytest.mark.parametrize(("threshold", "is_found"), [(0.05, True), (0.8, True), (0.9, False), (float("inf"), False)])
def test_it_is_left_out_from_the_threshold_on(threshold: float, is_found: bool) -> None:
    assert bool(left_out(segment(), rating(("aller", "Warnungen")), threshold)) is is_found


def test_a_model_that_does_not_align_leaves_nothing_out() -> None:
    assert left_out(segment(), rating(SOURCE.split()[:4], told=False), 0.5) == []


def test_another_text_altogether_is_no_omission() -> None:
    rated = rating([span.of(SOURCE) for span in word_spans(SOURCE)])
    assert is_detached(rated.source_words) and left_out(segment(), rated, 0.5) == []
    assert not is_detached(()) and not is_detached(rating(()).source_words)


def test_of_chinese_whole_words_are_left_out() -> None:
    source = "专家组发现该药物的临床试验未达到主要终点"
    rated = rating("床试", source=source)
    assert [span.of(source) for span in left_out(segment(source), rated, 0.5)] == ["临床试验"]


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=12),
    st.lists(st.booleans(), min_size=12, max_size=12),
    st.integers(0, 5_000),
    st.floats(0.01, 1),
)
def test_what_is_left_out_lies_inside_and_apart(
    lost: list[float], answered: list[bool], start: int, threshold: float
) -> None:
    source = " ".join(f"wort{n}" for n in range(len(lost)))
    places = [span.shift(start) for span in word_spans(source)]
    words = tuple(SourceWord(place, value) for place, value in zip(places, lost, strict=True))
    profiles = [ErrorProfile(0.5, 0.1, "sense", 0.9, p) for p, said in zip(places, answered, strict=False) if said]
    rated = tuple(WordRating(Span(n, n + 1), 0.1, 0.1, one) for n, one in enumerate(profiles))
    found = left_out(segment(source, start), Rating("s1", UNKNOWN, UNKNOWN, rated, source_words=words), threshold)
    assert all(one.end < other.start for one, other in itertools.pairwise(found))
    for span in found:
        assert start <= span.start < span.end <= start + len(source)
        assert len(word_spans(span.shift(-start).of(source))) >= MIN_WORDS
        inside = [word.lost for word in words if word.span.overlaps(span)]
        assert min(inside) >= GROW * threshold
        assert sum(value >= threshold for value in inside) >= MIN_WORDS
    assert not found or sum(lost) < DETACHED * len(lost)
