"""What a translation model adds to flags: other words, and the sentence translated back."""

from __future__ import annotations

import dataclasses

import pytest
from cascade.stubs import Stub, Translator, estimator, rows

from models.article import Article, Document, Side
from models.cascade import Estimator, ModelCascade, SegmentEstimate
from models.findings.suggestions import with_translations
from models.languages import LanguagePair
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span

TARGETS = ("A wrong ship.", "A sound one.", "Two wrong ships.")
SOURCE = ".pihs gnorw A"
SEGMENTS = tuple(
    dataclasses.replace(segment, source=SOURCE, source_span=Span(14 * n, 14 * n + 13))
    for n, segment in enumerate(rows(*TARGETS))
)
DOCUMENT = Document(Article("a", " ".join(TARGETS), " ".join([SOURCE] * 3), LanguagePair("ar", "en")), SEGMENTS)


def flag(start: int, end: int, side: Side = "target", **changes: object) -> Flag:
    made = Flag(Span(start, end), side, Category.MISTRANSLATION, Severity.MAJOR, 0.9, "consistency", "Wrong.")
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def estimates(*estimators: Estimator, only: tuple[int, ...] = (0, 1, 2)) -> list[SegmentEstimate]:
    found, _ = ModelCascade(estimators[0]).estimates(SEGMENTS, LanguagePair("ar", "en"), {})
    return [
        dataclasses.replace(estimate, asked=estimators if n in only else estimators[:1])
        for n, estimate in enumerate(found)
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (flag(2, 7), ("WRONG",)),
        (flag(31, 36), ("WRONG",)),  # in the third segment: offsets are the article's
        (flag(2, 7, replacements=("right",)), ("right",)),
        (flag(2, 7, severity=Severity.NEUTRAL), ()),
        (flag(2, 7, side="source"), ()),
        (flag(8, 20), ()),  # reaches into the next segment
        (flag(13, 14), ()),  # between segments
    ],
)
def test_a_passage_gets_what_the_model_would_rather_say(given: Flag, expected: tuple[str, ...]) -> None:
    translator = estimator(Translator("m2m100"))
    (found,) = with_translations([given], DOCUMENT, estimates(translator), [translator]).flags
    assert found == dataclasses.replace(given, replacements=expected)


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ([flag(2, 7)], [0]),
        ([flag(2, 7), flag(31, 36), flag(3, 8)], [0, 2]),
        ([flag(14, 20, side="source")], [1]),  # something of the source was left out
        ([flag(2, 7, severity=Severity.NEUTRAL)], []),
        ([], []),
    ],
)
def test_flagged_segments_are_translated_back(flags: list[Flag], told: list[int]) -> None:
    translator = estimator(Translator("m2m100"))
    notes = with_translations(flags, DOCUMENT, estimates(translator), [translator]).notes
    assert sorted(notes) == told
    if 0 in told:
        assert notes[0] == ("Translated back by m2m100 (chrF 100 of 100 against the source): .pihs gnorw A",)


def test_of_a_chain_only_what_it_was_asked() -> None:
    first, second = estimator(Stub("cheap")), estimator(Translator("m2m100"))
    asked = estimates(first, second, only=(2,))
    found = with_translations([flag(2, 7), flag(31, 36)], DOCUMENT, asked, [first, second])
    assert [one.replacements for one in found.flags] == [(), ("WRONG",)]
    assert list(found.notes) == [2]


def test_without_a_translator_nothing_changes() -> None:
    first = estimator(Stub("cheap"))
    found = with_translations([flag(2, 7)], DOCUMENT, estimates(first), [first])
    assert (found.flags, found.notes) == ((flag(2, 7),), {})


def test_a_model_that_cannot_translate_back_says_nothing() -> None:
    mute = Translator("marian")
    mute.said_back = lambda text: ""
    translator = estimator(mute)
    assert with_translations([flag(2, 7)], DOCUMENT, estimates(translator), [translator]).notes == {}
