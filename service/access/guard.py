"""The lock on the API's doors: `Authorization: Bearer mtqc_…`, and what the key allows."""

from __future__ import annotations

from collections.abc import Callable

from apiflask import HTTPTokenAuth
from apiflask.exceptions import HTTPError
from flask import Response, g
from sqlalchemy import Engine

from service.access.keys import Holder, authenticate
from service.storage.database import transaction

UNKNOWN = "Send a valid key: Authorization: Bearer mtqc_… (scripts/keys.py makes one)."
FORBIDDEN = "This key does not allow that. Its scopes were chosen when it was made (scripts/keys.py list)."


def guard(engine: Engine, refuse: Callable[[int, str], Response]) -> HTTPTokenAuth:
    """For `auth_required(guard, roles=[scope])`. `refuse(status, detail)` makes the answer of 401 and 403."""
    auth = HTTPTokenAuth(scheme="Bearer", security_scheme_name="key")

    @auth.verify_token  # type: ignore[untyped-decorator]
    def holder_of(token: str) -> Holder | None:
        if not token:
            return None
        with transaction(engine) as session:
            found = authenticate(session, token)
        g.key_id = found.key_id if found else None
        return found

    @auth.get_user_roles  # type: ignore[untyped-decorator]
    def scopes_of(holder: Holder) -> list[str]:
        return sorted(holder.scopes)

    def refused(error: HTTPError) -> Response:
        return refuse(error.status_code, UNKNOWN if error.status_code == 401 else FORBIDDEN)

    auth.error_processor(refused)
    return auth


def holder(auth: HTTPTokenAuth) -> Holder:
    """Whose key opened the view that runs."""
    found: Holder = auth.current_user  # type: ignore[assignment]  # a view is reached only with a key
    return found
