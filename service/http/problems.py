"""Every error as RFC 9457 problem+json, or as a page for a person who opened one in a browser."""

from __future__ import annotations

from typing import Any

from apiflask import APIFlask
from apiflask.exceptions import HTTPError
from flask import Response, g, json, render_template, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from models.errors import CheckerError, InvalidInput, ModelUnavailable
from models.text.plural import plural
from service.access.body_limits import max_bytes
from service.access.limits import TooMany
from service.articles.submission import QueueFull
from service.check_queue import RETRY_AFTER_SECONDS, Busy
from service.deadline import TookTooLong
from service.decisions.conflicts import Conflict, NotYet, Unfinished
from service.http.faults import describe_fault, faults_of
from service.http.json_text import NotJson, NotObject
from service.http.problem_types import kind_of, type_of
from service.http.strict import capped
from service.logs import logger
from service.storage.database import StorageFull, StorageUnavailable

MEDIA_TYPE = "application/problem+json"
log = logger(__name__)


def problem(status: int, detail: str = "", kind: str = "", **more: Any) -> Response:
    """The one form of an error answer; `more` adds members such as `errors`. `request_id` finds it in the log.

    `kind`: a name of `service.http.problem_types.TYPES`, where the status alone does not give it.
    """
    known = kind_of(status, kind)
    title = known.title if known else HTTP_STATUS_CODES.get(status, "Error")
    if _is_page_visit():
        shown = {"status": status, "title": title, "detail": detail or title, "request_id": g.get("request_id")}
        page = render_template("error.html", **shown)
        return Response(page, status, mimetype="text/html")
    about = type_of(known, request.url_root.rstrip("/"))
    body = {"type": about, "title": title, "status": status, **({"detail": detail} if detail else {})}
    body["request_id"] = g.get("request_id", "")
    return Response(json.dumps(body | more), status, mimetype=MEDIA_TYPE)


def register_problems(app: APIFlask) -> None:
    """Make every way a request can fail end in `problem`."""
    app.register_error_handler(HTTPException, _from_werkzeug)
    app.register_error_handler(HTTPError, _from_apiflask)
    app.register_error_handler(InvalidInput, _from_invalid_input)
    app.register_error_handler(NotJson, lambda error: problem(400, f"The body is not JSON: {error}.", "broken-json"))
    app.register_error_handler(NotObject, lambda error: problem(400, str(error), "broken-json"))
    app.register_error_handler(Busy, _from_busy)
    app.register_error_handler(TooMany, _from_too_many)
    app.register_error_handler(QueueFull, _from_busy)
    app.register_error_handler(StorageUnavailable, _from_unavailable)
    app.register_error_handler(Conflict, lambda error: problem(409, str(error)))
    app.register_error_handler(Unfinished, _from_unfinished)
    app.register_error_handler(NotYet, _from_not_yet)
    app.register_error_handler(StorageFull, _from_full)
    app.register_error_handler(TookTooLong, _from_too_long)
    app.register_error_handler(ModelUnavailable, _from_model)
    app.register_error_handler(Exception, _from_bug)


def _from_werkzeug(error: HTTPException) -> Response:
    status, said = error.code or 500, error.description or ""
    methods = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
    if said == type(error).description:  # nobody has said more than the library does
        said = _in_our_words(status, methods)
    answer = problem(status, said)
    if status == 405 and methods:
        answer.headers["Allow"] = methods
    return answer


def _in_our_words(status: int, methods: str) -> str:
    """What has happened, where nothing more is known of it. `methods`: those that the address takes."""
    match status:
        case 404:
            return "There is nothing at this address. /docs lists the addresses of the API."
        case 405:
            return f"This address does not take {request.method}, only {methods}."
        case 413:
            return f"The request is too large: {max_bytes(request.path):,} bytes are taken here."
    known = kind_of(status)
    return known.meaning if known else ""


def _from_apiflask(error: HTTPError) -> Response:
    """Of a form that is at fault, the cause says more than what the library makes of it."""
    cause = error.__cause__
    faults = faults_of(cause) if isinstance(cause, ValidationError) else []
    errors = capped(faults)
    summary = "; ".join(describe_fault((found["field"], found["message"])) for found in errors)
    more: dict[str, Any] = {"errors": errors} if errors else {}
    return problem(error.status_code, summary or error.message or "", **more)


def _from_unfinished(error: Unfinished) -> Response:
    return problem(409, str(error), "unfinished-review", flags=error.flags)


def _from_not_yet(error: NotYet) -> Response:
    answer = problem(409, str(error), "not-checked-yet")
    answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return answer


def _from_too_long(error: TookTooLong) -> Response:
    return problem(422, f"{error} Send it in parts.", "took-too-long")


def _from_invalid_input(error: InvalidInput) -> Response:
    return problem(422, str(error), errors=capped([(error.field, str(error))]))


def _from_busy(error: CheckerError) -> Response:
    return _later(str(error))


def _from_unavailable(error: StorageUnavailable) -> Response:
    cause = error.__cause__
    log.error("the database does not answer", reason=str(getattr(cause, "orig", cause)))  # of the driver, no text
    return _later(str(error))


def _later(detail: str) -> Response:
    """503: the same may be asked again soon."""
    answer = problem(503, detail)
    answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return answer


def _from_too_many(error: TooMany) -> Response:
    g.allowance = error.allowance
    answer = problem(429, f"{error} Please try again in {plural(error.allowance.seconds, 'second')}.")
    answer.headers["Retry-After"] = str(error.allowance.seconds)
    return answer


def _from_full(error: StorageFull) -> Response:
    log.error("there is no room left in the database")
    return problem(507, str(error))


def _from_model(error: ModelUnavailable) -> Response:
    log.error("the model is not available", reason=str(error))  # names files of ours, never a text
    return _later("The model is not available. The service's log says why.")


def _from_bug(error: Exception) -> Response:
    log.error("a request failed", exc_info=error)
    again = "Try again; if it happens again, give the request id to whoever runs the service."
    return problem(500, f"This is a bug in the service. Anything it has accepted is safe. {again}")


def _is_page_visit() -> bool:
    """True when a person is looking: outside the programs' paths, with HTML the preferred answer."""
    accepted = request.accept_mimetypes
    return not request.path.startswith("/api/") and (
        accepted["text/html"] > max(accepted["application/json"], accepted[MEDIA_TYPE])
    )
