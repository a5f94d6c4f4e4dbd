"""What a cluster's database says at the end: is there just one report of every article, and how long did each take?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from service.storage.tables import DONE, RETIRED, ArticleRow, Delivery, Job, Revision


@dataclass(frozen=True, slots=True)
class ClusterCounts:
    """`missing`: accepted articles without a report, or whose CMS would not be told of it; `duplicates`: kept twice, or
    told of twice. `begun_again`: jobs that more than one worker began. `waited`: seconds from being accepted to the
    report, ascending. `lasted`: seconds from the first article's coming in to the last report."""

    reports: int
    missing: int
    duplicates: int
    retired: int
    begun_again: int
    waited: tuple[float, ...]
    lasted: float


def jobs_ended(engine: Engine) -> int | None:
    """How many jobs are done or retired; None while the database does not answer."""
    try:
        with Session(engine) as session:
            ended = select(func.count()).select_from(Job).where(Job.state.in_((DONE, RETIRED)))
            return session.scalar(ended) or 0
    except SQLAlchemyError:
        return None


def counted(engine: Engine, accepted: Collection[str]) -> ClusterCounts:
    """Everything of the articles that were accepted, by their CMS's ids."""
    with Session(engine) as session:
        kept = Counter(session.scalars(select(ArticleRow.cms_id).join(Revision)))
        reported = select(ArticleRow.cms_id).join(Revision).where(Revision.scored_at.is_not(None))
        reports = Counter(session.scalars(reported))
        messages = select(ArticleRow.cms_id).join(Delivery, Delivery.article_id == ArticleRow.id)
        notified = Counter(session.scalars(messages))
        jobs = session.execute(select(Job.state, Job.attempts, Job.created_at, Job.finished_at)).all()
    began, ended = min((job.created_at for job in jobs), default=0.0), [job.finished_at or 0.0 for job in jobs]
    return ClusterCounts(
        reports=sum(reports.values()),
        missing=sum(not (reports[name] and notified[name]) for name in accepted),
        duplicates=sum(max(kept[name], notified[name]) > 1 for name in kept.keys() | notified.keys()),
        retired=sum(job.state == RETIRED for job in jobs),
        begun_again=sum(job.attempts > 1 for job in jobs),
        waited=tuple(sorted(job.finished_at - job.created_at for job in jobs if job.finished_at)),
        lasted=max(ended, default=0.0) - began,
    )
