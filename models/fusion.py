"""Joins what the model doubts with what the checks found into flags that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.article import Document, Segment
from models.calibration import Calibration
from models.check_catalogue import CONSISTENCY, FLUENCY
from models.explanation import (
    Explanation,
    explain_consistency,
    explain_detached,
    explain_fluency,
    place_in_segment,
)
from models.judges import Opinion
from models.lexicon import Lexicon
from models.mqm import Category, Severity
from models.passages import Passage, find_passages, marked_passages
from models.report import Flag, Rating

FLUENCY_SHARE = 0.5
"""A passage whose words are at least this share as doubtful without the source is a fluency matter."""
GARBLED_WORDS = 4
"""From so many words on, a fluency passage counts as garbled, not as a slip of grammar."""


def model_flags(document: Document, opinions: Sequence[Opinion], lexicon: Lexicon | None) -> list[Flag]:
    """The doubtful passages of every rated segment as flags, in reading order.

    Those that the model marks itself, where it does; none by a model without a calibration for them.
    """
    found = []
    article = document.article
    for segment, opinion in zip(document.segments, opinions, strict=True):
        rating, calibration = opinion.rating, opinion.marker.calibration
        if not rating.words or calibration is None:
            continue
        seen = rating.words[0].with_source is not None
        thresholds = calibration.thresholds(article.source_lang, article.target_lang, seen)
        if rating.errors:
            passages = marked_passages(rating.words, rating.errors, article.target, thresholds.minor)
        else:
            passages = find_passages(rating.words, article.target, thresholds.minor)
        for passage in passages:
            major = passage.peak >= thresholds.major
            found.append(_flag(segment, rating, passage, major, calibration, lexicon))
    return found


def _flag(
    segment: Segment,
    rating: Rating,
    passage: Passage,
    major: bool,
    calibration: Calibration,
    lexicon: Lexicon | None,
) -> Flag:
    words = passage.last - passage.first + 1
    fluency = not passage.seen or passage.alone >= FLUENCY_SHARE * passage.peak
    detached = words >= GARBLED_WORDS and words >= len(rating.words) - 1
    if fluency:
        category = Category.GARBLED if words >= GARBLED_WORDS else Category.GRAMMAR
    else:
        category = Category.MISTRANSLATION
    explanation = _explanation(segment, rating, passage, fluency, detached, lexicon)
    return Flag(
        passage.span,
        "target",
        category,
        _severity(passage, major),
        calibration.confidence(passage.peak, passage.seen),
        FLUENCY if fluency else CONSISTENCY,
        explanation.message,
        explanation.evidence,
    )


def _severity(passage: Passage, major: bool) -> Severity:
    """The model's own where it gives one; but above minor only what is doubtful enough for that."""
    if not major or passage.severity is Severity.MINOR:
        return Severity.MINOR
    return passage.severity or Severity.MAJOR


def _explanation(
    segment: Segment,
    rating: Rating,
    passage: Passage,
    fluency: bool,
    detached: bool,
    lexicon: Lexicon | None,
) -> Explanation:
    if detached:
        return explain_detached(passage.seen and not fluency)
    if fluency:
        return explain_fluency(passage.seen, passage.last - passage.first + 1)
    place = place_in_segment(passage.first, passage.last, rating.words)
    return explain_consistency(segment, place, lexicon)


def fuse(check_flags: Iterable[Flag], doubtful: Iterable[Flag]) -> tuple[Flag, ...]:
    """Flags that do not overlap on either side, in reading order, target before source.

    The more severe stays; at equal severity the check, which knows what is wrong, before the model, which
    only knows that something is; then the surer and the longer.
    """
    candidates = [(True, flag) for flag in check_flags] + [(False, flag) for flag in doubtful]
    candidates.sort(
        key=lambda c: (
            -c[1].severity.rank,
            not c[0],
            -c[1].confidence,
            -len(c[1].span),
            c[1].span,
            c[1].check,
        )
    )
    kept: list[Flag] = []
    for _, flag in candidates:
        if not any(flag.side == other.side and flag.span.overlaps(other.span) for other in kept):
            kept.append(flag)
    return tuple(sorted(kept, key=lambda f: (f.side == "source", f.span, f.check)))
