"""Prometheus metrics: what waits and what came of it, from the database; how long checks take, from this process."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.intake.requests import CheckRequest
from models.report import ArticleReport
from service.articles.submission import is_full
from service.check_queue import ArticleChecker
from service.deadline import abandoned
from service.storage.database import reading
from service.storage.tables import JOB_STATES, QUEUED, Job, Revision
from service.supervision import Supervised

VERDICTS = ("pass", "review", "reject")
SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Upper ends of the buckets: a news story takes about a second."""


class QueueCollector(Collector):
    """Counts of the database, taken when asked: every process tells the same."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Jobs by state, whether another is refused, the age of the oldest that waits, revisions by verdict."""
        with reading(self._engine) as session:
            states = _counts(session, Job.state)
            verdicts = _counts(session, Revision.verdict)
            oldest = session.scalar(select(func.min(Job.created_at)).where(Job.state == QUEUED))
        jobs = GaugeMetricFamily("mtqc_jobs", "Jobs, by state", labels=["state"])
        for state in JOB_STATES:
            jobs.add_metric([state], states.get(state, 0))
        yield jobs
        full = int(is_full(states.get(QUEUED, 0)))
        yield GaugeMetricFamily("mtqc_queue_full", "1 while the job queue is full: another is refused", value=full)
        age = max(0.0, time.time() - oldest) if oldest is not None else 0.0
        yield GaugeMetricFamily("mtqc_oldest_waiting_seconds", "Age of the oldest job that waits", value=age)
        revisions = GaugeMetricFamily("mtqc_revisions", "Checked revisions, by verdict", labels=["verdict"])
        for verdict in VERDICTS:
            revisions.add_metric([verdict], verdicts.get(verdict, 0))
        yield revisions


def _counts(session: Session, column: InstrumentedAttribute[Any]) -> dict[Any, int]:
    """How many rows have each value."""
    return {value: count for value, count in session.execute(select(column, func.count()).group_by(column))}


class ThreadCollector(Collector):
    """How the background threads of this process are doing."""

    def __init__(self, threads: Sequence[Supervised]) -> None:
        self._threads = threads

    def collect(self) -> Iterator[CounterMetricFamily | GaugeMetricFamily]:
        """Restarts, and 1 for each that is down."""
        restarts = CounterMetricFamily(
            "mtqc_thread_restarts", "How often a background thread was begun again", labels=["thread"]
        )
        is_down = GaugeMetricFamily("mtqc_thread_down", "1 while a background thread is down", labels=["thread"])
        for thread in self._threads:
            restarts.add_metric([thread.name], thread.restarts)
            is_down.add_metric([thread.name], int(thread.is_down))
        yield restarts
        yield is_down
        yield GaugeMetricFamily("mtqc_abandoned", "Checks given up at their deadline that still run", value=abandoned())


class Measured:
    """A checker whose checks are counted and timed."""

    def __init__(self, checker: ArticleChecker, registry: CollectorRegistry) -> None:
        self._checker = checker
        self._seconds = Histogram(
            "mtqc_check_seconds", "Seconds of one article", registry=registry, buckets=SECONDS
        )
        self._flags = Counter("mtqc_flags", "Flags raised", ["check", "severity"], registry=registry)

    @property
    def signature(self) -> str:
        """The checker's own."""
        return self._checker.signature

    def check(self, request: CheckRequest) -> ArticleReport:
        """The checker's report. Raises whatever the checker raises."""
        with self._seconds.time():
            report = self._checker.check(request)
        for flag in report.flags:
            self._flags.labels(flag.check, str(flag.severity)).inc()
        return report


def new_registry(engine: Engine, threads: Sequence[Supervised] = ()) -> CollectorRegistry:
    """A registry that already has what the database tells, and how `threads` are doing."""
    registry = CollectorRegistry()
    registry.register(QueueCollector(engine))
    registry.register(ThreadCollector(threads))
    return registry
