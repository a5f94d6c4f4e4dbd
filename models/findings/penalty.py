"""The MQM penalty of an article: what its flags weigh, segment by segment, per 100 words.

Source: Freitag et al. 2021, "Experts, Errors, and Context", the scheme of the WMT MQM ratings: at most
five errors count in a segment, the heaviest; a non-translation stands for all of it and overrides the rest.
That makes 25 points (five majors, or one non-translation) the worst a segment can be; critical errors,
which that scheme does not have, keep to the ceiling as in GEMBA-MQM (Kocmi and Federmann 2023).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from models.article import Document
from models.mqm import SEVERITY_WEIGHTS, Category, Severity, weight
from models.report import Flag
from models.text.words import count_words

MAX_ERRORS_PER_SEGMENT = 5
MAX_SEGMENT_POINTS = SEVERITY_WEIGHTS[Severity.CRITICAL]
"""Points of a segment that is no translation at all: nothing in a segment is worse."""


def segment_penalty(flags: Iterable[Flag]) -> float:
    """Points, in [0, 25], of the flags of one segment.

    A major and two minor errors: 5 + 1 + 1 = 7. Seven majors: 25, as five of them. A non-translation
    of any severity above neutral, alone or among others: 25. A neutral flag weighs nothing.
    """
    weighed = [flag for flag in flags if flag.severity is not Severity.NEUTRAL]
    if any(flag.category is Category.NON_TRANSLATION for flag in weighed):
        return MAX_SEGMENT_POINTS
    weights = sorted((weight(flag.category, flag.severity) for flag in weighed), reverse=True)
    return min(sum(weights[:MAX_ERRORS_PER_SEGMENT]), MAX_SEGMENT_POINTS)


def penalty_per_100_words(flags: Sequence[Flag], document: Document) -> float:
    """Points of all segments for every 100 words of the target; 0 is best, there is no upper bound.

    A flag counts in the first segment that it touches on its own side (an omission lies in the source);
    flags between segments share one more. Words are those of `models.text.words` that hold a letter or
    a digit, never fewer than one: a 200-word article with one major and one minor error has 3.0. Rounded to hundredths,
    as reports keep it, so that whoever reads one sees the number that the verdict was decided by.
    """
    owned: defaultdict[int | None, list[Flag]] = defaultdict(list)
    for flag in flags:
        owned[document.segment_of(flag.side, flag.span)].append(flag)
    points = sum(segment_penalty(group) for group in owned.values())
    return round(100.0 * points / max(1, count_words(document.article.target)), 2)
