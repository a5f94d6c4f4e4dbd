"""What is chosen on written contrasts: from when a flag is critical, and what its confidence is worth."""

from __future__ import annotations

import pytest

from models.calibration.calibration import platt
from models.rating import ErrorProfile, WordRating
from models.text.words import word_spans
from scripts.calibration.calibrate import CRITICAL_GRID, RatedText, confidence_lines, critical_threshold

WORDS = {"default": {"look": 0.2, "minor": 0.4, "major": 0.6}, "alone": {"look": 0.2, "minor": 0.4, "major": 0.6}}
TEXT = "They denied it"


def rated(doubt: float, critical: float = 0.1, wrong: bool = False, weight: float = 1.0) -> RatedText:
    """A text whose second word is doubtful, and (`wrong`) a serious error."""
    spans = word_spans(TEXT)
    told = ErrorProfile(0.9, critical, "opposite", 0.8)
    words = [WordRating(span, value, value, told) for span, value in zip(spans, (0.01, doubt, 0.01), strict=True)]
    errors = [spans[1]] if wrong else []
    return RatedText("ar", TEXT, words, errors, weight, errors)


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ([0.55], [], 0.5),  # every one is right
        ([0.9, 0.75], [0.55, 0.6, 0.6], 0.65),  # from there on all are
        ([0.9, 0.9, 0.55], [0.55], 0.5),  # three in four are enough
        ([0.9], [0.9], CRITICAL_GRID[-1]),  # one in two is not, at any height
        ([], [0.99], CRITICAL_GRID[-1]),
    ],
)
def test_critical_flags_are_as_often_right_as_flags_should_be(
    right: list[float], wrong: list[float], expected: float
) -> None:
    texts = [rated(0.9, critical, wrong=True) for critical in right] + [rated(0.9, critical) for critical in wrong]
    assert critical_threshold(texts, WORDS) == expected


def test_what_is_not_doubtful_enough_for_a_major_flag_says_nothing_of_critical_ones() -> None:
    assert critical_threshold([rated(0.9, 0.9, wrong=True), *[rated(0.5, 0.9)] * 9], WORDS) == 0.5


def test_faithful_versions_count_by_their_weight() -> None:
    """A confidence is the share that is right among as much faithful text as machine-like."""
    texts = [rated(doubt, wrong=wrong) for doubt, wrong in [(0.5, True), (0.5, False), (0.7, True), (0.7, False)] * 20]
    alike = [*texts, *[rated(doubt, weight=0.5) for doubt in (0.5, 0.7)] * 80]
    lines = confidence_lines(alike, WORDS)
    assert platt(0.5, lines["slopes"]["seen"], lines["offsets"]["seen"]) == pytest.approx(0.25, abs=0.01)
    assert platt(0.7, lines["slopes"]["seen"], lines["offsets"]["seen"]) == pytest.approx(0.25, abs=0.01)
