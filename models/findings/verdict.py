"""The verdict on an article and its reasons, from named thresholds on its flags, their MQM penalty and its scores."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from models.article import Document
from models.calibration.calibration import VerdictThresholds
from models.findings.penalty import penalty_per_100_words
from models.mqm import Category, Severity, weight
from models.report import Flag, Verdict
from models.spans import merge
from models.text.plural import plural
from models.text.words import count_words

UNLIKELY = 0.05
"""Someone should look when sound text of the same length has so many major flags less often than this."""
SURE = 0.8
"""A flag of less confidence than this cannot have a text rejected by itself."""
NEVER_PASSED = {
    Category.OMISSION: "something is missing",
    Category.REPETITION: "a passage is repeated",
    Category.UNTRANSLATED: "a passage is not translated",
    Category.NON_TRANSLATION: "a passage is no translation",
    Category.GARBLED: "a passage is garbled",
}
"""What a long article must not hide: one major flag of these is looked at whatever the penalty."""
FACTS = {"numbers": "a number is not the source's", "dates": "a date or time is not the source's"}
"""The checks whose major flags are a wrong fact for sure: one is enough too."""
OPPOSITES = {"polarity": "a passage may say the opposite of its source"}
"""The checks whose flags are rare and weigh so much if they are right that one is looked at, sure or not."""
MIN_RUINED = 0.5
"""Share of the words that lie in ruins from which on a text is rejected, whatever its points: a segment has so many at
most, however long it is, and per 100 words a loop without end would be the better the longer it is."""
_RUINS = NEVER_PASSED.keys() - {Category.OMISSION}


@dataclass(frozen=True, slots=True)
class Measures:
    """What is known of a whole article: MQM points per 100 words, words of the target, the consistency score.

    `firm_penalty`: the points without the heaviest flag where that one is doubtful, else all. `weakest`: the lowest
    consistency of a sentence. Both scores lie in [0, 1]; None where they are unknown or do not count. `ruined`: the
    share of the words that are surely repeated, not translated or garbled.
    `estimated`: False when no model could score the text; `compared`: when there is a source in no known language.
    """

    penalty: float
    firm_penalty: float
    words: int
    consistency: float | None
    weakest: float | None
    estimated: bool
    compared: bool = True
    ruined: float = 0.0

    @classmethod
    def of(
        cls,
        flags: Sequence[Flag],
        document: Document,
        consistency: float | None,
        sentences: Sequence[float | None],
        estimated: bool,
    ) -> Measures:
        """From the flags that count, the article's consistency and its sentences'; None: they do not count."""
        penalty = penalty_per_100_words(flags, document)
        heaviest = max(flags, key=lambda flag: weight(flag.category, flag.severity), default=None)
        firm = penalty
        if heaviest is not None and heaviest.confidence < SURE:
            firm = penalty_per_100_words([flag for flag in flags if flag is not heaviest], document)
        weakest = min((score for score in sentences if score is not None), default=None)
        words = count_words(document.article.target)
        compared = not document.has_source or bool(document.article.source_lang)
        weakest = weakest if consistency is not None else None
        return cls(penalty, firm, words, consistency, weakest, estimated, compared, _ruined(flags, document, words))


def decide(
    flags: Sequence[Flag], found: Measures, thresholds: VerdictThresholds
) -> tuple[Verdict, tuple[str, ...]]:
    """`pass`, `review` or `reject`, and why in a reader's words.

    Penalty points thin out in a long article; therefore its major flags are also counted against those that sound text
    of its length gets. One that tells of missing, repeated or garbled text, of a wrong fact or of the opposite is
    enough, and so is one sentence that hardly matches its source. And a text may be poor throughout without a word that
    stands out: then its consistency is low. One doubtful flag alone, which makes many points per 100 words of a short
    text, rejects nothing, and a text most of which is in ruins is rejected, however long it is. What no model could
    score, or compare with the source that came with it, is never passed unseen.
    """
    counts = _counts(flags)
    points = f"{found.penalty:g} penalty points per 100 words"
    if found.firm_penalty >= thresholds.reject:
        return "reject", tuple(filter(None, (f"{points}, reject threshold {thresholds.reject:g}", counts)))
    if found.ruined >= MIN_RUINED:
        most = f"{100 * found.ruined:.0f} of 100 words are repeated, not translated or garbled"
        return "reject", tuple(filter(None, (most, points, counts)))
    reasons = _reasons_to_look(flags, found, thresholds, points)
    if reasons:
        return "review", tuple(filter(None, (*reasons, counts)))
    return "pass", tuple(filter(None, (f"{points}, review threshold {thresholds.review:g}", counts)))


def _reasons_to_look(
    flags: Sequence[Flag], found: Measures, thresholds: VerdictThresholds, points: str
) -> list[str]:
    """Every reason why someone should look, the weightiest first."""
    reasons = []
    if any(flag.severity is Severity.CRITICAL for flag in flags):
        reasons.append("a critical error")
    if found.penalty >= thresholds.review:
        held = ": not rejected for one unsure flag" if found.penalty >= thresholds.reject else ""
        reasons.append(f"{points}, review threshold {thresholds.review:g}{held}")
    serious = {flag.category for flag in flags if flag.severity.rank >= Severity.MAJOR.rank}
    reasons += [reason for category, reason in NEVER_PASSED.items() if category in serious]
    sure = {flag.check for flag in flags if flag.severity.rank >= Severity.MAJOR.rank and flag.confidence >= SURE}
    reasons += [reason for check, reason in FACTS.items() if check in sure]
    flagged_by = {flag.check for flag in flags}
    reasons += [reason for check, reason in OPPOSITES.items() if check in flagged_by]
    majors = sum(flag.severity is Severity.MAJOR for flag in flags)
    expected = thresholds.majors * found.words / 1000
    if chance_of(majors, expected) < UNLIKELY:
        usual = f"{expected:.1f}" if expected >= 0.05 else "none"  # not "0.0"
        reasons.append(f"{plural(majors, 'major flag')}: error-free text of this length usually has {usual}")
    for score, least, what in (
        (found.consistency, thresholds.consistency, "consistency"),
        (found.weakest, thresholds.sentence, "the weakest sentence's consistency"),
    ):
        if score is not None and score < least:
            digits = 0 if round(100 * score) < round(100 * least) else 1
            reasons.append(f"{what} is {100 * score:.{digits}f} of 100, review threshold {100 * least:.{digits}f}")
    if not found.estimated:
        reasons.append("no model could score this text: only the rules ran")
    elif not found.compared:
        reasons.append("the source's language could not be detected: nothing was compared with it")
    return reasons


def chance_of(count: int, expected: float) -> float:
    """How often there are `count` or more where `expected` are the rule (Poisson), in [0, 1].

    Four or more where 1.3 are expected: 0.043. None or more, always: 1.
    """
    fewer = sum(math.exp(-expected) * expected**k / math.factorial(k) for k in range(count))
    return max(0.0, 1.0 - fewer)


def _ruined(flags: Sequence[Flag], document: Document, words: int) -> float:
    """The share of the target's words, in [0, 1], in which a loop or the like is sure."""
    spans = merge(
        flag.span
        for flag in flags
        if flag.side == "target"
        and flag.category in _RUINS
        and flag.severity.rank >= Severity.MAJOR.rank
        and flag.confidence >= SURE
    )
    return sum(count_words(span.of(document.article.target)) for span in spans) / max(words, 1)


def _counts(flags: Sequence[Flag]) -> str:
    """`2 major, 3 minor and 1 neutral flag`, most severe first; empty when there is none. The noun goes by the last."""
    parts, number = [], 0
    for severity in sorted(Severity, key=lambda s: -s.rank):
        if found := sum(1 for flag in flags if flag.severity is severity):
            parts.append(f"{found} {severity}")
            number = found
    if not parts:
        return ""
    *others, last = parts
    listed = f"{', '.join(others)} and {last}" if others else last
    return listed + (" flag" if number == 1 else " flags")
