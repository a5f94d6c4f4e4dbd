"""`/api/v1/endpoints`: where the site is told, registered, listed and removed."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy.orm import Session

from service.access.keys import ADMIN, Holder
from service.api.admin_forms import EndpointList, EndpointState, MadeEndpoint, NewEndpoint
from service.api.operations import SiteOperations
from service.api.serializers import abort_not_found
from service.moments import to_utc
from service.storage.tables import Endpoint
from service.webhooks.endpoints import all_endpoints, find, register, remove

ENDPOINTS = SiteOperations("endpoints")
"""Public addresses alone: whoever holds a key of a site must not have the service ask inside its own network."""


@ENDPOINTS.add("GET /endpoints", ADMIN, "Webhook endpoints of your site", answer=EndpointList)
def _listed(session: Session, holder: Holder) -> dict[str, Any]:
    own = [found for found in all_endpoints(session) if found.site == holder.site]
    return {"endpoints": list(map(_state, own))}


@ENDPOINTS.add(
    "POST /endpoints",
    ADMIN,
    "Register an endpoint; the secret that signs is shown this once",
    body=NewEndpoint,
    answer=MadeEndpoint,
    status=201,
)
def _add(session: Session, holder: Holder, body: NewEndpoint) -> dict[str, Any]:
    site = holder.site
    secret = register(session, site, body.name, body.url, False, time.time())
    session.flush()
    return _state(find(session, site, body.name) or abort_not_found("endpoint")) | {"secret": secret}


@ENDPOINTS.add("DELETE /endpoints/<name>", ADMIN, "Remove an endpoint with what waits for it", status=204)
def _end(session: Session, holder: Holder, name: str) -> str:
    if find(session, holder.site, name) is None:
        abort_not_found("endpoint")
    remove(session, holder.site, name)
    return ""


def _state(found: Endpoint) -> dict[str, Any]:
    state = "gone" if found.disabled_at is not None else "valid"
    wire = {"name": found.name, "url": found.url, "state": state, "created_at": to_utc(found.created_at)}
    return EndpointState.model_validate(wire).model_dump(mode="json")
