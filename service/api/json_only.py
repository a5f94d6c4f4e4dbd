"""JSON in, or a problem out."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import abort, request


def take_json_only(blueprint: APIBlueprint) -> None:
    """Refuses a POST of anything else before a view sees it."""

    @blueprint.before_request
    def require_json() -> None:
        """APIFlask reads JSON under any content type: then any web page could post here unasked."""
        if request.method == "POST" and not request.is_json:
            abort(415, "Send application/json.")
        if request.method == "POST":
            _read_json()


def _read_json() -> None:
    """Parse the body once (Flask keeps it), so that absurd nesting is a bad request and not a failure."""
    try:
        body = request.get_json()
    except RecursionError:
        abort(400)
    if not isinstance(body, dict):
        abort(400)
