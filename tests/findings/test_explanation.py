"""Why a passage is doubtful, in words: what the kind of error is, and what the source has there."""

from __future__ import annotations

import pytest

from models.findings.explanation import (
    WHAT,
    Explanation,
    explain_consistency,
    explain_detached,
    explain_fluency,
)
from models.network.kinds import KINDS
from models.report import Evidence
from models.spans import Span

HOUSE, BOOK = Evidence(Span(9, 13), "Haus"), Evidence(Span(28, 32), "Buch")


@pytest.mark.parametrize("kind", [*KINDS, ""])
def test_the_kind_says_what_to_look_for(kind: str) -> None:
    told = explain_consistency((HOUSE, BOOK), kind)
    assert told.message == f"The source has “Haus”, “Buch”; {WHAT.get(kind, 'compare the two')}."
    assert told.evidence == (HOUSE, BOOK)


def test_without_source_words_there_is_a_reason_but_no_evidence() -> None:
    assert explain_consistency((), "sense") == Explanation(
        "Compare this with the source: which of its words it answers to is not clear."
    )


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (explain_fluency(True, 1, "German"), "This does not read as natural German."),
        (
            explain_fluency(False, 1, "English"),
            "This does not read as natural English (estimated without the source).",
        ),
        (explain_fluency(True, 5, "English"), "This passage does not read as natural English."),
        (
            explain_fluency(True, 1, "English", (HOUSE, BOOK)),
            "This does not read as natural English; the source has “Haus”, “Buch” here.",
        ),
        (
            explain_fluency(True, 5, "English", (HOUSE,)),
            "This passage does not read as natural English; the source has “Haus” here.",
        ),
        (explain_detached(), "Almost nothing in this passage matches its source."),
    ],
)
def test_messages(told: Explanation, says: str) -> None:
    assert told.message == says
    assert all(piece.text in told.message for piece in told.evidence)
