"""An article whose check has failed for good: no report will come, and whoever waits for one is told."""

from __future__ import annotations

from sqlalchemy.orm import Session

from service.articles.notifications import notify_failed
from service.storage.tables import Revision


def give_up(session: Session, revision: Revision, now: float) -> None:
    """What follows, in the transaction that retires the job on a revision."""
    notify_failed(session, revision, now)
