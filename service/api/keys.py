"""`/api/v1/keys`: the keys of the site, made, listed and revoked."""

from __future__ import annotations

import time
from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from sqlalchemy import Engine

from service.access.guard import holder
from service.access.keys import ADMIN, create, keys_of, revoke
from service.api.admin_forms import KeyList, KeyState, MadeKey, NewKey
from service.api.json_only import take_json_only
from service.api.serializers import abort_not_found, to_utc
from service.decisions.history import Conflict
from service.storage.database import reading, transaction
from service.storage.tables import ApiKey


def keys_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """Of the administrator's own site alone: the first key of another site is for an operator to make."""
    blueprint = APIBlueprint("keys", __name__, url_prefix="/api/v1")
    take_json_only(blueprint)

    @blueprint.get("/keys")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.output(KeyList)
    @blueprint.doc(summary="The keys of your site")
    def listed() -> dict[str, Any]:
        with reading(engine) as session:
            return {"keys": [_state(key) for key in keys_of(session, holder(auth).site)]}

    @blueprint.post("/keys")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.input(NewKey, location="json", arg_name="wanted")
    @blueprint.output(MadeKey, status_code=201)
    @blueprint.doc(summary="Make a key; it is shown this once")
    def make(wanted: NewKey) -> dict[str, Any]:
        with transaction(engine) as session:
            key = create(session, holder(auth).site, wanted.name, wanted.scopes, time.time())
            made = next(row for row in keys_of(session, holder(auth).site) if row.id == key.split("_")[1])
            return _state(made) | {"key": key}

    @blueprint.delete("/keys/<key_id>")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.output({}, status_code=204)
    @blueprint.doc(summary="Revoke a key: from now on it opens nothing")
    def end(key_id: str) -> str:
        if key_id == holder(auth).key_id:
            raise Conflict("This is the key that you use: make another first, and revoke this one with that.")
        with transaction(engine) as session:
            own = any(row.id == key_id for row in keys_of(session, holder(auth).site))
            ended = own and revoke(session, key_id, time.time())
        return "" if ended else abort_not_found("valid key")

    return blueprint


def _state(key: ApiKey) -> dict[str, Any]:
    revoked = to_utc(key.revoked_at) if key.revoked_at is not None else None
    told = {"id": key.id, "name": key.name, "scopes": key.scopes, "created_at": to_utc(key.created_at)}
    return KeyState.model_validate(told | {"revoked_at": revoked}).model_dump(mode="json")
