"""What a page is told where the reviewer's wish cannot be met."""

from __future__ import annotations

import json

from flask import Response, abort, make_response, render_template, request

from models.errors import InvalidInput
from service.decisions.history import Conflict


def refused(error: Conflict | InvalidInput, left: str = "") -> Response:
    """Told where the reader looks; what was typed stays where it is. `left`: the flag to decide on first, led on to."""
    status = 409 if isinstance(error, Conflict) else 422
    if not request.headers.get("HX-Request"):
        abort(status, str(error))
    page = render_template("_refused.html", reason=str(error), left=left, is_conflict=status == 409)
    answer = make_response(page, status)
    answer.headers["HX-Reswap"] = "none"
    if left:
        answer.headers["HX-Trigger"] = json.dumps({"undecided": {"flag": left}})
    return answer
