"""JSON in, or a problem out."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import abort, request
from werkzeug.exceptions import BadRequest

from service.json_text import NotJson, read_json

WITH_A_BODY = ("PATCH", "POST")


def take_json_only(blueprint: APIBlueprint) -> None:
    """Refuses a POST or PATCH of anything else before a view sees it."""

    @blueprint.before_request
    def require_json() -> None:
        """APIFlask reads JSON under any content type: then any web page could post here unasked."""
        if request.method not in WITH_A_BODY:
            return
        if not request.is_json:
            abort(415, "Send application/json.")
        _read_json()


def _read_json() -> None:
    """Parse the body once (Flask keeps it). Raises NotJson with the place where it breaks off."""
    try:
        body = request.get_json()
    except (BadRequest, RecursionError):
        read_json(request.get_data())
        raise
    if not isinstance(body, dict):
        raise NotJson("it must be one object, {…}, with the names that /docs lists")
