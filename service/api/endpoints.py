"""`/api/v1/endpoints`: where the site is told, registered, listed and removed."""

from __future__ import annotations

import time
from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from sqlalchemy import Engine

from service.access.guard import holder
from service.access.keys import ADMIN
from service.api.admin_forms import EndpointList, EndpointState, MadeEndpoint, NewEndpoint
from service.api.operations import Notes, Operations
from service.api.serializers import abort_not_found, to_utc
from service.storage.database import reading, transaction
from service.storage.tables import Endpoint
from service.webhooks.endpoints import all_endpoints, find, register, remove


def endpoints_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """Public addresses alone: whoever holds a key of a site must not have the service ask inside its own network."""
    api = Operations("endpoints", auth)

    @api.add("GET /endpoints", ADMIN, "Where your site is told", answer=EndpointList)
    def listed() -> dict[str, Any]:
        with reading(engine) as session:
            own = [found for found in all_endpoints(session) if found.site == holder(auth).site]
            return {"endpoints": list(map(_state, own))}

    @api.add(
        "POST /endpoints",
        ADMIN,
        "Register an endpoint; the secret that signs is shown this once",
        body=NewEndpoint,
        answer=MadeEndpoint,
        status=201,
        notes=Notes(errors=(507,)),
    )
    def add(body: NewEndpoint) -> dict[str, Any]:
        site = holder(auth).site
        with transaction(engine) as session:
            secret = register(session, site, body.name, body.url, False, time.time())
            session.flush()
            return _state(find(session, site, body.name) or abort_not_found("endpoint")) | {"secret": secret}

    @api.add("DELETE /endpoints/<name>", ADMIN, "Remove an endpoint with what waits for it", status=204)
    def end(name: str) -> str:
        with transaction(engine) as session:
            if find(session, holder(auth).site, name) is None:
                abort_not_found("endpoint")
            remove(session, holder(auth).site, name)
        return ""

    return api.blueprint


def _state(found: Endpoint) -> dict[str, Any]:
    state = "gone" if found.disabled_at is not None else "valid"
    told = {"name": found.name, "url": found.url, "state": state, "created_at": to_utc(found.created_at)}
    return EndpointState.model_validate(told).model_dump(mode="json")
