"""An article whose check has failed for good: no report will come, and whoever waits for one is told."""

from __future__ import annotations

from sqlalchemy.orm import Session

from service.articles.notifications import notify_failed
from service.articles.publishing import rules_of, set_place
from service.storage.tables import RETIRED, ArticleRow, Revision


def give_up(session: Session, revision: Revision, now: float) -> None:
    """What follows, in the transaction that retires the job on a revision: its place in the queue, and a message."""
    article = session.get_one(ArticleRow, revision.article_id, with_for_update=True)
    if article.newest == revision.number:
        set_place(article, revision, RETIRED, rules_of(session, article.site))
    notify_failed(session, revision, now)
