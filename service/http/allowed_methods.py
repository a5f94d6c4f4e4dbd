"""OPTIONS: which methods an address takes, told to anybody."""

from __future__ import annotations

from flask import Flask, Response, request


def register_allowed_methods(app: Flask) -> None:
    """Answers before anything asks for a key, a sign-in or a body: all that is told stands in /docs."""

    @app.before_request
    def tell() -> Response | None:
        if request.method != "OPTIONS" or request.routing_exception is not None:
            return None
        allowed = sorted(app.make_default_options_response().allow)
        return Response(status=204, headers={"Allow": ", ".join(allowed)})
