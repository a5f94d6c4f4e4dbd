"""The delivery log: what was to be told, and what became of it, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from service.storage import cursors
from service.storage.tables import Delivery, Endpoint


@dataclass(frozen=True, slots=True)
class Logged:
    """A delivery and the name of its endpoint."""

    delivery: Delivery
    endpoint: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some deliveries, and the cursor of the next page; None: there are no more."""

    logged: Sequence[Logged]
    next_cursor: str | None


def deliveries(
    session: Session, site: str, size: int, cursor: str = "", state: str = "", endpoint: str = ""
) -> LogPage:
    """A page of the site's deliveries. Raises InvalidInput for a foreign cursor."""
    order = (Delivery.created_at, Delivery.id)
    wanted = select(Delivery, Endpoint.name).join(Endpoint).where(Endpoint.site == site)
    if state:
        wanted = wanted.where(Delivery.state == state)
    if endpoint:
        wanted = wanted.where(Endpoint.name == endpoint)
    if cursor:
        wanted = wanted.where(tuple_(*order) < cursors.read(cursor))
    rows = session.execute(wanted.order_by(Delivery.created_at.desc(), Delivery.id.desc()).limit(size + 1)).all()
    shown = [Logged(row[0], row[1]) for row in rows[:size]]
    last = shown[-1].delivery if len(rows) > size else None
    return LogPage(shown, cursors.written(last.created_at, last.id) if last else None)


def logged(session: Session, site: str, delivery: str) -> Logged | None:
    """One of the site's deliveries."""
    wanted = select(Delivery, Endpoint.name).join(Endpoint).where(Endpoint.site == site, Delivery.id == delivery)
    row = session.execute(wanted).first()
    return Logged(row[0], row[1]) if row else None
