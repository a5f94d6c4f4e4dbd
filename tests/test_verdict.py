"""The verdict follows from named thresholds."""

import pytest

from models.calibration import VerdictThresholds
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span
from models.verdict import Measures, chance_of, decide

THRESHOLDS = VerdictThresholds(review=2.0, reject=10.0, majors=2.0, consistency=0.3)
WORDS = 200


def flag(severity: Severity) -> Flag:
    return Flag(Span(0, 1), "target", Category.GRAMMAR, severity, 0.5, "fluency", "why")


@pytest.mark.parametrize(
    ("severities", "penalty", "judged", "verdict"),
    [
        ((), 0.0, True, "pass"),
        ((Severity.MINOR,), 1.9, True, "pass"),
        ((Severity.MAJOR,), 2.0, True, "review"),
        ((Severity.CRITICAL,), 0.5, True, "review"),
        ((Severity.MAJOR,), 10.0, True, "reject"),
        ((), 0.0, False, "review"),
    ],
)
def test_verdict(severities: tuple[Severity, ...], penalty: float, judged: bool, verdict: str) -> None:
    found, reasons = decide([flag(s) for s in severities], Measures(penalty, WORDS, 0.8, judged), THRESHOLDS)
    assert found == verdict
    assert reasons and all(reasons)


def test_reasons_count_flags_by_severity() -> None:
    _, reasons = decide(
        [flag(Severity.MAJOR), flag(Severity.MAJOR), flag(Severity.MINOR)], Measures(3.0, WORDS, 0.8, True), THRESHOLDS
    )
    assert "2 major and 1 minor flags" in reasons


@pytest.mark.parametrize(
    ("majors", "words", "verdict"),
    [
        (0, 50, "pass"),
        (1, 400, "pass"),
        (3, 650, "pass"),
        (4, 650, "review"),
        (6, 2000, "pass"),
        (9, 2000, "review"),
    ],
)
def test_many_major_flags_are_looked_at_however_long_the_article(majors: int, words: int, verdict: str) -> None:
    penalty = 500.0 * majors / words
    loose = VerdictThresholds(review=100.0, reject=200.0, majors=2.0, consistency=0.3)
    found, reasons = decide([flag(Severity.MAJOR)] * majors, Measures(penalty, words, 0.8, True), loose)
    assert found == verdict
    assert ("error-free text of this length" in reasons[0]) == (verdict == "review")


@pytest.mark.parametrize(
    ("count", "expected", "chance"), [(0, 0.0, 1.0), (1, 0.0, 0.0), (1, 0.7, 0.503), (4, 1.3, 0.043), (2, 40.0, 1.0)]
)
def test_chance_of_as_many_or_more(count: int, expected: float, chance: float) -> None:
    assert chance_of(count, expected) == pytest.approx(chance, abs=1e-3)


@pytest.mark.parametrize(("consistency", "verdict"), [(None, "pass"), (0.3, "pass"), (0.29, "review"), (0.0, "review")])
def test_a_text_that_is_poor_throughout_is_looked_at(consistency: float | None, verdict: str) -> None:
    found, reasons = decide([], Measures(0.0, WORDS, consistency, True), THRESHOLDS)
    assert found == verdict
    assert reasons[0].startswith("consistency is") == (verdict == "review")
