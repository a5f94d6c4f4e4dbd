"""What endpoints are told of an article: where it stands and where to find the rest, no text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.articles.publishing import publishing, publishing_of
from service.decisions.history import NewEvent
from service.decisions.review_state import DECIDED
from service.storage.tables import Job, Revision
from service.webhooks.outbox import tell

CHECKED, DECISION = "article.checked", "article.decided"


def tell_checked(session: Session, revision: Revision, now: float) -> None:
    """The report is there."""
    _tell(session, revision, CHECKED, {}, now)


def tell_decided(session: Session, revision: Revision, made: NewEvent, now: float) -> None:
    """A reviewer has decided on the article, or taken that back."""
    before, after = made.before.review, made.after.review
    if before != after and (before in DECIDED or after in DECIDED):
        _tell(session, revision, DECISION, {"by": made.event.by}, now)


def _tell(session: Session, revision: Revision, kind: str, more: dict[str, Any], now: float) -> None:
    article = revision.article
    state = session.scalars(select(Job.state).where(Job.revision_id == revision.id)).one()
    found = publishing(publishing_of(session, article.site), state, revision.verdict, article.review)
    data = {
        "id": article.id,
        "cms_id": article.cms_id,
        "revision": revision.number,
        "cms_revision": revision.cms_revision,
        "verdict": revision.verdict,
        "mqm_penalty_per_100_words": revision.penalty,
        "review": article.review,
        "publishing": {"mode": found.mode, "allowed": found.allowed},
        "report": f"/api/v1/articles/{article.id}/revisions/{revision.number}/report",
        "metadata": revision.sent.get("metadata", {}),
    }
    tell(session, article, revision.sent.get("callback", ""), kind, data | more, now)
