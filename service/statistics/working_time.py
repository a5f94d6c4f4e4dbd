"""How long people are at work on an article, read from when they did what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import quantiles

from sqlalchemy.orm import Session

from service.decisions.review_state import taken_back
from service.statistics import rows
from service.statistics.rows import Scope, Step

ENDS = ("finish", "send_back")
"""What ends a review."""
MAX_PAUSE = 600.0
"""Seconds between two things that one person does; after more, something else was done in between."""


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Seconds a revision: quartiles over `count` finished reviews, None where there is none.

    `unknown`: reviews that were finished in one step, or after a pause only: nothing tells how long they took.
    """

    count: int
    unknown: int
    quartiles: tuple[float, float, float] | None


def working_time_of(session: Session, scope: Scope) -> WorkingTime:
    """Of the reviews that were finished in scope."""
    return working_time(rows.steps(session, scope, ENDS), scope.since)


def working_time(steps: Sequence[Step], since: float = 0.0) -> WorkingTime:
    """`steps`: all of each article, in their order. Counted are revisions whose review ended at `since` or later."""
    found = []
    for _, of_article in groupby(steps, key=lambda step: step.article):
        whole = list(of_article)
        undone = taken_back(whole)
        for revision in dict.fromkeys(step.revision for step in whole):
            own = [step for step in whole if step.revision == revision]
            ends = [step.at for step in own if step.action in ENDS and step.id not in undone]
            if ends and ends[-1] >= since:
                found.append(_seconds([step for step in own if step.at <= ends[-1]]))
    known = sorted(seconds for seconds in found if seconds > 0)
    return WorkingTime(len(known), len(found) - len(known), _quartiles(known))


def _seconds(steps: Sequence[Step]) -> float:
    """Between each thing that a person did and the next of the same person, long pauses left out."""
    total = 0.0
    for person in {step.by for step in steps}:
        times = [step.at for step in steps if step.by == person]
        gaps = (later - earlier for earlier, later in pairwise(times))
        total += sum(gap for gap in gaps if gap <= MAX_PAUSE)
    return total


def _quartiles(values: Sequence[float]) -> tuple[float, float, float] | None:
    if len(values) < 2:
        return (values[0], values[0], values[0]) if values else None
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return low, middle, high
