"""The verdict on an article and its reasons, from named thresholds on its flags and their MQM penalty."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from models.calibration import VerdictThresholds
from models.mqm import Severity
from models.report import Flag, Verdict

UNLIKELY = 0.05
"""Someone should look when sound text of the same length has so many major flags less often than this."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What is known of a whole article: MQM points per 100 words, words of the target, the consistency score.

    `judged`: False when no model could judge the text.
    """

    penalty: float
    words: int
    consistency: float | None
    judged: bool


def decide(
    flags: Sequence[Flag], found: Measures, thresholds: VerdictThresholds
) -> tuple[Verdict, tuple[str, ...]]:
    """`pass`, `review` or `reject`, and why in a reader's words.

    Penalty points thin out in a long article; therefore its major flags are also counted against those that
    sound text of its length gets. And a text may be poor throughout without a word that stands out: then its
    consistency is low. What no model could judge is never passed unseen.
    """
    worst = _counts(flags)
    reasons = [worst] if worst else []
    penalty, consistency = found.penalty, found.consistency
    points = f"{penalty:.1f} penalty points per 100 words"
    majors = sum(flag.severity is Severity.MAJOR for flag in flags)
    expected = thresholds.majors * found.words / 1000
    if penalty >= thresholds.reject:
        return "reject", (f"{points}, reject threshold {thresholds.reject:g}", *reasons)
    if any(flag.severity is Severity.CRITICAL for flag in flags):
        return "review", ("a critical error", *reasons)
    if penalty >= thresholds.review:
        return "review", (f"{points}, review threshold {thresholds.review:g}", *reasons)
    if chance_of(majors, expected) < UNLIKELY:
        return "review", (f"{majors} major flags, where error-free text of this length has {expected:.1f}", *reasons)
    if consistency is not None and consistency < thresholds.consistency:
        level = f"{100 * consistency:.0f} of 100, review threshold {100 * thresholds.consistency:.0f}"
        return "review", (f"consistency is {level}", *reasons)
    if not found.judged:
        return "review", ("no model could judge this text: only the rules ran", *reasons)
    return "pass", (f"{points}, review threshold {thresholds.review:g}", *reasons)


def chance_of(count: int, expected: float) -> float:
    """How often there are `count` or more where `expected` are the rule (Poisson), in [0, 1].

    Four or more where 1.3 are expected: 0.043. None or more, always: 1.
    """
    fewer = sum(math.exp(-expected) * expected**k / math.factorial(k) for k in range(count))
    return max(0.0, 1.0 - fewer)


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
