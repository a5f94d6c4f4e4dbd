"""The verdict follows from named thresholds."""

import pytest

from models.calibration import VerdictThresholds
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span
from models.verdict import decide

THRESHOLDS = VerdictThresholds(review=2.0, reject=10.0)


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
    found, reasons = decide([flag(s) for s in severities], penalty, judged, THRESHOLDS)
    assert found == verdict
    assert reasons and all(reasons)


def test_reasons_count_flags_by_severity() -> None:
    _, reasons = decide(
        [flag(Severity.MAJOR), flag(Severity.MAJOR), flag(Severity.MINOR)], 3.0, True, THRESHOLDS
    )
    assert "2 major and 1 minor flags" in reasons
