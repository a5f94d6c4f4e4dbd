"""JSON in, or a problem out."""

from __future__ import annotations

from flask import abort, request
from werkzeug.exceptions import BadRequest

from service.http.json_text import NotJson, read_json


def require_json() -> None:
    """Refuses anything else before a view sees it. Raises NotJson with the place where it breaks off.

    APIFlask reads JSON under any content type: then any web page could post here unasked. The body is parsed once, for
    Flask keeps it.
    """
    if not request.is_json:
        abort(415, "Send application/json.")
    try:
        body = request.get_json()
    except (BadRequest, RecursionError):
        read_json(request.get_data())
        raise
    if not isinstance(body, dict):
        raise NotJson("it must be one object, {…}, with the names that /docs lists")
