"""The two scores of a segment: what the model says of it, lowered by what the checks found in it.

A model passes over a changed number or a word that stands twice; the score beside such a flag should not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import NormalDist

from models.article import Document, Segment
from models.findings.penalty import segment_penalty
from models.rating import Rating
from models.report import Flag, SegmentReport
from models.text.words import count_words

POINT = 0.05
"""What a penalty point of a check costs of the consistency score, in standard deviations of rated translations.

A quarter for a major error. Up to twice as much agrees no less with people (MLQE-PE dev, docs/EXPERIMENTS.md).
"""
SUREST = 1e-6
_NORMAL = NormalDist()


def segment_reports(
    document: Document, ratings: Sequence[Rating], of_checks: Iterable[Flag], notes: Sequence[tuple[str, ...]]
) -> tuple[SegmentReport, ...]:
    """Every segment with its scores and notes.

    `of_checks`: the flags of the checks alone; the model's doubts are in the ratings.
    """
    own: defaultdict[int | None, list[Flag]] = defaultdict(list)
    for flag in of_checks:
        own[document.segment_of(flag.side, flag.span)].append(flag)
    return tuple(
        SegmentReport(segment, fluency(rating, own[number]), consistency(rating, own[number]), notes[number])
        for number, (segment, rating) in enumerate(zip(document.segments, ratings, strict=True))
    )


def mean_scores(segments: Sequence[SegmentReport]) -> tuple[float | None, float | None]:
    """The article's fluency and consistency: word-weighted means of its segments', None where none has one.

    An omission or addition is not consistent: a segment with one side alone counts as 0 there. For fluency it is left
    out.
    """
    parts = [part.segment for part in segments]
    fluencies, consistencies = [part.fluency for part in segments], [part.consistency for part in segments]
    return _mean(parts, fluencies, missing=None), _mean(parts, consistencies, missing=0.0)


def _mean(
    segments: Sequence[Segment], values: Sequence[float | None], missing: float | None
) -> float | None:
    """Word-weighted mean of segment scores, None when no segment has one.

    A segment whose other side is empty counts as `missing` (an omission or addition is not consistent);
    None leaves it out.
    """
    total = weight = 0.0
    if all(value is None for value in values):
        return None
    for segment, value in zip(segments, values, strict=True):
        one_sided = not segment.source or not segment.target
        score = missing if value is None and one_sided else value
        if score is not None:
            total += score * _size(segment)
            weight += _size(segment)
    return total / weight if weight else None


def _size(segment: Segment) -> int:
    """Words of the longer side: what a segment weighs in a mean."""
    return max(count_words(segment.source), count_words(segment.target))


def consistency(rating: Rating, flags: Iterable[Flag]) -> float | None:
    """The rating's score, in [0, 1], less POINT deviations for every penalty point of accuracy.

    It is a normal percentile: 0.50 with a wrong number (5 points) becomes 0.40, and 0.90 becomes 0.85.
    """
    value = rating.consistency.value
    points = segment_penalty(flag for flag in flags if flag.category.startswith("accuracy/"))
    if value is None or not points:
        return value
    return _NORMAL.cdf(_NORMAL.inv_cdf(min(1 - SUREST, max(SUREST, value))) - POINT * points)


def fluency(rating: Rating, flags: Iterable[Flag]) -> float | None:
    """The rating's score, in [0, 1], with the words of fluency flags as doubtful as those are sure.

    Of ten words one that stands twice, a flag of confidence 0.9, costs 0.09 less what the model thought of it.
    """
    value, words = rating.fluency.value, rating.words
    wrong = [flag for flag in flags if flag.side == "target" and flag.category.startswith("fluency/")]
    if value is None or not words or not wrong:
        return value
    raised = (
        max(0.0, max((f.confidence for f in wrong if f.span.overlaps(word.span)), default=0.0) - word.target_only)
        for word in words
    )
    return max(0.0, value - sum(raised) / len(words))
