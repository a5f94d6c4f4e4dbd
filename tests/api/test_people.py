"""People of a site over the API: made, invited, listed, changed and deactivated by a key of the scope admin."""

from __future__ import annotations

from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from service_app import make_client, make_key
from sqlalchemy import Engine

from service.access.accounts import find_by_link, opened_by, who_is
from service.storage.database import transaction

PEOPLE = "/api/v1/people"
ANA = {"login": "Ana@news.example", "name": "Ana Ruiz"}
PASSWORD = "seven grey herons"


@pytest.fixture
def other(app: APIFlask, database: Engine) -> FlaskClient:
    return make_client(app, make_key(database, site="sport"))


def opens(database: Engine, password: str) -> list[str]:
    with transaction(database) as session:
        return [account.site for account in opened_by(password, who_is(session, ANA["login"]))]


def test_somebody_new_gets_a_link_that_is_shown_once(cms: FlaskClient, database: Engine) -> None:
    made = cms.post(PEOPLE, json=ANA)
    assert made.status_code == 201
    told: dict[str, Any] = made.get_json()
    assert (told["login"], told["name"], told["role"]) == ("ana@news.example", "Ana Ruiz", "reviewer")
    assert (told["active"], told["has_password"], told["deactivated_at"]) == (True, False, None)
    base, _, token = told["link"].partition("/set-password/")
    assert base == "http://localhost"
    with transaction(database) as session:
        found = find_by_link(session, token, 0.0)
        assert found is not None and found.id == told["id"]
    (listed,) = cms.get(PEOPLE).get_json()["people"]
    assert listed == {name: value for name, value in told.items() if name != "link"}
    again = cms.post(f"{PEOPLE}/ANA@news.example/link")
    assert again.status_code == 201 and again.get_json()["link"] != told["link"]


def test_an_administrator_may_set_the_password(cms: FlaskClient, database: Engine) -> None:
    made = cms.post(PEOPLE, json=ANA | {"password": PASSWORD}).get_json()
    assert (made["link"], made["link_until"], made["has_password"]) == (None, None, True)
    assert opens(database, PASSWORD) == ["news"]
    assert PASSWORD not in cms.get(PEOPLE).text
    assert cms.patch(f"{PEOPLE}/ana@news.example", json={"password": "eight white storks"}).status_code == 200
    assert (opens(database, PASSWORD), opens(database, "eight white storks")) == ([], ["news"])


def test_what_is_left_out_stays(cms: FlaskClient) -> None:
    cms.post(PEOPLE, json=ANA)
    address = f"{PEOPLE}/ana@news.example"
    assert cms.patch(address, json={"role": "admin"}).get_json()["name"] == "Ana Ruiz"
    assert cms.patch(address, json={"name": "Ana  Gil"}).get_json()["role"] == "admin"
    assert cms.patch(address, json={}).get_json()["name"] == "Ana Gil"


def test_a_deactivated_person_is_let_in_no_more_and_can_come_back(cms: FlaskClient, database: Engine) -> None:
    cms.post(PEOPLE, json=ANA | {"password": PASSWORD})
    address = f"{PEOPLE}/ana@news.example"
    ended = cms.patch(address, json={"active": False}).get_json()
    assert not ended["active"] and ended["deactivated_at"]
    assert cms.patch(address, json={"active": False}).get_json() == ended  # the first time counts
    assert opens(database, PASSWORD) == []
    assert cms.post(f"{address}/link").status_code == 422
    assert cms.patch(address, json={"active": True}).get_json()["active"]
    assert opens(database, PASSWORD) == ["news"]


@pytest.mark.parametrize(
    ("person", "told"),
    [
        ({"name": "Ben"}, "login is missing"),
        ({"login": "ben"}, "name is missing"),
        ({"login": "ben lee", "name": "Ben"}, "login must be up to 100 of a to z, 0 to 9"),
        ({"login": "none", "name": "Ben"}, "is not me or none; 'none' is none"),
        ({"login": "ANA@news.example", "name": "Ben"}, "has a person ana@news.example already"),
        ({"login": "ben", "name": "ana ruiz"}, "ana@news.example is called Ana Ruiz already"),
        ({"login": "ben", "name": "Ben", "role": "root"}, "role must be one of reviewer, admin, not 'root'"),
        ({"login": "ben", "name": "Ben", "password": "short"}, "password has fewer than 10 characters"),
        ({"login": "ben@news.example", "name": "Ben", "password": "ben@news.example"}, "too easily guessed"),
        ({"login": "ben", "name": "B\0n"}, "name holds a NUL character"),
        ({"login": "ben", "name": "B" * 201}, "at most 200 are taken"),
        ({"login": "ben", "name": "Ben", "site": "sport"}, "site is not known here"),
    ],
)
def test_whom_nobody_can_make_is_told(cms: FlaskClient, person: dict[str, Any], told: str) -> None:
    cms.post(PEOPLE, json=ANA)
    refused = cms.post(PEOPLE, json=person)
    assert refused.status_code == 422 and told in refused.get_json(force=True)["detail"]
    assert len(cms.get(PEOPLE).get_json()["people"]) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"active": "no"}, "active must be true or false"),
        ({"name": ""}, "name is empty"),
        ({"role": ""}, "role must be one of reviewer, admin, not ''"),
        ({"login": "ben"}, "login is not known here"),
        ({"password": "aaaaaaaaaaaa"}, "too easily guessed"),
    ],
)
def test_a_change_that_is_refused_changes_nothing(cms: FlaskClient, change: dict[str, Any], told: str) -> None:
    cms.post(PEOPLE, json=ANA)
    before = cms.get(PEOPLE).get_json()
    refused = cms.patch(f"{PEOPLE}/ana@news.example", json={"name": "Other"} | change)
    assert refused.status_code == 422 and told in refused.get_json(force=True)["detail"]
    assert cms.get(PEOPLE).get_json() == before


def test_another_sites_people_are_not_there(cms: FlaskClient, other: FlaskClient) -> None:
    cms.post(PEOPLE, json=ANA)
    address = f"{PEOPLE}/ana@news.example"
    assert other.get(PEOPLE).get_json() == {"people": []}
    assert other.patch(address, json={"active": False}).status_code == 404
    assert other.post(f"{address}/link").status_code == 404
    assert other.post(PEOPLE, json=ANA).status_code == 201  # a login is known once a site


def test_only_an_administrators_key_opens_the_list(app: APIFlask, database: Engine) -> None:
    reviewer = make_client(app, make_key(database, "submit", "read", "review"))
    for answer in (reviewer.get(PEOPLE), reviewer.post(PEOPLE, json=ANA), reviewer.post(f"{PEOPLE}/ana/link")):
        assert answer.status_code == 403
    assert make_client(app).get(PEOPLE).status_code == 401
