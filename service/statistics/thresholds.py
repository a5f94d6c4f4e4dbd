"""What would be seen if only flags from a confidence on were shown: how much text, how many of the errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.languages import LanguagePair
from service.statistics import rows
from service.statistics.precision import is_right
from service.statistics.rows import FlagSum, Reviewed, Scope
from service.statistics.shares import Share, share

STEP = 0.05
THRESHOLDS = tuple(round(STEP * number, 2) for number in range(20))
"""0, 0.05 … 0.95"""


@dataclass(frozen=True, slots=True)
class Point:
    """At a threshold, over reviewed articles.

    `flagged`: share of the translations' code points that lie in flags, in [0, 1]. `caught`: of the known errors (flags
    that were found right, passages that had to be marked) those that are flagged. `precision`: of the decided flags
    those that are right. `undecided`: flags of which nobody said anything, in neither of the two.
    """

    threshold: float
    flagged: float
    caught: Share
    precision: Share
    undecided: int


@dataclass(frozen=True, slots=True)
class Curve:
    """One point a threshold, lowest first, and over how many articles and known errors."""

    articles: int
    errors: int
    points: Sequence[Point]

    def at(self, threshold: float) -> Point:
        """The point of the nearest threshold."""
        return min(self.points, key=lambda point: abs(point.threshold - threshold))


@dataclass(frozen=True, slots=True)
class Curves:
    """Over all reviewed articles in scope, and in each language pair that has any."""

    whole: Curve
    pairs: Mapping[LanguagePair, Curve]


def curves_of(session: Session, scope: Scope) -> Curves:
    """The curves of the reviewed articles in scope."""
    flags, articles = rows.flag_sums(session, scope), rows.reviewed(session, scope)
    pairs = {one.pair: curve([flag for flag in flags if flag.pair == one.pair], [one]) for one in articles}
    return Curves(curve(flags, articles), pairs)


def curve(flags: Sequence[FlagSum], reviewed: Sequence[Reviewed]) -> Curve:
    """The curve of what was counted. Flags do not overlap, so that their lengths add up."""
    errors = sum(one.missed for one in reviewed) + sum(flag.flags for flag in flags if _found_right(flag))
    length = sum(one.length for one in reviewed)
    points = tuple(_point(threshold, flags, length, errors) for threshold in THRESHOLDS)
    return Curve(sum(one.articles for one in reviewed), errors, points)


def _point(threshold: float, flags: Sequence[FlagSum], length: int, errors: int) -> Point:
    shown = [flag for flag in flags if flag.confidence >= threshold]
    marked = sum(flag.length for flag in shown if flag.side == "target")
    right = sum(flag.flags for flag in shown if _found_right(flag))
    decided = sum(flag.flags for flag in shown if flag.outcome is not None)
    undecided = sum(flag.flags for flag in shown if flag.outcome is None)
    flagged = min(1.0, marked / length) if length else 0.0
    return Point(threshold, flagged, share(right, errors), share(right, decided), undecided)


def _found_right(flag: FlagSum) -> bool:
    return flag.outcome is not None and is_right(flag.outcome)
