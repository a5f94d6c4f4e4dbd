"""`/api/v1/people`: the people of the site who sign in at the pages, made, listed, changed and deactivated."""

from __future__ import annotations

import time
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from service.access.accounts import activate, change, create, find, make_link, people_of, set_password
from service.access.keys import ADMIN, Holder
from service.access.link_address import link_address
from service.api.operations import SiteOperations
from service.api.people_forms import InvitedPerson, NewPerson, PersonChanges, PersonList, PersonState
from service.api.serializers import abort_not_found
from service.articles.assigning import deactivate_person
from service.moments import to_utc
from service.storage.tables import Account

PEOPLE = SiteOperations("people")
"""Of the administrator's own site alone."""


@PEOPLE.add("GET /people", ADMIN, "The people of your site", answer=PersonList)
def _listed(session: Session, holder: Holder) -> dict[str, Any]:
    return {"people": [_state(account) for account in people_of(session, holder.site)]}


@PEOPLE.add(
    "POST /people",
    ADMIN,
    "Make an account; the link that sets its password is shown this once",
    body=NewPerson,
    answer=InvitedPerson,
    status=201,
)
def _make(session: Session, holder: Holder, body: NewPerson) -> dict[str, Any]:
    site, now = holder.site, time.time()
    made = create(session, site, body.login, body.name, body.role, now, body.password or "")
    return _invited(made, now) if body.password is None else _state(made) | {"link": None}


@PEOPLE.add(
    "PATCH /people/<login>",
    ADMIN,
    "Change a person's name, role or password, deactivate or activate the account",
    description="What is left out stays. Decisions that were made keep the name by which they were made.",
    body=PersonChanges,
    answer=PersonState,
)
def _alter(session: Session, holder: Holder, login: str, body: PersonChanges) -> dict[str, Any]:
    found = _own(session, holder, login)
    _apply(session, holder, found, body)
    return _state(found)


@PEOPLE.add(
    "POST /people/<login>/link",
    ADMIN,
    "Make a link by which a person sets a password, once",
    description="A link that was made before ends. The password of before holds until another is set.",
    answer=InvitedPerson,
    status=201,
)
def _invite(session: Session, holder: Holder, login: str) -> dict[str, Any]:
    return _invited(_own(session, holder, login), time.time())


def _own(session: Session, admin: Holder, login: str) -> Account:
    return find(session, admin.site, login) or abort_not_found("person", "GET /api/v1/people lists their logins.")


def _apply(session: Session, admin: Holder, account: Account, changes: PersonChanges) -> None:
    change(session, account, changes.name, changes.role)
    if changes.password is not None:
        set_password(account, changes.password)
    if changes.active is True:
        activate(account)
    elif changes.active is False and account.deactivated_at is None:
        deactivate_person(session, account, admin.name, time.time())


def _invited(account: Account, now: float) -> dict[str, Any]:
    link = link_address(request.url_root, make_link(account, now))
    return _state(account) | {"link": link}


def _state(account: Account) -> dict[str, Any]:
    ended = to_utc(account.deactivated_at) if account.deactivated_at is not None else None
    wire = {name: getattr(account, name) for name in ("id", "login", "name", "role")} | {
        "active": ended is None,
        "has_password": bool(account.password_hash),
        "link_until": to_utc(account.link_until) if account.link_hash else None,
        "created_at": to_utc(account.created_at),
        "deactivated_at": ended,
    }
    return PersonState.model_validate(wire).model_dump(mode="json")
