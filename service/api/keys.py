"""`/api/v1/keys`: the keys of the site, made, listed and revoked."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy.orm import Session

from service.access.keys import ADMIN, Holder, create, keys_of, revoke
from service.api.admin_forms import KeyList, KeyState, MadeKey, NewKey
from service.api.operations import Notes, SiteOperations
from service.api.serializers import abort_not_found
from service.decisions.conflicts import Conflict
from service.moments import to_utc
from service.storage.tables import ApiKey

KEYS = SiteOperations("keys")
"""Of the administrator's own site alone: the first key of another site is for an operator to make."""


@KEYS.add("GET /keys", ADMIN, "The keys of your site", answer=KeyList)
def _listed(session: Session, holder: Holder) -> dict[str, Any]:
    return {"keys": [_state(key) for key in keys_of(session, holder.site)]}


@KEYS.add(
    "POST /keys",
    ADMIN,
    "Make a key; it is shown this once",
    body=NewKey,
    answer=MadeKey,
    status=201,
)
def _make(session: Session, holder: Holder, body: NewKey) -> dict[str, Any]:
    key = create(session, holder.site, body.name, body.scopes, time.time())
    made = next(row for row in keys_of(session, holder.site) if row.id == key.split("_")[1])
    return _state(made) | {"key": key}


@KEYS.add(
    "DELETE /keys/<key_id>",
    ADMIN,
    "Revoke a key: from now on it opens nothing",
    status=204,
    notes=Notes(errors=(409,)),
)
def _end(session: Session, holder: Holder, key_id: str) -> str:
    if key_id == holder.key_id:
        raise Conflict("This is the key that you use: make another first, and revoke this one with that.")
    own = any(row.id == key_id for row in keys_of(session, holder.site))
    ended = own and revoke(session, key_id, time.time())
    return "" if ended else abort_not_found("key", "It may have been revoked already.")


def _state(key: ApiKey) -> dict[str, Any]:
    revoked = to_utc(key.revoked_at) if key.revoked_at is not None else None
    wire = {"id": key.id, "name": key.name, "scopes": key.scopes, "created_at": to_utc(key.created_at)}
    return KeyState.model_validate(wire | {"revoked_at": revoked}).model_dump(mode="json")
