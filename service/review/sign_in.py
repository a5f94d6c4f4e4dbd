"""`/sign-in`: a reviewer's key and a name, once a day."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, make_response, redirect, render_template, request, session, url_for
from sqlalchemy import Engine

from service.access.keys import REVIEW, authenticate
from service.access.limits import Limits
from service.decisions.actions import MAX_PERSON_LENGTH
from service.review.session import begin_session, csrf, end_session, find_reader
from service.storage.database import reading

WRONG_KEY = "That is no valid key. It looks like mtqc_…; the service printed the first one when it started."
NO_REVIEWER = "That key does not allow reviewing: ask for one with the scope “review”."


def sign_in_blueprint(engine: Engine, limits: Limits | None) -> APIBlueprint:
    """The door of the review pages. `limits` counts the wrong keys of an address, here as at the API's."""
    blueprint = APIBlueprint("sign_in", __name__, enable_openapi=False)

    @blueprint.get("/sign-in")
    def form() -> Response:
        return make_response(render_template("sign_in.html", next=_ours(request.args.get("next", ""))))

    @blueprint.post("/sign-in")
    def enter() -> Response:
        csrf.protect()
        following, name = _ours(request.form.get("next", "")), " ".join(request.form.get("name", "").split())
        address = request.remote_addr or ""
        if limits is not None:
            limits.refuse_guessing(address)
        with reading(engine) as database:
            found = authenticate(database, request.form.get("key", "").strip())
        if found is None and limits is not None:
            limits.count_wrong_key(address)
        if found is None or REVIEW not in found.scopes:
            told = NO_REVIEWER if found else WRONG_KEY
            return make_response(render_template("sign_in.html", next=following, error=told, name=name), 401)
        if find_reader(engine) is None:
            session.clear()  # what was signed out of is not gone on with
        begin_session(found.key_id, (name or found.name)[:MAX_PERSON_LENGTH])
        return make_response(redirect(following or url_for("queue.show"), 303))

    @blueprint.post("/sign-out")
    def leave() -> Response:
        csrf.protect()
        end_session(engine)
        return make_response(redirect(url_for("sign_in.form"), 303))

    return blueprint


def _ours(path: str) -> str:
    """The path if it is one of this service; "" for one that leads elsewhere."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if safe else ""
