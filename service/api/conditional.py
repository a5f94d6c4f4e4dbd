"""Conditional requests (RFC 9110, 13): a client that has an answer already is told that it still holds.

The tag is made from the bytes of the answer. An article's answer hangs on its job, its decisions and its site's way of
publishing: a tag that is put together from all their versions saves nothing worth the risk of leaving one out.
"""

from __future__ import annotations

from flask import Flask, Response, request

PREFIX = "/api/v1/"
CACHING = "private, no-cache"
"""A client may keep the answer for itself, and has to ask each time whether it still holds."""


def register_conditional(app: Flask) -> None:
    """`ETag` on what a GET of the API answers, 304 for a client that names it in `If-None-Match`.

    Not on exports, which are sent as they are read: a tag would want them whole in memory first.
    """

    @app.after_request
    def compare(response: Response) -> Response:
        asked = request.method in ("GET", "HEAD") and request.path.startswith(PREFIX)
        if asked and response.status_code == 200 and not response.is_streamed:
            response.headers["Cache-Control"] = CACHING
            response.vary.add("Authorization")
            response.add_etag()
            response.make_conditional(request)
        return response
