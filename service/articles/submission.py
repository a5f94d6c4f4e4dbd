"""An article comes in: kept as a new revision, with a job to check it, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.errors import CheckerError
from service.articles.kept_texts import same_content
from service.articles.order import place
from service.articles.publishing import publishing_of, rules_of, waits_for_people
from service.jobs.ledger import enqueue
from service.storage.tables import PENDING, QUEUED, ArticleRow, Job, Revision, new_id

MAX_WAITING = 5_000
"""In the job queue; a CMS that sends more faster than they are checked is asked to come back."""


class QueueFull(CheckerError):
    """So many articles wait to be checked that another is not accepted."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """Where an accepted article stands: our id, the number of the revision, the job that checks it, the CMS's id."""

    article: str
    revision: int
    job: str
    cms_id: str


def submit(
    session: Session, site: str, cms_id: str, cms_revision: str, sent: Mapping[str, Any], now: float
) -> Submitted:
    """Keeps what was sent. The same `cms_id` again is a new revision of the same article; "" is always a new one.

    Sent with the content of the newest revision, it keeps how far people are: its review, decisions and post-edits,
    and how long it has waited.
    Raises QueueFull. Nothing is accepted before the transaction is committed.
    """
    _refuse_when_full(session)
    article = _article(session, site, cms_id or new_id(), now)
    before = _same_before(session, article, sent)
    since = before.first_alike if before is not None else 0
    revision = Revision(
        article_id=article.id,
        number=article.newest + 1,
        cms_revision=cms_revision,
        sent=dict(sent),
        received_at=now,
        kept_since=since,
        carried=before.carried if before is not None else None,
    )
    session.add(revision)
    article.kept_verdict = (article.verdict or article.kept_verdict) if since else None
    article.newest, article.verdict, article.received_at = revision.number, None, now
    if not since:
        article.waits_since = now
        article.review, article.reviewer, article.is_back = PENDING, "", False
        article.edits, article.open_errors, article.is_cleared = 0, 0, False
    found = publishing_of(article, None, QUEUED, rules_of(session, site))
    article.place = place(None, None, waits_for_people(article, found, QUEUED))
    session.flush()
    return Submitted(article.id, revision.number, enqueue(session, revision.id, now).id, article.cms_id)


def count_waiting(session: Session) -> int:
    """How many articles wait to be checked."""
    return session.scalar(select(func.count()).select_from(Job).where(Job.state == QUEUED)) or 0


def is_full(waiting: int) -> bool:
    """Whether, beside so many that wait, another article is refused."""
    return waiting >= MAX_WAITING


def _refuse_when_full(session: Session) -> None:
    waiting = count_waiting(session)
    if is_full(waiting):
        waits = f"{waiting:,} articles wait to be checked"
        raise QueueFull(f"The job queue is full: {waits}. Please try again in a minute.")


def _same_before(session: Session, article: ArticleRow, sent: Mapping[str, Any]) -> Revision | None:
    """The newest revision, if it says what was sent."""
    wanted = select(Revision).where(Revision.article_id == article.id, Revision.number == article.newest)
    before = session.scalar(wanted)
    return before if before is not None and same_content(before.sent, sent) else None


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
