"""An article comes in: kept as a new revision, with a job to check it, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.errors import CheckerError
from service.articles.order import place
from service.jobs.ledger import enqueue
from service.storage.tables import PENDING, QUEUED, ArticleRow, Job, Revision, new_id

MAX_WAITING = 5_000
"""Jobs in the queue; a CMS that sends more faster than they are checked is asked to come back."""


class QueueFull(CheckerError):
    """So many articles wait to be checked that another is not accepted."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """Where an accepted article stands: our id of it, the number of the revision, the job that checks it."""

    article: str
    revision: int
    job: str


def submit(
    session: Session, site: str, cms_id: str, cms_revision: str, sent: Mapping[str, Any], now: float
) -> Submitted:
    """Keeps what was sent. The same `cms_id` again is a new revision of the same article; "" is always a new one.

    Raises QueueFull. Nothing is accepted before the transaction is committed.
    """
    refuse_when_full(session)
    article = _article(session, site, cms_id or new_id(), now)
    revision = Revision(
        article_id=article.id, number=article.newest + 1, cms_revision=cms_revision, sent=dict(sent), received_at=now
    )
    session.add(revision)
    article.newest, article.verdict, article.place = revision.number, None, place(None, None)
    article.review, article.reviewer, article.received_at = PENDING, "", now
    session.flush()
    return Submitted(article.id, revision.number, enqueue(session, revision.id, now).id)


def refuse_when_full(session: Session) -> int:
    """How many articles wait to be checked. Raises QueueFull when another would be too many."""
    waiting = session.scalar(select(func.count()).select_from(Job).where(Job.state == QUEUED)) or 0
    if waiting >= MAX_WAITING:
        raise QueueFull(f"{waiting:,} articles wait to be checked. Please try again in a minute.")
    return waiting


def _article(session: Session, site: str, cms_id: str, now: float) -> ArticleRow:
    """The article of that name, made if there is none, and locked: revisions are numbered one at a time."""
    wanted = select(ArticleRow).where(ArticleRow.site == site, ArticleRow.cms_id == cms_id).with_for_update()
    found = session.scalar(wanted)
    if found is not None:
        return found
    made = ArticleRow(site=site, cms_id=cms_id, created_at=now)
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:  # another request made it in this very moment
        return session.scalars(wanted).one()
    return made
