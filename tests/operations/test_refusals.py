"""What cannot be read or looked for is refused in words, whatever the database."""

from __future__ import annotations

import gzip
import json

import pytest
from apiflask import APIFlask
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from service_app import csrf_token, make_app, make_key
from sqlalchemy import Engine, select
from structlog.testing import capture_logs

from models.errors import InvalidInput
from service.storage.database import transaction
from service.storage.tables import ArticleRow

ARTICLES = "/api/v1/articles"


@pytest.fixture
def app(engine: Engine) -> APIFlask:
    return make_app(engine, FakeChecker())


@pytest.mark.parametrize("path", [f"{ARTICLES}/%00", f"{ARTICLES}/by-id/a%00", "/api/v1/jobs/%00", "/articles/%00"])
def test_a_nul_in_an_address_is_not_looked_for(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert json.loads(answer.data)["detail"].startswith("There is nothing at this address.")


def test_what_the_database_does_not_keep_is_no_fault_of_the_service(postgresql: Engine) -> None:
    with pytest.raises(InvalidInput, match="such as a NUL"), transaction(postgresql) as session:
        session.scalar(select(ArticleRow).where(ArticleRow.id == "a\0"))


def test_why_the_database_does_not_answer_stands_in_the_log(client: FlaskClient, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE job")
    with capture_logs() as lines:
        answer = client.get(ARTICLES)
    assert answer.status_code == 503 and "table" not in answer.text
    assert [line["reason"] for line in lines if line["log_level"] == "error"] == ["no such table: job"]


@pytest.mark.parametrize(("coding", "status"), [("gzip", 415), ("br", 415), ("identity", 202), ("", 202)])
def test_a_compressed_body_is_refused_as_such(client: FlaskClient, coding: str, status: int) -> None:
    body = json.dumps({"target": "A port."}).encode()
    sent = gzip.compress(body) if coding == "gzip" else body
    headers = {"Content-Type": "application/json", "Content-Encoding": coding}
    answer = client.post(ARTICLES, data=sent, headers=headers)
    assert answer.status_code == status
    if status == 415:
        assert f"without Content-Encoding: {coding}" in json.loads(answer.data)["detail"]


@pytest.mark.parametrize(("typed", "name"), [("Ana", "Ana"), ("A\0na", "A na"), ("\u200b", "test"), ("  ", "test")])
def test_whoever_signs_in_has_a_name_that_can_be_read_and_kept(
    engine: Engine, app: APIFlask, typed: str, name: str
) -> None:
    visitor = app.test_client()
    token = csrf_token(visitor, "/sign-in")
    answer = visitor.post("/sign-in", data={"key": make_key(engine), "name": typed, "csrf_token": token})
    assert answer.status_code == 303
    assert f"<bdi>{name}</bdi>" in visitor.get("/").text
