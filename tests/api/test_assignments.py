"""Whose an article is to review: assigned over the API, found by it, told to endpoints."""

from __future__ import annotations

from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from service_app import make_client, make_key
from sqlalchemy import Engine, select

from service.jobs.worker import Worker
from service.storage.database import transaction
from service.storage.tables import Delivery
from service.webhooks.endpoints import register

ARTICLES, PEOPLE = "/api/v1/articles", "/api/v1/people"


@pytest.fixture
def desk(cms: FlaskClient, database: Engine) -> FlaskClient:
    """A site with two people, and an endpoint that is told."""
    for login, name in (("ana", "Ana Ruiz"), ("ben", "Ben Lee")):
        assert cms.post(PEOPLE, json={"login": login, "name": name}).status_code == 201
    with transaction(database) as session:
        register(session, "news", "cms", "https://cms.example/hook", False, 0.0)
    return cms


def send(client: FlaskClient, name: str) -> str:
    return str(client.post(ARTICLES, json={"id": name, "target": "They take advantage.", "source": "A."}).json["id"])  # type: ignore[index]


def give(client: FlaskClient, article: str, login: str | None, **more: Any) -> Any:
    return client.patch(f"{ARTICLES}/{article}", json={"assigned_to": login} | more)


def found(client: FlaskClient, asked: str) -> list[str]:
    return sorted(one["cms_id"] for one in client.get(f"{ARTICLES}?assigned={asked}").get_json()["articles"])


def messages(database: Engine) -> list[dict[str, Any]]:
    """Of the kind `article.assigned`, the oldest first."""
    with transaction(database) as session:
        bodies = [found.body for found in session.scalars(select(Delivery).order_by(Delivery.created_at))]
    return [body["data"] for body in bodies if body["type"] == "article.assigned"]


def test_an_article_is_assigned_told_and_taken_away(desk: FlaskClient, database: Engine) -> None:
    article = send(desk, "port-7")
    assert desk.get(f"{ARTICLES}/{article}").get_json()["assigned_to"] is None
    given = give(desk, article, "ANA", by="Cleo").get_json()
    assert {name: given["assigned_to"][name] for name in ("login", "name")} == {"login": "ana", "name": "Ana Ruiz"}
    assert given["assigned_by"] == "Cleo"
    assert give(desk, article, "ana").get_json()["assigned_by"] == "Cleo"  # it is hers: nothing happens
    assert give(desk, article, "ben").get_json()["assigned_by"] == "test"  # the key's name
    taken = give(desk, article, None).get_json()
    assert (taken["assigned_to"], taken["assigned_by"]) == (None, "")
    told = messages(database)
    assert [(data["assigned_to"] or {}).get("login") for data in told] == ["ana", "ben", None]
    assert [data["by"] for data in told] == ["Cleo", "test", "test"]
    assert {(data["id"], data["cms_id"], data["revision"]) for data in told} == {(article, "port-7", 1)}
    assert set(told[0]) > {"verdict", "review", "publishing", "report", "metadata"}


def test_articles_are_found_by_whose_they_are(desk: FlaskClient) -> None:
    for name, login in (("a", "ana"), ("b", "ben"), ("c", None)):
        give(desk, send(desk, name), login)
    for asked, names in (("ana", ["a"]), ("Ben", ["b"]), ("none", ["c"]), ("", ["a", "b", "c"])):
        assert found(desk, asked) == names


@pytest.mark.parametrize(
    ("asked", "told"), [("me", "a key is nobody's account"), ("cleo", "no person 'cleo'"), ("%00", "NUL character")]
)
def test_whose_articles_cannot_be_found_is_told(desk: FlaskClient, asked: str, told: str) -> None:
    refused = desk.get(f"{ARTICLES}?assigned={asked}")
    assert refused.status_code == 422 and told in refused.get_json(force=True)["detail"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "assigned_to is missing"),
        ({"assigned_to": ""}, "assigned_to must be up to 100 of a to z"),
        ({"assigned_to": "cleo"}, "this site has no person 'cleo': it has ana, ben"),
        ({"assigned_to": "gone"}, "gone is deactivated"),
        ({"assigned_to": "sporty"}, "this site has no person 'sporty'"),
        ({"assigned_to": 5}, "assigned_to must be a text, not 5"),
        ({"assigned_to": "ana", "by": "x" * 201}, "by has 201 characters"),
        ({"assigned_to": "ana", "by": " "}, "by has no text: give a name"),
        ({"assigned_to": "ana", "verdict": "pass"}, "verdict is not known here"),
    ],
)
def test_to_whom_nothing_can_be_assigned_is_told(
    desk: FlaskClient, app: APIFlask, database: Engine, body: dict[str, Any], told: str
) -> None:
    other = make_client(app, make_key(database, site="sport"))
    other.post(PEOPLE, json={"login": "sporty", "name": "Sporty"})
    desk.post(PEOPLE, json={"login": "gone", "name": "Gone"})
    desk.patch(f"{PEOPLE}/gone", json={"active": False})
    article = send(desk, "port-7")
    refused = desk.patch(f"{ARTICLES}/{article}", json=body)
    assert refused.status_code == 422 and told in refused.get_json(force=True)["detail"]
    assert desk.get(f"{ARTICLES}/{article}").get_json()["assigned_to"] is None and messages(database) == []


def test_who_was_slower_is_told(desk: FlaskClient) -> None:
    article = send(desk, "port-7")
    assert give(desk, article, "ana", seen="").status_code == 200
    refused = give(desk, article, "ben", seen="")
    assert refused.status_code == 409 and "assigned to Ana Ruiz by now" in refused.get_json(force=True)["detail"]
    assert give(desk, article, "ben", seen="ana").status_code == 200
    give(desk, article, None)
    assert "to nobody by now" in give(desk, article, "ana", seen="ben").get_json(force=True)["detail"]


def test_only_the_sites_own_articles_with_a_key_that_may_review(
    desk: FlaskClient, app: APIFlask, database: Engine
) -> None:
    article = send(desk, "port-7")
    other = make_client(app, make_key(database, site="sport"))
    assert give(other, article, None).status_code == 404
    assert give(desk, "none", "ana").status_code == 404
    assert give(make_client(app, make_key(database, "submit", "read")), article, "ana").status_code == 403
    assert desk.patch(f"{ARTICLES}/{article}", data="x").status_code == 415


def test_who_is_deactivated_leaves_articles_to_nobody(desk: FlaskClient, database: Engine) -> None:
    for name in ("a", "b"):
        give(desk, send(desk, name), "ana")
    give(desk, send(desk, "c"), "ben")
    desk.patch(f"{PEOPLE}/ana", json={"active": False})
    assert (found(desk, "none"), found(desk, "ana"), found(desk, "ben")) == (["a", "b"], [], ["c"])
    assert sorted(data["cms_id"] for data in messages(database) if data["assigned_to"] is None) == ["a", "b"]


def test_a_later_revision_is_the_same_persons_and_her_name_is_todays(desk: FlaskClient, worker: Worker) -> None:
    article = send(desk, "port-7")
    give(desk, article, "ana")
    assert worker.work_next()
    desk.post(ARTICLES, json={"id": "port-7", "target": "Another text."})
    desk.patch(f"{PEOPLE}/ana", json={"name": "Ana Gil"})
    told = desk.get(f"{ARTICLES}/{article}").get_json()
    assert (told["revision"], told["assigned_to"]["name"]) == (2, "Ana Gil")
