"""`/set-password/…`: where the one-time link of a person leads, who sets a password and is signed in."""

from __future__ import annotations

import time

from apiflask import APIBlueprint
from flask import Response, abort, make_response, redirect, render_template, request, url_for
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from service.access.accounts import find_by_link, set_password
from service.access.limits import RateLimits, look_up_secret
from service.access.link_address import SET_PASSWORD
from service.access.passwords import MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH
from service.review.session import begin_session_of, csrf
from service.storage.database import reading, transaction
from service.storage.tables import Account

ENDED = "This link was used, replaced by another, or has run out. Ask whoever sent it for a new one."
OTHERWISE = "The two passwords are not the same."


def set_password_blueprint(engine: Engine, limits: RateLimits | None) -> APIBlueprint:
    """For whoever has a link. `limits` counts the wrong ones of an address like wrong keys."""
    blueprint = APIBlueprint("set_password", __name__, enable_openapi=False)

    @blueprint.get(f"{SET_PASSWORD}<token>")
    def form(token: str) -> Response:
        with reading(engine) as session:
            return _page(_owner(session, token, limits), token)

    @blueprint.post(f"{SET_PASSWORD}<token>")
    def keep(token: str) -> Response:
        csrf.protect()
        password = request.form.get("password", "")
        with transaction(engine) as session:
            account = _owner(session, token, limits)
            if password != request.form.get("again", ""):
                return _page(account, token, OTHERWISE)
            try:
                set_password(account, password)
            except InvalidInput as error:
                return _page(account, token, f"{str(error)[:1].upper()}{str(error)[1:]}.")
        begin_session_of([account])
        return make_response(redirect(url_for("queue.show"), 303))

    return blueprint


def _owner(session: Session, token: str, limits: RateLimits | None) -> Account:
    """404 for a link that leads nowhere (any more)."""
    address, now = request.remote_addr or "", time.time()
    return look_up_secret(limits, address, lambda: find_by_link(session, token, now)) or abort(404, ENDED)


def _page(account: Account, token: str, error: str = "") -> Response:
    bounds = {"shortest": MIN_PASSWORD_LENGTH, "longest": MAX_PASSWORD_LENGTH}
    page = render_template("set_password.html", account=account, token=token, error=error, **bounds)
    return make_response(page, 422 if error else 200)
