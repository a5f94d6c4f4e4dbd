"""What endpoints are told of an article: where it stands and where to find the rest, none of its text."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.articles.article_queries import Assignee
from service.articles.publishing import PublishingState, publishing_of, rules_of
from service.articles.revision_facts import revision_facts
from service.decisions.history import NewEvent
from service.decisions.review_state import DECIDED, EDIT
from service.storage.tables import Job, Revision
from service.webhooks.outbox import put

CHECKED, FAILED = "article.checked", "article.failed"
DECISION, ASSIGNED = "article.decided", "article.assigned"


def notify_checked(session: Session, revision: Revision, now: float) -> None:
    """The report is there."""
    _notify(session, revision, CHECKED, {}, now)


def notify_failed(session: Session, revision: Revision, now: float) -> None:
    """There will be no report: its job was given up."""
    error = session.scalars(select(Job.error).where(Job.revision_id == revision.id)).one()
    _notify(session, revision, FAILED, {"error": error}, now)


def notify_decided(session: Session, revision: Revision, made: NewEvent, before: PublishingState, now: float) -> None:
    """A reviewer has decided on the article, or taken that back; or something else has changed what may be published.

    `before`: what that was before the event. An edit of what may be published already is such a change.
    """
    after = _publishing(session, revision)
    moved = made.before.review != made.after.review
    decided = moved and (made.before.review in DECIDED or made.after.review in DECIDED)
    freed = (before.allowed, before.review_wanted) != (after.allowed, after.review_wanted)
    edited = before.edits != after.edits or made.event.action == EDIT
    if decided or freed or (edited and after.allowed and made.after.review in DECIDED):
        comment = made.event.data.get("comment", "")  # of what was sent back: why, for whoever translates it anew
        _notify(session, revision, DECISION, {"by": made.event.by, "comment": comment}, now)


def notify_assigned(session: Session, revision: Revision, to: Assignee | None, by: str, now: float) -> None:
    """It was assigned to a person, or is nobody's any more (None). `by`: the name of who did that."""
    _notify(session, revision, ASSIGNED, {"assigned_to": asdict(to) if to else None, "by": by}, now)


def _notify(session: Session, revision: Revision, kind: str, more: dict[str, Any], now: float) -> None:
    article = revision.article
    data = revision_facts(article, revision) | {
        "publishing": asdict(_publishing(session, revision)),
        "report": f"/api/v1/articles/{article.id}/revisions/{revision.number}/report",
    }
    put(session, article, revision.sent.get("callback", ""), kind, data | more, now)


def _publishing(session: Session, revision: Revision) -> PublishingState:
    state = session.scalars(select(Job.state).where(Job.revision_id == revision.id)).one()
    rules = rules_of(session, revision.article.site)
    return publishing_of(revision.article, revision.verdict, state, rules)
