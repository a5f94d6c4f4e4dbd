"""One line of the log for every request, and the id by which a client can ask about it."""

from __future__ import annotations

import re
import secrets
import time

import structlog
from flask import Flask, Response, g, request

from service.logs import logger

HEADER = "X-Request-ID"
PLAIN = re.compile(r"[A-Za-z0-9._-]{1,64}")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
log = logger(__name__)


def request_id_of(sent: str) -> str:
    """The id of a request: what the client has sent as HEADER, where that is short and plain, else one of ours."""
    return sent if PLAIN.fullmatch(sent) else secrets.token_hex(8)


def register_request_log(app: Flask) -> None:
    """Before anything else that looks at requests: what they log then bears the id too.

    A client's `X-Request-ID` is taken over when it is short and plain, else one is made; the answer carries it.
    """

    @app.before_request
    def begin() -> None:
        g.request_id = request_id_of(request.headers.get(HEADER, ""))
        g.key_id = None  # whoever finds out whose key it is says so
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        response.headers[HEADER] = g.request_id
        log.info(
            "request",
            method=request.method if request.method in METHODS else "other",
            route=request.url_rule.rule if request.url_rule else None,
            status=response.status_code,
            seconds=round(time.perf_counter() - g.began, 4),
            key=g.key_id,
        )
        return response
