"""What a page is told where the reviewer's wish cannot be met."""

from __future__ import annotations

import json

from flask import Response, abort, make_response, render_template, request

from models.errors import InvalidInput
from service.check_queue import RETRY_AFTER_SECONDS
from service.decisions.conflicts import Conflict, InOtherHands, NotYet


def refused(error: Conflict | InvalidInput, left: str = "") -> Response:
    """Told where the reader looks; what was typed stays where it is. `left`: the flag to decide on first, led on to."""
    status = 409 if isinstance(error, Conflict) else 422
    if not request.headers.get("HX-Request"):
        abort(status, str(error))
    waits = isinstance(error, NotYet) and request.method == "POST"  # the page keeps it, and sends it again
    reason = "The article is being checked" if waits else str(error)
    is_held, is_conflict = isinstance(error, InOtherHands), status == 409
    page = render_template("_refused.html", reason=reason, left=left, is_conflict=is_conflict, is_held=is_held)
    if waits:
        return make_response(page, 503, {"Retry-After": str(RETRY_AFTER_SECONDS)})
    answer = make_response(page, status)
    answer.headers["HX-Reswap"] = "none"
    told = {"undecided": {"flag": left}} if left else {"refused": None} if is_conflict else {}
    answer.headers["HX-Trigger"] = json.dumps(told)
    return answer
