"""Who is signed in: a signed cookie with the ids of the sign-in and of accounts or keys, looked up at every request.

Whoever signs in with a key gives a name as well; the name of an account stands in the account.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from apiflask import APIBlueprint
from flask import Flask, Response, abort, g, make_response, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFError, CSRFProtect
from itsdangerous import BadSignature
from sqlalchemy import Engine
from werkzeug.http import parse_cookie

from service.access.accounts import holder_of_account, is_persons_name, signed_in
from service.access.keys import REVIEW, Holder, holder_of
from service.access.secret import SHOWN_ACCOUNTS, SHOWN_KEYS, cookie_secret
from service.access.sign_ins import SIGN_IN, end, is_ended, new_sign_in
from service.decisions.history import Person
from service.http.problems import problem
from service.storage.database import reading, transaction
from service.storage.tables import Account

NAME = "name"
SEEN = "seen"
"""Where a cookie keeps when its bearer was last found to be signed in: signing it again for another reason, or by
whoever has a copy, makes it no younger."""
SHIFT_SECONDS = 12 * 60 * 60
"""After a working day without a request somebody has to sign in again."""
AUTOMATIC = "X-Automatic"
"""The header of what a page asks by itself now and then (`hx-headers`): nobody need sit in front of it."""
RETRY = "retry"
"""Its value for what a page sends by itself. Other values count for what is asked only: htmx hands them down to the
buttons within what asks."""
STALE = "This form is too old, or comes from elsewhere. Load the page again: what you typed may still stand there."
SOMEBODY_ELSE = "Somebody else has signed in here since this page was loaded. Nothing was done in their name."
csrf = CSRFProtect()


@dataclass(frozen=True, slots=True)
class Reader:
    """A person at the page: the name that decisions go by, and for each site the key that was shown, or the account.

    `accounts`: by site; empty for whoever has signed in with a key.
    """

    name: str
    holders: Mapping[str, Holder]
    accounts: Mapping[str, Account] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """Who it is, whatever the site: by this a browser knows whose the decisions are that it keeps."""
        return f"login {next(iter(self.accounts.values())).login}" if self.accounts else f"name {self.name}"

    @property
    def sites(self) -> list[str]:
        """In the order of their names."""
        return sorted(self.holders)

    def site(self, wanted: str = "") -> str:
        """The wanted site, or the first; 404 for one that the person has shown no key of."""
        if wanted and wanted not in self.holders:
            abort(404, "You are not signed in to that site.")
        return wanted or self.sites[0]

    def person(self, site: str) -> Person:
        """Who decides at a site: an account has a name of its own at each."""
        account = self.accounts.get(site)
        key = self.holders[site].key_id
        return Person(account.name, key, account.id) if account is not None else Person(self.name, key)

    def login(self, site: str) -> str:
        """By which articles are assigned to the person; "" for whoever has signed in with a key."""
        return self.accounts[site].login if site in self.accounts else ""


class _Cookies(SecureCookieSessionInterface):
    def get_cookie_secure(self, app: Flask) -> bool:
        """Only over TLS where the page itself came over TLS."""
        return request.is_secure


def register_sessions(app: Flask, engine: Engine) -> None:
    """Cookies that no script reads and no other site sends along, and forms that only our own pages can send."""
    app.secret_key = cookie_secret(engine)
    app.session_interface = _Cookies()
    app.config.update(
        SESSION_COOKIE_NAME="mtqc",
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=SHIFT_SECONDS,
        SESSION_REFRESH_EACH_REQUEST=False,  # only `_prolong` does
        WTF_CSRF_CHECK_DEFAULT=False,  # the API's keys are no cookies: nothing there for another site to ride on
        WTF_CSRF_TIME_LIMIT=None,  # the session's own end is enough
        WTF_CSRF_SSL_STRICT=False,  # it wants a Referer, which our own policy keeps back
    )
    csrf.init_app(app)
    app.register_error_handler(CSRFError, lambda _: problem(400, STALE))


def find_reader(engine: Engine) -> Reader | None:
    """Who is signed in; None when nobody is, has signed out since, or nothing that was shown opens anything now.

    A key does not that was revoked, or under the name of somebody who has an account of its site; an account does not
    that was deactivated or has had another password since. Whoever is signed in stays so for another SHIFT_SECONDS.
    """
    found = _reader_of(engine, session)
    if found is not None:
        _prolong()
    return found


def _prolong() -> None:
    """Keeps whoever is signed in so, but for a page that is left open: it asks what is new, and sends what it keeps."""
    automatic = request.headers.get(AUTOMATIC)
    if automatic is None or (automatic != RETRY and request.method != "GET"):
        session[SEEN] = int(time.time())


def _reader_of(engine: Engine, cookie: Mapping[str, Any]) -> Reader | None:
    keys, shown = cookie.get(SHOWN_KEYS, ()), cookie.get(SHOWN_ACCOUNTS, ())
    if not (keys or shown) or cookie.get(SEEN, 0) < time.time() - SHIFT_SECONDS:
        return None
    with reading(engine) as database:
        if is_ended(database, cookie.get(SIGN_IN, "")):
            return None
        found = [holder for key in keys if (holder := holder_of(database, key))]
        accounts = [account for one in shown if (account := signed_in(database, *one))]
        name = cookie.get(NAME, "")
        may_review = [holder for holder in found if REVIEW in holder.scopes]
        holders = {one.site: one for one in may_review if not is_persons_name(database, one.site, name)}
    if accounts:
        own = {account.site: holder_of_account(account) for account in accounts}
        return Reader(accounts[0].name, own, {account.site: account for account in accounts})
    return Reader(name, holders) if holders else None


def is_signed_in(app: Flask, engine: Engine, cookies: str) -> bool:
    """True when a Cookie header holds a session that we have signed for somebody who is signed in still.

    Raises StorageUnavailable.
    """
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    sent = parse_cookie(cookies).get(app.config["SESSION_COOKIE_NAME"], "")
    if not sent or serializer is None:
        return False
    try:
        return _reader_of(engine, serializer.loads(sent, max_age=SHIFT_SECONDS)) is not None
    except BadSignature:
        return False


def begin_session(key_id: str, name: str) -> None:
    """Signs in with a key, or shows another one within the same sign-in."""
    if session.get(SHOWN_ACCOUNTS):
        session.clear()  # somebody else's
    kept = [key for key in session.get(SHOWN_KEYS, ()) if key != key_id]
    session.permanent = True
    session[SHOWN_KEYS], session[NAME], session[SEEN] = [*kept, key_id], name, int(time.time())
    session.setdefault(SIGN_IN, new_sign_in())


def begin_session_of(accounts: Sequence[Account]) -> None:
    """Signs in with accounts of one person, which takes the place of whatever sign-in there was in this browser."""
    session.clear()
    session.permanent = True
    session[SHOWN_ACCOUNTS] = [[account.id, account.sign_ins] for account in accounts]
    session[SIGN_IN], session[SEEN] = new_sign_in(), int(time.time())


def end_session(engine: Engine) -> None:
    """Signs out: the cookie is emptied, and every copy of it is worth nothing."""
    if sign_in := session.get(SIGN_IN):
        with transaction(engine) as database:
            end(database, sign_in, time.time(), SHIFT_SECONDS)
    session.clear()


def require_reader(engine: Engine) -> Response | None:
    """For `before_request`: lets signed-in people pass (`reader`), sends the others to the sign-in page.

    What was sent without a page of ours before it is refused (400), and what somebody else did in the same browser.
    """
    found = _reader_of(engine, session)
    if found is None:
        if request.headers.get("HX-Request"):
            return make_response("Sign in again: your sign-in has run out.", 401)
        wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
        return make_response(redirect(url_for("sign_in.form", next=wanted or None), 303))
    g.reader = found
    csrf.protect()
    if request.method == "POST" and request.form.get("reader", found.identity) != found.identity:
        abort(400, SOMEBODY_ELSE)
    _prolong()  # not for what is refused above: a page goes on sending what it has kept
    return None


def readers_blueprint(name: str, engine: Engine) -> APIBlueprint:
    """A blueprint of pages for those who have signed in, which the OpenAPI document does not tell of."""
    blueprint = APIBlueprint(name, __name__, enable_openapi=False)
    blueprint.before_request(lambda: require_reader(engine))
    return blueprint


def reader() -> Reader:
    """Who looks at the page that is being made."""
    found: Reader = g.reader
    return found
