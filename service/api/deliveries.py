"""`/api/v1/deliveries`: the log of what endpoints were told, and the way to tell them again."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy.orm import Session

from models.errors import InvalidInput
from service.access.keys import ADMIN, Holder
from service.api.operations import SiteOperations
from service.api.queries import LogQuery
from service.api.response_schemas import DeliveryPage, DeliveryState
from service.api.serializers import abort_not_found
from service.moments import to_utc
from service.webhooks.endpoints import find
from service.webhooks.log import Logged, deliveries, logged
from service.webhooks.outbox import WAITING, replay

DELIVERIES = SiteOperations("deliveries")
"""For whoever looks after the receivers."""


@DELIVERIES.add("GET /deliveries", ADMIN, "The delivery log, the newest first", query=LogQuery, answer=DeliveryPage)
def _listed(session: Session, holder: Holder, query: LogQuery) -> dict[str, Any]:
    site = holder.site
    if query.endpoint and find(session, site, query.endpoint) is None:
        raise InvalidInput(f"this site has no endpoint {query.endpoint[:60]!r}", "endpoint")
    page = deliveries(session, site, query.limit, query.cursor, query.state, query.endpoint)
    return {"deliveries": list(map(_state, page.logged)), "next_cursor": page.next_cursor}


@DELIVERIES.add(
    "POST /deliveries/<delivery>/replay",
    ADMIN,
    "Send a message again, under the same webhook-id",
    answer=DeliveryState,
    status=202,
)
def _again(session: Session, holder: Holder, delivery: str) -> dict[str, Any]:
    if not replay(session, holder.site, delivery, time.time()):
        abort_not_found("delivery")
    return _state(logged(session, holder.site, delivery) or abort_not_found("delivery"))


def _state(found: Logged) -> dict[str, Any]:
    """A delivery, as JSON."""
    delivery = found.delivery
    wire = {
        "id": delivery.id,
        "endpoint": found.endpoint,
        "type": delivery.body["type"],
        "article": delivery.body["data"]["id"],
        "cms_id": delivery.body["data"].get("cms_id", ""),
        "state": delivery.state,
        "attempts": delivery.attempts,
        "last_status": delivery.last_status,
        "last_error": delivery.last_error,
        "created_at": to_utc(delivery.created_at),
        "due_at": to_utc(delivery.due_at) if delivery.state == WAITING else None,
        "delivered_at": to_utc(delivery.delivered_at) if delivery.delivered_at else None,
    }
    return DeliveryState.model_validate(wire).model_dump(mode="json")
