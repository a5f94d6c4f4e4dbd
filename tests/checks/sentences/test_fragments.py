"""Broken English sentences, and the many sound sentences that resemble them."""

from __future__ import annotations

import pytest

from models.checks.sentences.fragments import FRAGMENTS
from models.checks.words.english_verbs import has_finite_verb
from models.mqm import Severity
from tests.checks.conftest import MakeDocument

FOUND = [
    # target, how the flagged sentence begins, severity
    (
        "Work will begin. The outline of the trade pact drafted by Mayor Ana Lund in Oslo last May.",
        "The outline",
        Severity.MAJOR,
    ),
    (
        "The port was closed on Monday. The captain of the largest vessel at the pier of the city.",
        "The captain",
        Severity.MINOR,
    ),
    ("She went to the market and bought the.", "She went", Severity.MAJOR),
    ("The bank raised its rates and.", "The bank", Severity.MAJOR),
    ("He praised the new museum, which.", "He praised", Severity.MAJOR),
    (
        "Farmers that fear that prices will not fall this year, they can sell at home.",
        "Farmers that",
        Severity.MAJOR,
    ),
    ("They closed the road. because it had flooded.", "road. because", Severity.MINOR),
]
SILENT = [
    "He waited. Not for the first time. And all for nothing.",
    "Minister resigns over the affair of the missing millions in Rome",
    "A view of the old harbour of the city of Porto in winter.",
    "The day that he died, it was raining.",
    "Reports that he had left, it seems, were wrong.",
    "The ministry responded by saying that it knew nothing. Sales rose by a third.",
    "The company said on Monday it would close. The men in the big red car drive fast.",
    "It was late. The smaller the number, the less active the star with respect to others.",
    "That is the world we live in. It is what they were looking for.",
    "The firm employs approx. two thousand people. He works for Acme Inc. in Boston.",
    "“The end of the long road to peace for the people of the valley.” He smiled.",
    "They met twice. The parties to the treaty signed by the king have agreed.",
    "He arrived. The work's done, and nobody's happy about the result of it all.",
    "It is over. Members of the club meet every Monday in the old library.",
    "We saw it. The plan put forward by the board met with approval.",
    "The ships sailed. The crews' families waved from the walls of the fort.",
]


@pytest.mark.parametrize(("target", "beginning", "severity"), FOUND)
def test_broken_sentences_are_found(
    make_document: MakeDocument, target: str, beginning: str, severity: Severity
) -> None:
    (flag,) = FRAGMENTS.find(make_document(None, target))
    assert flag.span.of(target).startswith(beginning)
    assert flag.severity is severity


@pytest.mark.parametrize("target", SILENT)
def test_sound_sentences_are_left_alone(make_document: MakeDocument, target: str) -> None:
    assert [flag.span.of(target) for flag in FRAGMENTS.find(make_document(None, target))] == []


def test_only_english_is_checked(make_document: MakeDocument) -> None:
    assert FRAGMENTS.find(make_document(None, "Er ging nach Hause und the.", "ar", "de")) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The strike launched by the drivers in spring", False),
        ("The strike was launched by the drivers", True),
        ("The talks of the two states", False),
        ("Prices increased by 5 percent", True),
        ("The ministry responded by calling him", True),
        ("The will of the people", False),
        ("The people will", True),
        ("The plan to sell the house", False),
        ("Dogs bark", True),
        ("The barking of the dogs in May", False),
        ("It's late", True),
        ("The minister's car", False),
    ],
)
def test_finite_verbs(sentence: str, expected: bool) -> None:
    assert has_finite_verb(sentence.split()) is expected
