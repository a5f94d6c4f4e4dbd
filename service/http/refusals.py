"""Requests that nothing here can read or find, refused before anything else looks at them."""

from __future__ import annotations

from flask import Flask, abort, request


def register_refusals(app: Flask) -> None:
    """404 for an address with a NUL, which some databases refuse to look for; 415 for a compressed body."""

    @app.before_request
    def refuse() -> None:
        if "\0" in request.path:
            abort(404)
        coding = request.headers.get("Content-Encoding", "identity").strip().lower()
        if coding not in ("", "identity"):
            abort(415, f"Compressed bodies are not read: send it without Content-Encoding: {coding[:20]}.")
