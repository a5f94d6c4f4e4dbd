"""The verdict on an article and its reasons, from named thresholds on the MQM penalty."""

from __future__ import annotations

from collections.abc import Sequence

from models.calibration import VerdictThresholds
from models.mqm import Severity
from models.report import Flag, Verdict


def decide(
    flags: Sequence[Flag], penalty: float, judged: bool, thresholds: VerdictThresholds
) -> tuple[Verdict, tuple[str, ...]]:
    """`pass`, `review` or `reject`, and why in a reader's words.

    `penalty`: MQM points per 100 words. `judged`: False when no model could judge the text; such an
    article is never passed unseen.
    """
    worst = _counts(flags)
    reasons = [worst] if worst else []
    points = f"{penalty:.1f} penalty points per 100 words"
    if penalty >= thresholds.reject:
        return "reject", (f"{points}, from {thresholds.reject:g} on the text is rejected", *reasons)
    if any(flag.severity is Severity.CRITICAL for flag in flags):
        return "review", ("a critical error", *reasons)
    if penalty >= thresholds.review:
        return "review", (f"{points}, from {thresholds.review:g} on someone should look", *reasons)
    if not judged:
        return "review", ("no model could judge this text: only the rules ran", *reasons)
    return "pass", (f"{points}, below {thresholds.review:g}", *reasons)


def _counts(flags: Sequence[Flag]) -> str:
    """`2 major and 1 minor flags`, most severe first; empty when there is none."""
    parts = []
    for severity in sorted(Severity, key=lambda s: -s.rank):
        number = sum(1 for flag in flags if flag.severity is severity)
        if number:
            parts.append(f"{number} {severity}")
    if not parts:
        return ""
    return " and ".join(parts) + (" flag" if len(flags) == 1 else " flags")
