"""What a page of an article that is open has to be told, of what has happened elsewhere since it was loaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy.orm import Session

from service.articles import article_queries
from service.articles.article_queries import StoredArticle
from service.storage.tables import RETIRED, Event, Revision

Sent = Literal["", "other", "waits", "failed", "found", "same"]


def sent_since(session: Session, kept: StoredArticle, seen: int) -> Sent:
    """What the newest revision is to the one that the page shows, whose number is `seen`; "" where it is that one.

    "other": it says something else. Else the content is the same and "waits" for its check, or that has "failed", or
    has "found" other flags; or all is as it was, "same".
    """
    newest = kept.revision
    if seen >= newest.number:
        return ""
    if seen < newest.first_alike:
        return "other"
    if newest.report is None:
        return "failed" if kept.job.state == RETIRED else "waits"
    before = article_queries.find(session, kept.article.site, kept.article.id, seen)
    return "same" if before and _flags(before.revision) == _flags(newest) else "found"


def others_since(events: Sequence[Event], seen: int, own: str) -> list[str]:
    """Who else has done something after the event of that sequence, by name. `own`: the reader's."""
    return sorted({event.by for event in events[max(0, seen) :] if event.by != own})


def _flags(revision: Revision) -> set[str]:
    return {flag["fingerprint"] for flag in (revision.report or {"flags": ()})["flags"]}
