"""Batches: every line is answered, a bad one spoils no other, and what is accepted is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.access.body_limits import MAX_REQUEST_BYTES
from service.api.batches import MAX_LINES
from service.api.response_schemas import BatchResult
from service.articles import submission
from service.http.strict import MAX_FAULTS

BATCHES, JSONL = "/api/v1/batches", "application/jsonl"


def line(name: str, **more: Any) -> bytes:
    return json.dumps({"id": name, "target": "They met.", "target_lang": "en"} | more).encode()


def post(cms: FlaskClient, *lines: bytes, **headers: str) -> TestResponse:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return cms.post(BATCHES, data=b"\n".join(lines), content_type=JSONL, headers=sent)


def test_a_bad_line_spoils_no_other(cms: FlaskClient) -> None:
    lines = [
        line("a"), b"{nope", b"", line("b", target=5), line("c", source=" "), b"\xff", b"[" * 100_000, b"[]",
        b"\xef\xbb\xbf" + line("d"), line("a", revision="2"), line("e", site="theirs"), b"  \r",
    ]  # fmt: skip
    found = BatchResult.model_validate(post(cms, *lines).json)
    assert (found.accepted, found.refused) == (3, 7)
    assert [(one.line, one.status) for one in found.results] == [
        (1, 202), (2, 422), (4, 422), (5, 422), (6, 422), (7, 422), (8, 422), (9, 202), (10, 202), (11, 422),
    ]  # fmt: skip
    faults = [one.errors[0].field for one in found.results if one.errors]
    assert faults == ["", "target", "source", "", "", "", "site"]
    assert (found.results[0].id, found.results[8].revision) == (found.results[8].id, 2)
    listed = cms.get("/api/v1/articles").json
    assert listed and {one["cms_id"] for one in listed["articles"]} == {"a", "d"}


def test_sent_again_kept_once(cms: FlaskClient) -> None:
    first, second = (post(cms, line("a"), line("b"), Idempotency_Key="k").json for _ in range(2))
    assert first == second and first and first["results"][0]["revision"] == 1


def test_a_full_queue_refuses_the_rest(cms: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submission, "MAX_WAITING", 2)
    found = BatchResult.model_validate(post(cms, *(line(str(n)) for n in range(4))).json)
    assert [one.status for one in found.results] == [202, 202, 503, 503]


def test_more_than_an_article_may_have_is_no_trouble(cms: FlaskClient) -> None:
    assert post(cms, *(line(str(n), metadata={"x": "y" * 500}, target="They met. " * 9_000) for n in range(30))).json


def test_too_many_lines(cms: FlaskClient) -> None:
    assert post(cms, *[b"{}"] * (MAX_LINES + 1)).status_code == 413
    assert post(cms, b"").json == {"accepted": 0, "refused": 0, "results": []}


def test_another_media_type(cms: FlaskClient) -> None:
    refused = cms.post(BATCHES, json={})
    assert refused.status_code == 415 and refused.mimetype == "application/problem+json"


def test_a_line_with_too_much_wrong_is_answered_briefly(cms: FlaskClient) -> None:
    many = {f"unknown{n}": n for n in range(5_000)}
    some = {f"{'x' * 5_000}{n}": n for n in range(MAX_FAULTS)}
    terms = [{"source": 1, "target": 2}] * 100
    answer = post(cms, line("a", **many), line("b", **some), line("c", glossary=terms), line("d"))
    found = BatchResult.model_validate(answer.json)
    assert [one.status for one in found.results] == [422, 422, 422, 202]
    assert len(answer.data) < 30_000
    assert [len(one.errors or ()) for one in found.results] == [1, MAX_FAULTS, MAX_FAULTS, 0]
    assert found.results[0].errors and "'unknown0' is none of them" in found.results[0].errors[0].message


def test_a_line_is_no_longer_than_a_request(cms: FlaskClient) -> None:
    found = BatchResult.model_validate(post(cms, line("a", metadata={"x": "y" * MAX_REQUEST_BYTES}), line("b")).json)
    assert [one.status for one in found.results] == [422, 202]
    assert found.results[0].errors and "the limit is 2,097,152" in found.results[0].errors[0].message


def test_a_single_article_is_answered_as_briefly(cms: FlaskClient) -> None:
    refused = cms.post("/api/v1/articles", json={"target": "x"} | {f"unknown{n}": n for n in range(5_000)})
    assert refused.status_code == 422 and len(refused.data) < 3_000


@pytest.mark.parametrize("name", ["", " ", "\u200b"])
def test_an_empty_id_is_refused_and_no_id_is_none(cms: FlaskClient, name: str) -> None:
    body = {"id": name, "target": "They met.", "target_lang": "en"}
    one = cms.post("/api/v1/articles", json=body)
    assert one.status_code == 422 and one.json["errors"][0]["field"] == "id"
    assert one.json["detail"] == "id is empty: send your own id for the article, or leave it out"
    (of_batch,) = post(cms, json.dumps(body).encode()).json["results"]
    assert (of_batch["status"], of_batch["errors"][0]["field"]) == (422, "id")
    assert cms.get("/api/v1/articles").json["articles"] == []
    assert cms.post("/api/v1/articles", json={"target": "They met.", "target_lang": "en"}).status_code == 202
