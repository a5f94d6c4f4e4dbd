"""Verdicts over time: how many reports of a day passed, went to review, were rejected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from service.moments import to_utc
from service.statistics import rows
from service.statistics.rows import Scope

VERDICTS = ("reject", "review", "pass")
"""The worst first."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, UTC, and how many reports of each verdict it saw."""

    date: date
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All reports of the day."""
        return sum(self.counts.values())


def verdicts_of(session: Session, scope: Scope, now: float) -> Sequence[Day]:
    """The days in scope until today; those before the first report are left out."""
    return by_day(rows.verdicts(session, scope), scope.since, now)


def by_day(found: Iterable[tuple[float, str]], since: float, now: float) -> Sequence[Day]:
    """(when, verdict) counted by day, the oldest first, days without any between them included."""
    counted: dict[date, Counter[str]] = {}
    for when, verdict in found:
        counted.setdefault(_day(when), Counter())[verdict] += 1
    if not counted:
        return []
    first = min(counted) if since <= 0 else max(_day(since), min(counted))
    days = (first + timedelta(days=number) for number in range((_day(now) - first).days + 1))
    return [Day(day, {verdict: counted.get(day, Counter())[verdict] for verdict in VERDICTS}) for day in days]


def _day(seconds: float) -> date:
    return to_utc(seconds).date()
