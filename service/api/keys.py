"""`/api/v1/keys`: the keys of the site, made, listed and revoked."""

from __future__ import annotations

import time
from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from sqlalchemy import Engine

from service.access.guard import holder
from service.access.keys import ADMIN, create, keys_of, revoke
from service.api.admin_forms import KeyList, KeyState, MadeKey, NewKey
from service.api.operations import Notes, Operations
from service.api.serializers import abort_not_found, to_utc
from service.decisions.history import Conflict
from service.storage.database import reading, transaction
from service.storage.tables import ApiKey


def keys_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """Of the administrator's own site alone: the first key of another site is for an operator to make."""
    api = Operations("keys", auth)

    @api.add("GET /keys", ADMIN, "The keys of your site", answer=KeyList)
    def listed() -> dict[str, Any]:
        with reading(engine) as session:
            return {"keys": [_state(key) for key in keys_of(session, holder(auth).site)]}

    @api.add(
        "POST /keys",
        ADMIN,
        "Make a key; it is shown this once",
        body=NewKey,
        answer=MadeKey,
        status=201,
        notes=Notes(errors=(507,)),
    )
    def make(body: NewKey) -> dict[str, Any]:
        with transaction(engine) as session:
            key = create(session, holder(auth).site, body.name, body.scopes, time.time())
            made = next(row for row in keys_of(session, holder(auth).site) if row.id == key.split("_")[1])
            return _state(made) | {"key": key}

    @api.add(
        "DELETE /keys/<key_id>",
        ADMIN,
        "Revoke a key: from now on it opens nothing",
        status=204,
        notes=Notes(errors=(409,)),
    )
    def end(key_id: str) -> str:
        if key_id == holder(auth).key_id:
            raise Conflict("This is the key that you use: make another first, and revoke this one with that.")
        with transaction(engine) as session:
            own = any(row.id == key_id for row in keys_of(session, holder(auth).site))
            ended = own and revoke(session, key_id, time.time())
        return "" if ended else abort_not_found("valid key")

    return api.blueprint


def _state(key: ApiKey) -> dict[str, Any]:
    revoked = to_utc(key.revoked_at) if key.revoked_at is not None else None
    told = {"id": key.id, "name": key.name, "scopes": key.scopes, "created_at": to_utc(key.created_at)}
    return KeyState.model_validate(told | {"revoked_at": revoked}).model_dump(mode="json")
