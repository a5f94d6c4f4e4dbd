"""The lock on the API's doors: `Authorization: Bearer mtqc_…`, and what the key allows."""

from __future__ import annotations

from collections.abc import Callable

from apiflask import HTTPTokenAuth
from apiflask.exceptions import HTTPError
from flask import Response, g, request
from sqlalchemy import Engine

from service.access.keys import SCOPES, Holder, authenticate
from service.access.limits import RateLimits, look_up_secret
from service.storage.database import reading

SCHEME = "Bearer"
SENDER = "mtqc.sender"
"""Where a request keeps its own: what a client sends never gets there under this name."""
UNKNOWN = "Send a valid key: Authorization: Bearer mtqc_… (scripts/keys.py makes one)."
WANTED_SCOPE = "mtqc.scope"
"""Where a request keeps the scope that its operation needs."""


def guard(engine: Engine, refuse: Callable[[int, str], Response], limits: RateLimits | None = None) -> HTTPTokenAuth:
    """For `auth_required(guard, roles=[scope])`. `refuse(status, detail)` makes the answer of 401 and 403."""
    auth = HTTPTokenAuth(scheme=SCHEME, security_scheme_name="key")

    @auth.verify_token  # type: ignore[untyped-decorator]
    def holder_of(_: str) -> Holder | None:
        return sender(engine, limits)

    @auth.get_user_roles  # type: ignore[untyped-decorator]
    def scopes_of(holder: Holder) -> list[str]:
        return sorted(holder.scopes)

    def refused(error: HTTPError) -> Response:
        return refuse(error.status_code, UNKNOWN if error.status_code == 401 else _forbidden())

    auth.error_processor(refused)
    return auth


def _forbidden() -> str:
    found, wanted = request.environ.get(SENDER), request.environ.get(WANTED_SCOPE, "another")
    own = ", ".join(scope for scope in SCOPES if found is not None and scope in found.scopes)
    return f"This needs a key of the scope {wanted}, and this key has: {own}. scripts/keys.py makes keys."


def sender(engine: Engine, limits: RateLimits | None = None) -> Holder | None:
    """Whose valid key the request bears, looked up once a request. Raises TooMany where wrong ones came too often."""
    if SENDER not in request.environ:
        sent = request.authorization
        key = sent.token if sent is not None and sent.type == SCHEME.lower() else None
        found = _authenticated(engine, key, limits) if key else None
        request.environ[SENDER] = found
        g.key_id = found.key_id if found else None
    known: Holder | None = request.environ[SENDER]
    return known


def _authenticated(engine: Engine, key: str, limits: RateLimits | None) -> Holder | None:
    def find() -> Holder | None:
        with reading(engine) as session:
            return authenticate(session, key)

    return look_up_secret(limits, request.remote_addr or "", find)


def holder(auth: HTTPTokenAuth) -> Holder:
    """Whose key opened the view that runs."""
    found: Holder = auth.current_user  # type: ignore[assignment]  # a view is reached only with a key
    return found
