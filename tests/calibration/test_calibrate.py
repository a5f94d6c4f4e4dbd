"""What is chosen on written contrasts: from when a flag is critical, and what its confidence is worth."""

from __future__ import annotations

import numpy as np
import pytest

from models.article import Segment
from models.calibration.calibration import platt
from models.evaluation.lone_pairs import segments
from models.rating import ErrorProfile, Rating, Score, SourceWord, WordRating
from models.text.words import word_spans
from scripts.calibration.calibrate import CRITICAL_GRID, RatedText, confidence_lines, critical_threshold
from scripts.calibration.fitting import LEFT_OUT_BUDGET, fit_offset, lost_threshold

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


@pytest.mark.parametrize(
    ("fives", "least", "most"),
    [(1, 0.5, 0.57), (5, 0.6, 0.7), (1000, 0.79, 0.81)],
    ids=["few: as all are", "some: between", "many: as they are"],
)
def test_a_language_is_promised_what_its_own_flags_keep_once_there_are_enough(
    fives: int, least: float, most: float
) -> None:
    """Of all languages one flag in two is right, of this one four in five."""
    gold = np.array([1.0, 1.0, 1.0, 1.0, 0.0] * fives)
    own = fit_offset(np.full(len(gold), 0.5), gold, np.ones(len(gold)), slope=1.0, offset=0.0)
    assert least <= platt(0.5, 1.0, own) <= most


def sound(lost: float, words: int = 100) -> tuple[Segment, Rating]:
    """A translation of so many words, and a source of ten of which nothing answers to two that are that likely lost."""
    (segment,) = segments([("Das hier " + "wort " * 8, "word " * words)])
    places = word_spans(segment.source)
    told = ErrorProfile(0.5, 0.1, "sense", 0.9, places[-1])
    of_source = tuple(SourceWord(place, lost if n < 2 else 0.05) for n, place in enumerate(places))
    unknown = Score("fluency", 0.5, "stub")
    rated = (WordRating(word_spans(segment.target)[0], 0.1, 0.1, told),)
    return segment, Rating("s0", unknown, unknown, rated, source_words=of_source)


@pytest.mark.parametrize(
    ("doubts", "expected"),
    [([0.05] * 20, 0.1), ([0.05] * 18 + [0.3, 0.62], 0.1), ([0.05] * 17 + [0.3, 0.3, 0.62], 0.305), ([1.0] * 3, 1.0)],
    ids=["none", "within the budget", "one too many", "beyond any"],
)
def test_of_sound_text_hardly_anything_seems_left_out(doubts: list[float], expected: float) -> None:
    assert LEFT_OUT_BUDGET == 1.0, "two in twenty texts of a hundred words"
    assert lost_threshold([sound(lost) for lost in doubts]) == pytest.approx(expected)
