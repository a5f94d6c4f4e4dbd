"""Ratings kept from an earlier revision: only what changed is rated again, and nothing else differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_checker import SOURCE, TARGET, StubScorer, checker

from models.article import Segment
from models.intake.requests import CheckRequest
from models.languages import UNTOLD_INTO_ENGLISH, LanguagePair
from models.mqm import Severity
from models.network.kinds import KINDS
from models.rating import ErrorProfile, ErrorSpan, Rating, Score, SourceWord, WordRating
from models.scorers.memory import key, packed, rate_changed
from models.spans import Span

PAIR = LanguagePair("ar", "en")


class Watched(StubScorer):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def rate(self, segments: Sequence[Segment], pair: LanguagePair) -> list[Rating]:
        self.asked += [segment.target for segment in segments]
        return super().rate(segments, pair)


def rows(*targets: str) -> list[Segment]:
    found, at = [], 0
    for number, target in enumerate(targets, start=1):
        place = Span(at, at + len(target))
        found.append(Segment(f"s{number}", f"مصدر {target}", target, Span(0, 5 + len(target)), place))
        at += len(target) + 1
    return found


def test_only_what_changed_is_asked_of_the_scorer() -> None:
    scorer = Watched()
    _, memory = rate_changed(scorer, rows("One 👩‍🚀.", "Two.", "Three."), PAIR, {})
    scorer.asked.clear()
    after = rows("A new beginning.", "One 👩‍🚀.", "Three and more.", "Two.")
    ratings, renewed = rate_changed(scorer, after, PAIR, memory)
    assert scorer.asked == ["A new beginning.", "Three and more."]
    assert len(renewed) == 4
    for found, expected, segment in zip(ratings, StubScorer().rate(after, PAIR), after, strict=True):
        assert (found.segment_id, packed(found, segment)) == (segment.id, packed(expected, segment))
        assert [word.span for word in found.words] == [word.span for word in expected.words]


@pytest.mark.parametrize(
    ("segment", "pair", "same"),
    [
        (rows("One.")[0], PAIR, True),
        (Segment("s9", "مصدر One.", "One.", Span(70, 79), Span(50, 54)), PAIR, True),
        (Segment("s1", "مصدر آخر", "One.", Span(0, 8), Span(0, 4)), PAIR, False),
        (Segment("s1", "", "One.", None, Span(0, 4)), PAIR, False),
        (rows("One!")[0], PAIR, False),
        (rows("One.")[0], LanguagePair("fa", "en"), False),
        (rows("One.")[0], LanguagePair("ar", "de"), False),
    ],
)
def test_what_a_rating_depends_on(segment: Segment, pair: LanguagePair, same: bool) -> None:
    assert (key("stub:0", segment, pair) == key("stub:0", rows("One.")[0], PAIR)) is same


def test_another_model_forgets_everything() -> None:
    scorer = Watched()
    _, memory = rate_changed(scorer, rows("One."), PAIR, {})
    scorer.signature = "stub:1"
    scorer.asked.clear()
    rate_changed(scorer, rows("One."), PAIR, memory)
    assert scorer.asked == ["One."]


PROBABILITIES = st.floats(0, 1, width=32)


@given(
    st.lists(st.tuples(PROBABILITIES, st.none() | PROBABILITIES), max_size=9),
    st.none() | st.floats(0, 1),
    st.integers(0, 10**6),
    st.none() | st.floats(-9, 9),
)
def test_a_rating_comes_back_exactly_wherever_its_segment_stands(
    words: list[tuple[float, float | None]], value: float | None, moved: int, soundness: float | None
) -> None:
    text = "漢👩" * 9
    segment, later = (Segment("s1", "", text, None, Span(at, at + 18)) for at in (3, moved))

    def rating(at: int) -> Rating:
        rated = tuple(WordRating(Span(at + 2 * n, at + 2 * n + 2), *word) for n, word in enumerate(words))
        scores = (Score(name, value, "stub:0", "unknown") for name in ("fluency", "consistency"))
        return Rating("s1", *scores, rated, soundness=soundness)

    memory = {key("stub:0", segment, UNTOLD_INTO_ENGLISH): packed(rating(3), segment)}
    assert rate_changed(StubScorer(), [later], UNTOLD_INTO_ENGLISH, memory)[0] == [rating(moved)]


@pytest.mark.parametrize("moved", [0, 5, 70_000])
def test_what_a_word_s_error_would_be_comes_back_too(moved: int) -> None:
    def told(at: int) -> tuple[Segment, Rating]:
        source, target = "نفى الوزير", "denied he"
        segment = Segment("s1", source, target, Span(at + 9, at + 19), Span(at, at + 9))
        words = (
            WordRating(Span(at, at + 6), 0.25, 0.5, ErrorProfile(0.75, 0.125, KINDS[-1], 0.5, Span(at + 9, at + 12))),
            WordRating(Span(at + 7, at + 9), 0.25, 0.5, ErrorProfile(0.5, 0.25, KINDS[0], 1.0)),
        )
        lost = (SourceWord(Span(at + 9, at + 12), 0.125), SourceWord(Span(at + 13, at + 19), 1.0))
        scores = (Score(name, 0.5, "stub:0") for name in ("fluency", "consistency"))
        return segment, Rating("s1", *scores, words, source_words=lost)

    segment, rating = told(3)
    later, expected = told(moved)
    memory = {key("stub:0", segment, PAIR): packed(rating, segment)}
    assert rate_changed(StubScorer(), [later], PAIR, memory)[0] == [expected]


def test_everything_that_a_rating_says_is_kept() -> None:
    (segment,) = rows("One.")
    place, origin = Span(0, 3), Span(0, 4)
    rating = Rating(
        "s1",
        Score("fluency", 0.5, "stub:0"),
        Score("consistency", None, "stub:0", "unknown"),
        (WordRating(place, 0.25, 0.5, ErrorProfile(0.75, 0.125, KINDS[1], 0.5, origin)),),
        (ErrorSpan(place, Severity.MAJOR, 0.5),),
        (SourceWord(origin, 0.125),),
        windows=2,
        soundness=-1.3,
    )
    said = [getattr(rating, one.name) != one.default for one in fields(Rating)]
    assert all(said), "a field that is as it would be anyway shows nothing"
    memory = {key("stub:0", segment, PAIR): packed(rating, segment)}
    assert rate_changed(StubScorer(), [segment], PAIR, memory)[0] == [rating]


@pytest.mark.parametrize(
    "nonsense", ["", "[]", "{}", '[[[1, ""], [2, ""]], ""]', '[[[1, ""], [1, ""]], "x"]', '[[], ""]', "\ud800"]
)
def test_a_damaged_memory_costs_a_rating_and_no_more(nonsense: str) -> None:
    segment = rows("One.")[0]
    memory = {key("stub:0", segment, PAIR): nonsense}
    assert rate_changed(StubScorer(), [segment], PAIR, memory)[0] == StubScorer().rate([segment], PAIR)


def test_a_report_made_from_memory_is_the_same_report() -> None:
    first = checker().check(CheckRequest(TARGET, SOURCE, "ar", "en"))
    again = checker({}).check(CheckRequest(TARGET, SOURCE, "ar", "en", memory=first.memory))
    assert again.to_dict() == first.to_dict() and again.memory == first.memory
