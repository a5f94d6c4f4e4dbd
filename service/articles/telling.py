"""What endpoints are told of an article."""

from __future__ import annotations

from sqlalchemy.orm import Session

from service.storage.tables import Revision
from service.webhooks.outbox import tell

CHECKED = "article.checked"


def tell_checked(session: Session, revision: Revision, now: float) -> None:
    """The report is there: its verdict and where to find it, no text."""
    article = revision.article
    data = {
        "id": article.id,
        "cms_id": article.cms_id,
        "revision": revision.number,
        "cms_revision": revision.cms_revision,
        "verdict": revision.verdict,
        "mqm_penalty_per_100_words": revision.penalty,
        "report": f"/api/v1/articles/{article.id}/revisions/{revision.number}/report",
        "metadata": revision.sent.get("metadata", {}),
    }
    tell(session, article.site, revision.sent.get("callback", ""), CHECKED, data, now)
