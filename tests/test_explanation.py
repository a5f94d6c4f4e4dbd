"""Why a passage is doubtful: source words near it that nothing answers to, with their meanings."""

from __future__ import annotations

import pytest
from tiny_lexicon import tiny_lexicon

from models.article import Segment
from models.explanation import (
    MOST_EVIDENCE,
    Explanation,
    explain_consistency,
    explain_detached,
    explain_fluency,
    place_in_segment,
    unanswered,
)
from models.lexicon import Lexicon
from models.spans import Span
from models.text.words import words

PAIRS = [
    ("Haus", "house"),
    ("Buch", "book"),
    ("Fluss", "river"),
    ("Brücke", "bridge"),
    ("alt", "old"),
    ("neu", "new"),
    ("schmal", "narrow"),
    ("ist", "is"),
    ("das Haus ist alt", "the house is old"),
    ("das Buch ist neu", "the book is new"),
    ("die Brücke ist schmal", "the bridge is narrow"),
    ("der Fluss ist schmal", "the river is narrow"),
] * 4


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    return tiny_lexicon(PAIRS, "de", tmp_path_factory.mktemp("explanation"))


def segment(source: str, target: str, start: int = 0) -> Segment:
    source_span = Span(start, start + len(source)) if source else None
    return Segment("s1", source, target, source_span, Span(0, len(target)) if target else None)


@pytest.mark.parametrize(
    ("source", "target", "place", "cited"),
    [
        ("Haus ist alt", "house is old", 0.5, []),
        ("Haus ist alt", "book is old", 0.2, [("Haus", "house")]),
        ("Haus ist alt", "book is old", 0.9, []),  # what is missing stands elsewhere
        ("Haus ist alt", "house is new", 0.9, [("alt", "old")]),
        ("Das alte Haus", "The old house", 0.5, []),  # by stem, whatever the ending
        ("Haus Buch Fluss Brücke", "x y z", 0.5, [("Buch", "book"), ("Fluss", "river")]),
        ("Zebra ist alt", "book is old", 0.2, []),  # the lexicon does not know Zebra: no evidence
        ("12 , –", "book", 0.5, []),  # numbers and marks are for the checks
        ("", "book is old", 0.5, []),
        ("Haus", "", 0.5, [("Haus", "house")]),
    ],
)
def test_unanswered_words_near_the_place(
    lexicon: Lexicon, source: str, target: str, place: float, cited: list[tuple[str, str]]
) -> None:
    found = unanswered(segment(source, target), place, lexicon)
    assert [(piece.text, piece.meanings[0]) for piece in found] == cited


@pytest.mark.parametrize("before", ["", "Eins. ", "👩‍🚀 e\u0301 漢字. "])
def test_evidence_stands_at_article_offsets(lexicon: Lexicon, before: str) -> None:
    article = before + "Die Brücke ist alt."
    pair = segment(article[len(before) :], "The book is old.", start=len(before))
    pieces = unanswered(pair, 0.3, lexicon)
    assert "Brücke" in [piece.text for piece in pieces]
    for piece in pieces:
        assert piece.span is not None
        assert piece.span.of(article) == piece.text


def test_only_the_nearest_are_cited_in_reading_order(lexicon: Lexicon) -> None:
    source = "Haus Buch Fluss Brücke alt neu schmal Haus Buch Fluss"
    found = unanswered(segment(source, "nothing"), 0.5, lexicon)
    assert len(found) == MOST_EVIDENCE
    starts = [piece.span.start for piece in found if piece.span]
    assert starts == sorted(starts)
    assert [piece.text for piece in found] == ["Brücke", "alt", "neu"]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("book is old", "The source has Haus (house"),
        ("house is old", "The source does not seem to say this."),
    ],
)
def test_consistency_names_what_the_source_has(lexicon: Lexicon, target: str, message: str) -> None:
    explanation = explain_consistency(segment("Haus ist alt", target), 0.2, lexicon)
    assert explanation.message.startswith(message)
    assert bool(explanation.evidence) == ("(" in message)


def test_without_a_lexicon_there_is_a_reason_but_no_evidence() -> None:
    explanation = explain_consistency(segment("Haus", "book"), 0.5, None)
    assert explanation.message
    assert explanation.evidence == ()


@pytest.mark.parametrize(
    ("explanation", "says", "says_not"),
    [
        (explain_fluency(True, 1), "does not read as sound English", "without the source"),
        (explain_fluency(False, 1), "judged without the source", "sentence"),
        (explain_fluency(True, 5), "does not hold together as a sentence", "without the source"),
        (explain_fluency(False, 5), "judged without the source", "sound English"),
        (explain_detached(True), "answers to its source", "sound English"),
        (explain_detached(False), "sound English", "source"),
    ],
)
def test_other_messages(explanation: Explanation, says: str, says_not: str) -> None:
    message = explanation.message
    assert says in message
    assert says_not not in message
    assert explanation.evidence == ()


@pytest.mark.parametrize(
    ("first", "last", "count", "place"),
    [(0, 0, 1, 0.5), (0, 3, 4, 0.5), (0, 0, 4, 0.125), (3, 3, 4, 0.875), (1, 2, 4, 0.5), (0, 0, 0, 0.5)],
)
def test_place_in_segment(first: int, last: int, count: int, place: float) -> None:
    assert place_in_segment(first, last, words("w " * count)) == place
