"""The delivery log over HTTP, and sending again."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine, select

from service.api.response_schemas import DeliveryPage, DeliveryState
from service.articles.checking import Checking
from service.jobs.worker import Worker
from service.storage.database import transaction
from service.storage.tables import Delivery
from service.webhooks import outbox
from service.webhooks.endpoints import register

DELIVERIES = "/api/v1/deliveries"


@pytest.fixture
def app(database: Engine, checker: FakeChecker) -> APIFlask:
    return make_app(database, checker)


@pytest.fixture
def operator(app: APIFlask, database: Engine, checker: FakeChecker) -> FlaskClient:
    """Of a site with three checked articles, each told to two endpoints."""
    with transaction(database) as session:
        for name in ("cms", "archive"):
            register(session, "news", name, f"https://{name}.example/hook", False, 0.0)
    client = make_client(app, make_key(database))
    for number in range(3):
        client.post("/api/v1/articles", json={"id": f"{number}", "target": "They met."})
    worker = Worker(database, Checking(checker.check))
    while worker.work_next():
        pass
    return client


def pages(client: FlaskClient, query: str) -> list[DeliveryPage]:
    found = [DeliveryPage.model_validate(client.get(f"{DELIVERIES}?{query}").json)]
    while found[-1].next_cursor:
        found.append(DeliveryPage.model_validate(client.get(f"{DELIVERIES}?{query}&cursor={found[-1].next_cursor}").json))
    return found


def test_the_log_is_read_page_by_page_the_newest_first(operator: FlaskClient) -> None:
    found = pages(operator, "limit=4")
    assert [len(page.deliveries) for page in found] == [4, 2]
    told = [delivery for page in found for delivery in page.deliveries]
    assert len({delivery.id for delivery in told}) == 6
    assert [d.created_at for d in told] == sorted((d.created_at for d in told), reverse=True)
    assert {(d.type, d.state, d.attempts, d.last_status) for d in told} == {("article.checked", "waiting", 0, None)}


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 6), ("endpoint=cms", 3), ("state=waiting", 6), ("state=delivered", 0)],
)
def test_it_is_filtered(operator: FlaskClient, query: str, count: int) -> None:
    assert sum(len(page.deliveries) for page in pages(operator, query)) == count


def test_a_message_is_sent_again_under_the_same_id(operator: FlaskClient, database: Engine) -> None:
    first = pages(operator, "")[0].deliveries[0].id
    with transaction(database) as session:
        assert outbox.claim(session, first, 2e9)
        outbox.record(session, first, 204, "", 2e9)
    assert pages(operator, "state=delivered")[0].deliveries[0].last_status == 204
    answer = operator.post(f"{DELIVERIES}/{first}/replay")
    assert answer.status_code == 202
    again = DeliveryState.model_validate(answer.json)
    assert (again.id, again.state, again.attempts) == (first, "waiting", 0)
    assert pages(operator, "state=delivered")[0].deliveries == []


def test_another_sites_log_is_not_there(operator: FlaskClient, app: APIFlask, database: Engine) -> None:
    stranger = make_client(app, make_key(database, site="theirs"))
    assert pages(stranger, "")[0].deliveries == []
    theirs = pages(operator, "")[0].deliveries[0].id
    assert stranger.post(f"{DELIVERIES}/{theirs}/replay").status_code == 404


def test_a_deleted_article_is_no_longer_told_of(operator: FlaskClient, database: Engine) -> None:
    article = pages(operator, "")[0].deliveries[0].article
    assert operator.delete(f"/api/v1/articles/{article}").status_code == 204
    assert sum(len(page.deliveries) for page in pages(operator, "")) == 4
    with transaction(database) as session:
        assert article not in {delivery.body["data"]["id"] for delivery in session.scalars(select(Delivery))}


@pytest.mark.parametrize(
    "query", ["cursor=x", "cursor=nan~x", "limit=0", "state=lost", "endpoint=%00", "endpoint=none"]
)
def test_a_query_at_fault_is_named(operator: FlaskClient, query: str) -> None:
    answer = operator.get(f"{DELIVERIES}?{query}")
    assert answer.status_code == 422
    assert [error["field"] for error in answer.get_json(force=True)["errors"]] == [query.split("=")[0]]
