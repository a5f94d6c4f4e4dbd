"""What is to be told, kept until it has been: written in the transaction that makes it true.

A delivery is tried at once and then again after the pauses that the Standard Webhooks specification proposes, with
jitter, so that a receiver that comes back is not met by all of them at once. Like jobs, deliveries are claimed with a
lease by one conditional UPDATE.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.moments import utc_text
from service.storage.database import changed_rows
from service.storage.tables import ArticleRow, Delivery, Endpoint

PAUSES = (5.0, 300.0, 1800.0, 7200.0, 18000.0, 36000.0, 50400.0, 72000.0, 86400.0)
"""Seconds after each failure; after the last one the delivery is given up."""
JITTER = 0.2
LEASE_SECONDS = 60.0
WAITING, DELIVERED, GIVEN_UP, DELETED = "waiting", "delivered", "given up", "deleted"
GONE = 410


def put(session: Session, article: ArticleRow, callback: str, kind: str, data: Mapping[str, Any], now: float) -> int:
    """Puts a message about an article in the outbox for its site's endpoint of that name, "" for all; how many."""
    wanted = select(Endpoint).where(Endpoint.site == article.site, Endpoint.disabled_at.is_(None))
    endpoints = session.scalars(wanted.where(Endpoint.name == callback) if callback else wanted).all()
    for endpoint in endpoints:
        body = {"type": kind, "timestamp": utc_text(now), "data": dict(data)}
        session.add(
            Delivery(endpoint_id=endpoint.id, article_id=article.id, body=body, created_at=now, due_at=now)
        )
    return len(endpoints)


def due(session: Session, now: float, most: int, busy: Collection[str] = ()) -> Mapping[str, Sequence[str]]:
    """Deliveries that could be tried now, by their endpoint, the longest due first; none of `busy` endpoints."""
    wanted = select(Delivery.endpoint_id, Delivery.id).join(Endpoint).where(Endpoint.disabled_at.is_(None))
    free = wanted.where(Delivery.state == WAITING, Delivery.due_at <= now, Delivery.endpoint_id.not_in(busy))
    found: dict[str, list[str]] = {}
    for endpoint, delivery in session.execute(free.order_by(Delivery.due_at).limit(most)):
        found.setdefault(endpoint, []).append(delivery)
    return found


def claim(session: Session, delivery: str, now: float) -> bool:
    """Whether it is the caller's to try, for as long as the lease lasts."""
    mine = (Delivery.id == delivery, Delivery.state == WAITING, Delivery.due_at <= now)
    values = {"due_at": now + LEASE_SECONDS, "attempts": Delivery.attempts + 1}
    return changed_rows(session, update(Delivery).where(*mine).values(**values)) == 1


def record(session: Session, delivery: str, status: int | None, error: str, now: float) -> str:
    """What came of an attempt: `status` is the receiver's, None when nobody answered. The delivery's state now.

    DELETED where its article, and the delivery with it, was deleted in the meantime.
    """
    found = session.get(Delivery, delivery)
    if found is None:
        return DELETED
    found.last_status, found.last_error = status, error
    if status is not None and 200 <= status < 300:
        found.state, found.delivered_at = DELIVERED, now
    elif status == GONE:
        found.state = GIVEN_UP
        session.execute(update(Endpoint).where(Endpoint.id == found.endpoint_id).values(disabled_at=now))
    elif found.attempts > len(PAUSES):
        found.state = GIVEN_UP
    else:
        found.due_at = now + PAUSES[found.attempts - 1] * random.uniform(1 - JITTER, 1 + JITTER)
    return found.state


def replay(session: Session, site: str, delivery: str, now: float) -> bool:
    """Has a message sent again, from the first attempt on. False: the site has none of that id."""
    found = session.scalar(select(Delivery).join(Endpoint).where(Delivery.id == delivery, Endpoint.site == site))
    if found is not None:
        found.state, found.attempts, found.due_at = WAITING, 0, now
    return found is not None
