"""JSON in, or a problem out."""

from __future__ import annotations

from typing import Any

from flask import abort, request
from flask.json.provider import DefaultJSONProvider

from service.http.json_text import NotObject, read_json


class BodyJson(DefaultJSONProvider):
    """Flask's, but for how it reads: what `request.get_json` is not given is refused as `read_json` does."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Raises NotJson, or InvalidInput."""
        return read_json(s.encode("utf-8", "surrogatepass") if isinstance(s, str) else s)


def require_json() -> None:
    """Refuses anything else before a view sees it. Raises NotJson, with the place where it breaks off, or InvalidInput.

    APIFlask reads JSON under any content type: then any web page could post here unasked. The body is parsed once, for
    Flask keeps it.
    """
    if not request.is_json:
        abort(415, "Send application/json.")
    body = request.get_json()
    if not isinstance(body, dict):
        raise NotObject("The body must be one JSON object, {…}, with the names that /docs lists.")
