"""`/sign-in`: a person's login and password, or a reviewer's key and a name, once a day."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, make_response, redirect, render_template, request, session, url_for
from sqlalchemy import Engine

from models.visible_text import has_text
from service.access.accounts import are_there_any, is_persons_name, opened_by, who_is
from service.access.keys import REVIEW, authenticate
from service.access.limits import RateLimits, look_up_secret
from service.access.person_names import MAX_PERSON_LENGTH
from service.review.session import begin_session, begin_session_of, csrf, end_session, find_reader
from service.storage.database import reading

WRONG_KEY = "That is no valid key. It looks like mtqc_…; the service printed the first one when it started."
NO_REVIEWER = "That key does not allow reviewing: ask for one with the scope “review”."
PERSONS_NAME = (
    "A person of site {site} is called {name}: sign in with that account's login and password, or give another name."
)
WRONG_PASSWORD = (
    "No account has that login and that password. If you have forgotten it, ask your administrator for a new link."
)


def sign_in_blueprint(engine: Engine, limits: RateLimits | None) -> APIBlueprint:
    """The door of the review pages. `limits` counts wrong keys and passwords of an address, here as at the API's."""
    blueprint = APIBlueprint("sign_in", __name__, enable_openapi=False)

    @blueprint.get("/sign-in")
    def form() -> Response:
        with reading(engine) as database:
            by_key = not are_there_any(database)
        return make_response(render_template("sign_in.html", next=_ours(request.args.get("next", "")), by_key=by_key))

    @blueprint.post("/sign-in")
    def enter() -> Response:
        csrf.protect()
        by_key = "key" in request.form
        begin, wrong = (_by_key, WRONG_KEY) if by_key else (_by_password, WRONG_PASSWORD)
        error = look_up_secret(limits, request.remote_addr or "", lambda: begin(engine))
        error = wrong if error is None else error
        following = _ours(request.form.get("next", ""))
        if error:
            typed = {name: request.form.get(name, "") for name in ("login", "name")}
            page = render_template("sign_in.html", next=following, error=error, by_key=by_key, **typed)
            return make_response(page, 401)
        return make_response(redirect(following or url_for("queue.show"), 303))

    @blueprint.post("/sign-out")
    def leave() -> Response:
        csrf.protect()
        end_session(engine)
        return make_response(redirect(url_for("sign_in.form"), 303))

    return blueprint


def _by_key(engine: Engine) -> str | None:
    """Signs in ("") or says what stands against it; None where the key was wrong."""
    typed, before = " ".join(request.form.get("name", "").replace("\0", " ").split()), find_reader(engine)
    with reading(engine) as database:
        found = authenticate(database, request.form.get("key", "").strip())
        if found is None:
            return None
        if REVIEW not in found.scopes:
            return NO_REVIEWER
        name = (typed if has_text(typed) else found.name)[:MAX_PERSON_LENGTH]
        for site in (found.site, *(before.sites if before is not None and not before.accounts else ())):
            if is_persons_name(database, site, name):
                return PERSONS_NAME.format(site=site, name=name)
    if before is None:
        session.clear()  # what was signed out of is not gone on with
    begin_session(found.key_id, name)
    return ""


def _by_password(engine: Engine) -> str | None:
    """The same by login and password, which open every account of that login that has this password."""
    with reading(engine) as database:
        candidates = who_is(database, request.form.get("login", ""))
    found = opened_by(request.form.get("password", ""), candidates)
    if not found:
        return None
    begin_session_of(found)
    return ""


def _ours(path: str) -> str:
    """The path if it is one of this service; "" for one that leads elsewhere."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if safe else ""
