"""`POST /api/v1/check`: one article in, its report out, nothing kept."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import abort, request

from service.api.schemas import CheckBody
from service.turns import Turns


def check_blueprint(turns: Turns) -> APIBlueprint:
    """The programs' door to the checker."""
    blueprint = APIBlueprint("check", __name__, url_prefix="/api/v1")

    @blueprint.before_request
    def require_json() -> None:
        """APIFlask reads JSON under any content type: then any web page could post here unasked."""
        if request.method == "POST" and not request.is_json:
            abort(415, "Send the article as application/json.")
        if request.method == "POST":
            _read_json()

    @blueprint.post("/check")
    @blueprint.input(CheckBody, location="json", arg_name="body")
    @blueprint.doc(
        summary="Check one article",
        description="Answers when the check is done: seconds for a news story.",
        responses={200: "The report"},
    )
    def check(body: CheckBody) -> dict[str, Any]:
        return turns.check(body.request()).to_dict()

    return blueprint


def _read_json() -> None:
    """Parse the body once (Flask keeps it), so that absurd nesting is a bad request and not a failure."""
    try:
        body = request.get_json()
    except RecursionError:
        abort(400)
    if not isinstance(body, dict):
        abort(400)
