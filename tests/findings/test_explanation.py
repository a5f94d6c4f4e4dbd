"""Why a passage is doubtful: the source words that it answers to, and never a thing that is not true."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tiny_lexicon import tiny_lexicon

from models.article import Segment
from models.findings.explanation import (
    MAX_EVIDENCE,
    WHAT,
    Explanation,
    answered,
    explain_consistency,
    explain_detached,
    explain_fluency,
)
from models.network.kinds import KINDS
from models.rating import ErrorProfile, WordRating
from models.spans import Span
from models.text.lexicon import Lexicon

PAIRS = [("Haus", "house"), ("Buch", "book"), ("das Haus ist alt", "the house is old")] * 8
SOURCE = "Das alte Haus am Fluss, das Buch und die Zebras"


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    return tiny_lexicon(PAIRS, "de", tmp_path_factory.mktemp("explanation"))


def segment(start: int = 0, target: str = "a target") -> Segment:
    return Segment("s1", SOURCE, target, Span(start, start + len(SOURCE)), Span(0, len(target)))


def answering(*source: str, start: int = 0, kind: str = "sense") -> list[WordRating]:
    """Words of a translation, each of which answers to that source word; "" to none."""
    found = []
    for number, word in enumerate(source):
        at = start + SOURCE.index(word)
        place = Span(at, at + len(word)) if word else None
        found.append(WordRating(Span(number, number + 1), 0.1, 0.9, ErrorProfile(0.8, 0.1, kind, 0.9, place)))
    return found


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        (["Haus"], ["Haus"]),
        (["Haus", "alte"], ["alte Haus"]),  # neighbours are one piece, in the source's order
        (["Haus", "Buch"], ["Haus", "Buch"]),
        (["Haus", "Haus"], ["Haus"]),
        (["", "Buch"], ["Buch"]),
        ([","], []),  # a mark says nothing
        ([""], []),
        ([], []),
        (["Das", "Haus", "Fluss", "Buch", "Zebras"], []),  # as good as the whole
    ],
)
def test_the_words_that_a_passage_answers_to_are_named(answers: Sequence[str], named: Sequence[str]) -> None:
    assert len(answers) <= MAX_EVIDENCE or not named
    assert [piece.text for piece in answered(segment(), answering(*answers), None, {})] == list(named)


@pytest.mark.parametrize(
    ("lost", "named"),
    [
        ({"Haus": 0.5}, ["Haus"]),
        ({"Haus": 0.5, "Buch": 0.4}, ["Haus", "Buch"]),
        ({"Haus": 0.5, "Buch": 0.2}, ["Haus"]),
        ({"Das": 0.4, "Haus": 0.5, "Fluss": 0.45, "Buch": 0.42, "Zebras": 0.41}, ["Haus", "Fluss", "Buch", "Zebras"]),
    ],
    ids=["alone", "both", "the likeliest", "at most so many"],
)
def test_of_many_those_that_are_likeliest_lost_are_named(lost: dict[str, float], named: Sequence[str]) -> None:
    places = {Span(SOURCE.index(word), SOURCE.index(word) + len(word)): value for word, value in lost.items()}
    words = answering("Das", "Haus", "Fluss", "Buch", "Zebras")
    assert [piece.text for piece in answered(segment(), words, None, places)] == list(named)


@pytest.mark.parametrize("start", [0, 7, 4_000])
def test_evidence_stands_at_article_offsets(start: int) -> None:
    for piece in answered(segment(start), answering("Haus", "Buch", start=start), None, {}):
        assert piece.span is not None
        assert piece.span.shift(-start).of(SOURCE) == piece.text


@pytest.mark.parametrize(
    ("word", "target", "meanings"),
    [
        ("Haus", "the river", ("house",)),
        ("Haus", "the river at the House.", ()),
        ("Haus", "the House stands", ()),  # the translation says it, if elsewhere: no more is known
        ("Zebras", "the river", ()),  # the lexicon does not know it
        ("Fluss", "the river", ()),
    ],
)
def test_a_gloss_is_told_where_it_is_well_attested(
    lexicon: Lexicon, word: str, target: str, meanings: tuple[str, ...]
) -> None:
    (piece,) = answered(segment(target=target), answering(word), lexicon, {})
    assert piece.meanings == meanings


@pytest.mark.parametrize(
    ("kind", "answers", "named"),
    [
        ("sense", ["Das", "Haus"], ["Haus"]),
        ("sense", ["Das"], []),  # "the source has Das" helps nobody
        ("roles", ["Das"], ["Das"]),
    ],
)
def test_words_that_link_others_are_named_where_the_error_may_lie_in_them(
    kind: str, answers: Sequence[str], named: Sequence[str], lexicon: Lexicon
) -> None:
    assert [piece.text for piece in answered(segment(), answering(*answers), lexicon, {}, kind)] == list(named)


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_says_what_to_look_for(kind: str) -> None:
    told = explain_consistency(answered(segment(), answering("Haus"), None, {}), kind)
    assert told.message == f"The source has “Haus”; {WHAT.get(kind, 'compare the two')}."
    assert [piece.text for piece in told.evidence] == ["Haus"]


def test_every_kind_that_the_source_shows_has_words_of_its_own() -> None:
    assert {*WHAT, "language"} == set(KINDS)
    assert len(set(WHAT.values())) == len(WHAT)


@pytest.mark.parametrize(
    ("kind", "says"), [("addition", "Nothing in the source seems to say this."), ("sense", "does not seem to say this")]
)
def test_without_source_words_there_is_a_reason_but_no_evidence(kind: str, says: str) -> None:
    told = explain_consistency(answered(segment(), answering(""), None, {}), kind)
    assert says in told.message and told.evidence == ()


@pytest.mark.parametrize(
    ("explanation", "says", "says_not"),
    [
        (explain_fluency(True, 1, "German"), "does not read as natural German", "without the source"),
        (explain_fluency(False, 1, "English"), "estimated without the source", "sentence"),
        (explain_fluency(True, 5, "English"), "does not hold together as a sentence", "without the source"),
        (explain_fluency(False, 5, "English"), "estimated without the source", "natural English"),
        (explain_detached(True, "English"), "matches its source", "natural English"),
        (explain_detached(False, "German"), "natural German", "source"),
    ],
)
def test_messages_without_evidence(explanation: Explanation, says: str, says_not: str) -> None:
    message = explanation.message
    assert says in message
    assert says_not not in message
    assert explanation.evidence == ()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (1, "This does not read as natural English; the source has “Haus”, “Buch” here."),
        (5, "This passage does not hold together as a sentence; the source has “Haus”, “Buch” here."),
    ],
)
def test_what_reads_badly_is_told_beside_what_the_source_has_there(words: int, says: str) -> None:
    told = explain_fluency(True, words, "English", answered(segment(), answering("Haus", "Buch"), None, {}))
    assert told.message == says
    assert [piece.text for piece in told.evidence] == ["Haus", "Buch"]
