"""`/api/v1/endpoints`: where the site is told, registered, listed and removed."""

from __future__ import annotations

import time
from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from sqlalchemy import Engine

from service.access.guard import holder
from service.access.keys import ADMIN
from service.api.admin_forms import EndpointList, EndpointState, MadeEndpoint, NewEndpoint
from service.api.json_only import take_json_only
from service.api.serializers import abort_not_found, to_utc
from service.storage.database import reading, transaction
from service.storage.tables import Endpoint
from service.webhooks.endpoints import all_endpoints, find, register, remove


def endpoints_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """Public addresses alone: whoever holds a key of a site must not have the service ask inside its own network."""
    blueprint = APIBlueprint("endpoints", __name__, url_prefix="/api/v1")
    take_json_only(blueprint)

    @blueprint.get("/endpoints")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.output(EndpointList)
    @blueprint.doc(summary="Where your site is told")
    def listed() -> dict[str, Any]:
        with reading(engine) as session:
            own = [found for found in all_endpoints(session) if found.site == holder(auth).site]
            return {"endpoints": list(map(_state, own))}

    @blueprint.post("/endpoints")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.input(NewEndpoint, location="json", arg_name="wanted")
    @blueprint.output(MadeEndpoint, status_code=201)
    @blueprint.doc(summary="Register an endpoint; the secret that signs is shown this once")
    def add(wanted: NewEndpoint) -> dict[str, Any]:
        site = holder(auth).site
        with transaction(engine) as session:
            secret = register(session, site, wanted.name, wanted.url, False, time.time())
            session.flush()
            return _state(find(session, site, wanted.name) or abort_not_found("endpoint")) | {"secret": secret}

    @blueprint.delete("/endpoints/<name>")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.output({}, status_code=204)
    @blueprint.doc(summary="Remove an endpoint with what waits for it")
    def end(name: str) -> str:
        with transaction(engine) as session:
            if find(session, holder(auth).site, name) is None:
                abort_not_found("endpoint")
            remove(session, holder(auth).site, name)
        return ""

    return blueprint


def _state(found: Endpoint) -> dict[str, Any]:
    state = "gone" if found.disabled_at is not None else "valid"
    told = {"name": found.name, "url": found.url, "state": state, "created_at": to_utc(found.created_at)}
    return EndpointState.model_validate(told).model_dump(mode="json")
