"""Rate limits at the door: who is counted, and what every answer says of it (draft-ietf-httpapi-ratelimit-headers)."""

from __future__ import annotations

from flask import Flask, Response, g, request, session
from sqlalchemy import Engine

from service.access.guard import sender
from service.access.limits import Allowance, RateLimits, network_of
from service.access.secret import SHOWN_ACCOUNTS, SHOWN_KEYS
from service.access.windows import MINUTE

NOT_COUNTED = "health"
"""The blueprint of those who watch the service: they are to see it when it is busy, too."""
POLICY, STANDING = "RateLimit-Policy", "RateLimit"


def register_limits(app: Flask, engine: Engine, limits: RateLimits) -> None:
    """Counts every request but those of watchers and for static files (`caller`)."""

    @app.before_request
    def count() -> None:
        g.allowance = None
        if request.blueprint == NOT_COUNTED or (request.endpoint or "").endswith("static"):
            return
        g.allowance = limits.count_request(caller(engine, limits))

    @app.after_request
    def add_headers(response: Response) -> Response:
        allowance: Allowance | None = g.get("allowance")
        if allowance is not None:
            response.headers.extend(headers_of(allowance))
        return response


def caller(engine: Engine, limits: RateLimits) -> str:
    """Who is counted: the key that a program sends, the key or account of who has signed in, else the address."""
    found = sender(engine, limits)
    shown = [found.key_id] if found else session.get(SHOWN_KEYS, ())
    if not shown and (accounts := session.get(SHOWN_ACCOUNTS)):
        return f"account {accounts[0][0]}"
    return f"key {shown[0]}" if shown else network_of(request.remote_addr or "")


def headers_of(allowance: Allowance) -> dict[str, str]:
    """As the draft writes them: what is allowed a minute, and what is left of it for how long."""
    return {
        POLICY: f'"{allowance.name}";q={allowance.most};w={MINUTE}',
        STANDING: f'"{allowance.name}";r={allowance.left};t={allowance.seconds}',
    }
