"""Sent twice, kept once: what `Idempotency-Key` promises (IETF draft-ietf-httpapi-idempotency-key-header-07).

A client whose connection broke does not know whether its article arrived. It sends it again under the same key of
its own making and is answered as the first time. The same key with another body is a mistake, and is told so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from service.articles.submission import Submitted
from service.storage.tables import ArticleRow, Job, Revision, SentBefore

MAX_KEY_LENGTH = 200
KEPT_SECONDS = 24 * 3600.0


def once(
    session: Session, holder: str, key: str, sent: Mapping[str, Any], now: float, submit: Callable[[], Submitted]
) -> Submitted:
    """What `submit` does, or what it did when `holder` (an API key's id) sent the same under `key` before.

    Raises InvalidInput when the body is another than before, or the key is too long.
    """
    if len(key) > MAX_KEY_LENGTH:
        raise InvalidInput(f"Idempotency-Key has at most {MAX_KEY_LENGTH} characters", "Idempotency-Key")
    session.execute(delete(SentBefore).where(SentBefore.sent_at < now - KEPT_SECONDS))
    digest = hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()
    before = _before(session, holder, key, digest)
    if before is not None:
        return before
    try:
        with session.begin_nested():
            accepted = submit()
            session.add(SentBefore(holder=holder, key=key, digest=digest, job_id=accepted.job, sent_at=now))
        return accepted
    except IntegrityError:  # the same came in at this very moment, and first
        before = _before(session, holder, key, digest)
        if before is None:
            raise
        return before


def _before(session: Session, holder: str, key: str, digest: str) -> Submitted | None:
    row = session.execute(
        select(SentBefore.digest, ArticleRow.id, Revision.number, Job.id, ArticleRow.cms_id)
        .join(Job, Job.id == SentBefore.job_id)
        .join(Revision, Revision.id == Job.revision_id)
        .join(ArticleRow, ArticleRow.id == Revision.article_id)
        .where(SentBefore.holder == holder, SentBefore.key == key)
    ).first()
    if row is None:
        return None
    if row[0] != digest:
        raise InvalidInput("Idempotency-Key was used before for another article: choose a new one", "Idempotency-Key")
    return Submitted(row[1], row[2], row[3], row[4])
