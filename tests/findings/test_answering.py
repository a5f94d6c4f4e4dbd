"""Which source words a passage answers to: few, the most doubtful, whole, and at the article's offsets."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.article import Segment
from models.findings.answering import MAX_EVIDENCE, answered
from models.rating import ErrorProfile, WordRating
from models.report import Evidence
from models.spans import Span

SOURCE = "Das alte Haus am Fluss, das Buch und die Zebras"
CHINESE = "该药物的临床试验未达到主要终点"


def segment(start: int = 0, source: str = SOURCE) -> Segment:
    return Segment("s1", source, "a target", Span(start, start + len(source)), Span(0, 8))


def answering(
    *answers: str | tuple[str, float], start: int = 0, source: str = SOURCE, kind: str = "sense"
) -> list[WordRating]:
    """Words of a translation, each of which answers to that source word, and how likely it is wrong; "" to none."""
    found = []
    for number, answer in enumerate(answers):
        word, wrong = (answer, 0.9) if isinstance(answer, str) else answer
        at = start + source.index(word)
        place = Span(at, at + len(word)) if word else None
        found.append(WordRating(Span(number, number + 1), 0.1, wrong, ErrorProfile(0.8, 0.1, kind, 0.9, place)))
    return found


def texts(pieces: Sequence[Evidence]) -> list[str]:
    return [piece.text for piece in pieces]


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
    ],
)
def test_the_words_that_a_passage_answers_to_are_named(answers: Sequence[str], named: Sequence[str]) -> None:
    assert texts(answered(segment(), answering(*answers), "de", {})) == list(named)


@pytest.mark.parametrize(
    ("wrong", "lost", "named"),
    [
        ({"Haus": 0.9, "Buch": 0.2}, {}, ["Haus"]),
        ({"Haus": 0.9, "Buch": 0.85}, {}, ["Haus", "Buch"]),
        ({"Haus": 0.9, "Buch": 0.9}, {"Haus": 0.5, "Buch": 0.45}, ["Haus", "Buch"]),
        ({"Haus": 0.9, "Buch": 0.9}, {"Haus": 0.1, "Buch": 0.5}, ["Buch"]),
        ({"Haus": 0.9, "Buch": 0.4}, {"Haus": 0.1, "Buch": 0.6}, ["Haus", "Buch"]),
        ({"alte": 0.9, "Haus": 0.91, "Fluss": 0.92, "Buch": 0.93}, {}, ["Fluss", "Buch"]),
    ],
    ids=["wrong", "both", "both lost", "lost", "one of each", "at most so many"],
)
def test_the_most_doubtful_are_named(
    wrong: dict[str, float], lost: dict[str, float], named: Sequence[str]
) -> None:
    places = {Span(SOURCE.index(word), SOURCE.index(word) + len(word)): value for word, value in lost.items()}
    found = answered(segment(), answering(*wrong.items()), "de", places)
    assert texts(found) == list(named) and len(found) <= MAX_EVIDENCE


@pytest.mark.parametrize("start", [0, 7, 4_000])
@pytest.mark.parametrize(("source", "words"), [(SOURCE, ("Haus", "Buch")), (CHINESE, ("临", "达"))])
def test_evidence_stands_at_article_offsets(start: int, source: str, words: Sequence[str]) -> None:
    found = answered(segment(start, source), answering(*words, start=start, source=source), "zh", {})
    assert len(found) == len(words)
    for piece, word in zip(found, words, strict=True):
        assert piece.span is not None and word in piece.text
        assert piece.span.shift(-start).of(source) == piece.text


@pytest.mark.parametrize(
    ("kind", "answers", "named"),
    [
        ("sense", ["Das", "Haus"], ["Haus"]),
        ("sense", ["Das"], ["Das"]),  # better than that nothing answers to it
        ("roles", ["Das"], ["Das"]),
        ("roles", ["Das", "Haus"], ["Das", "Haus"]),
    ],
)
def test_words_that_link_others_are_named_where_the_error_may_lie_in_them(
    kind: str, answers: Sequence[str], named: Sequence[str]
) -> None:
    assert texts(answered(segment(), answering(*answers), "de", {}, kind)) == list(named)


def test_of_chinese_whole_words_are_named() -> None:
    words = answering("临", "终", source=CHINESE)
    assert texts(answered(segment(source=CHINESE), words, "zh", {})) == ["临床试验", "终点"]
    words = answering("床", "试", source=CHINESE)
    assert texts(answered(segment(source=CHINESE), words, "zh", {})) == ["临床试验"]
