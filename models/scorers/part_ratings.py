"""Ratings that leave something out, and say why: one score of the two, or both."""

from __future__ import annotations

from models.article import Segment
from models.rating import Rating, Score


def one_sided(
    segment: Segment, signature: str, metric: str, value: float | None, reasons: tuple[str, str], windows: int = 1
) -> Rating:
    """A rating by a model that gives one score: `metric`'s. `reasons`: why this one and the other have no value.

    `windows`: in how many parts the segment was read, where it was.
    """
    given = Score(metric, value, signature, "" if value is not None else reasons[0])
    left_out = Score("consistency" if metric == "fluency" else "fluency", None, signature, reasons[1])
    fluency, consistency = (given, left_out) if metric == "fluency" else (left_out, given)
    return Rating(segment.id, fluency, consistency, windows=windows if value is not None else 1)


def abstained(segment: Segment, signature: str, reason: str) -> Rating:
    """The rating of a segment that was not scored at all."""
    fluency, consistency = (Score(name, None, signature, reason) for name in ("fluency", "consistency"))
    return Rating(segment.id, fluency, consistency)
