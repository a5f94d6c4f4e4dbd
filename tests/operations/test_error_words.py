"""What an error says: which field, what it may be, where JSON breaks off, and which page tells more."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from service.access.body_limits import MAX_BATCH_BYTES, MAX_REQUEST_BYTES
from service.decisions.history import FIRST
from service.decisions.review_state import FROM, REVIEWS
from service.http.json_text import NotJson, read_json
from service.http.problem_types import TYPES

CHECK, ARTICLES, BATCHES = "/api/v1/check", "/api/v1/articles", "/api/v1/batches"
DECISIONS = "/api/v1/articles/none/decisions"
PROGRAMMERS_WORDS = ("Input should", "String should", "discriminator", "pattern", "^", "Value error")
MARK = {"action": "mark", "start": 0, "end": 4, "category": "accuracy/addition", "severity": "minor"}


@pytest.mark.parametrize(
    ("path", "body", "field", "told"),
    [
        (ARTICLES, {}, "target", "target has no text"),
        (CHECK, {"target": 5}, "target", "must be a text, not 5"),
        (CHECK, {"target": ["a"]}, "target", "must be a text, not a list"),
        (CHECK, {"target": "a", "text": "b"}, "text", "is not known here"),
        (CHECK, {"target": "a", "format": "pdf"}, "format", "format must be one of text, html, not 'pdf'"),
        (CHECK, {"target": "a", "source_lang": "x" * 36}, "source_lang", "has 36 characters, at most 35 are taken"),
        (ARTICLES, {"target": "a", "source_lang": "xx", "source": "b"}, "source_lang", "'xx' is not a language code"),
        (CHECK, {"target": "a", "fields": "b"}, "fields", "must be a list, not 'b'"),
        (CHECK, {"fields": []}, "fields", "fields is empty: name at least one field, or send target"),
        (ARTICLES, {"target": " \u200b", "source": "b"}, "target", "target has no text, only invisible characters"),
        (ARTICLES, {"fields": [{"name": "a", "target": "b"}] * 2}, "fields.1.name", "'a' appears twice, also in"),
        (CHECK, {"target": "a", "fields": [{"target": "b"}]}, "fields.0.name", "fields[0].name is missing"),
        (CHECK, {"target": "a", "glossary": [5]}, "glossary.0", "glossary[0] must be an object, not 5"),
        (CHECK, {"target": "a", "dismissed": ["x"]}, "dismissed.0", "a flag's fingerprint, 16 of the characters 0-9"),
        (CHECK, {"target": "a", "dismissed": ["0" * 16] * 1001}, "dismissed", "has 1,001 entries, at most 1,000"),
        (DECISIONS, {}, "action", "is missing"),
        (DECISIONS, {"action": "accept"}, "action", "action must be one of confirm, dismiss, change, mark"),
        (DECISIONS, {"action": "confirm"}, "flag", "is missing"),
        (DECISIONS, {"action": "confirm", "flag": "x"}, "flag", "16 of the characters 0-9 and a-f"),
        (DECISIONS, {"action": "change", "flag": "0" * 16}, "", "give a category, a severity or both"),
        (DECISIONS, MARK | {"severity": "bad"}, "severity", "one of neutral, minor, major, critical, not 'bad'"),
        (DECISIONS, MARK | {"start": "a"}, "start", "must be a whole number, not 'a'"),
        (DECISIONS, MARK | {"start": -1}, "start", "must be at least 0, not -1"),
        (DECISIONS, {"action": "claim", "reviewer": " \u200b"}, "reviewer", "reviewer has no text: give a name"),
        (DECISIONS, {"action": "comment", "comment": ""}, "comment", "is empty"),
        (DECISIONS, {"action": "comment", "comment": " \u200b"}, "comment", "comment has no text: write a comment"),
        (DECISIONS, {"action": "comment", "comment": "a", "flag": "zz"}, "flag", "16 of the characters 0-9 and a-f"),
    ],
)
def test_the_fault_is_told_in_words(client: FlaskClient, path: str, body: Any, field: str, told: str) -> None:
    answer = client.post(path, json=body)
    problem = json.loads(answer.data)
    assert answer.status_code == 422 and told in problem["detail"]
    assert [word for word in PROGRAMMERS_WORDS if word in problem["detail"]] == []
    if field:
        assert [error["field"] for error in problem["errors"]] == [field]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("verdict=good", "verdict must be one of pass, review, reject, not 'good'"),
        ("source_lang=xx", "source_lang must be a language code such as ar or en, or empty for any language, not 'xx'"),
        ("target_lang=english", "target_lang must be a language code"),
        ("review=lost", "review must be one of open, pending, in review, reviewed, approved, sent back, all, not"),
        ("state=lost", "state must be one of queued, running, done, retired, not 'lost'"),
        ("state=approved&review=pending", "ask for different states of the review: approved and pending"),
        ("verdict=pass&verdict=reject", "verdict appears 2 times in the address: send it once"),
        ("assigned=nobody@x", "this site has no person 'nobody@x'"),
        ("limit=many", "must be a whole number, not 'many'"),
        ("limit=999", "limit must be at most 200, not 999"),
        ("colour=red", "colour is not known here"),
    ],
)
def test_so_is_that_of_an_address(client: FlaskClient, query: str, told: str) -> None:
    problem = json.loads(client.get(f"{ARTICLES}?{query}").data)
    assert problem["status"] == 422 and told in problem["detail"]


@pytest.mark.parametrize(
    ("since", "told"),
    [
        ("yesterday", "a date (2026-11-26) or a time"),
        ("2026-02-30", "on no calendar"),
        ("2026-02-03T10:00:00%2B99:00", "a day or more"),
    ],
)
def test_a_date_is_told_in_words(client: FlaskClient, since: str, told: str) -> None:
    problem = json.loads(client.get(f"/api/v1/exports/decisions.jsonl?since={since}").data)
    assert problem["status"] == 422 and told in problem["detail"] and "d{4}" not in problem["detail"]
    assert "timedelta" not in problem["detail"]


BROKEN = [
    (b'{"target": "a",}', "line 1, column 16", "a name in double quotes"),
    (b'{\n  "target": "a"\n  "source": "b"\n}', "line 3, column 3", "a comma"),
    (b'{"target" "a"}', "line 1, column 11", "a colon"),
    (b'{"target": }', "line 1, column 12", "a value"),
    (b"{'target': 'a'}", "line 1, column 2", "a name in double quotes"),
    (b'{"target": "a', "line 1, column 12", "no closing quotation mark"),
    (b'{"target": "a\nb"}', "line 1, column 14", r"write \n"),
    (b'{"target": "a\\q"}', "line 1, column 14", "a backslash"),
    (b'{"target": "a"} {}', "line 1, column 17", "has ended before"),
    ('{"target": "cafés"}'.encode("latin-1"), "line 1, column 16", "byte 16 of it is not UTF-8 text"),
    (b"", "", "nothing in it"),
    (b'{"target": "a", "id": NaN}', "", "NaN is no value"),
    (b'{"target": "a", "id": -Infinity}', "", "-Infinity is no value"),
    (b"[" * 100_000, "", "nested too deeply"),
    (b'{"target": ' + b"1" * 5000 + b"}", "", "a number in it is too long"),
]


@pytest.mark.parametrize(("body", "place", "told"), BROKEN, ids=[told for _, _, told in BROKEN])
@pytest.mark.parametrize("path", [CHECK, DECISIONS])
def test_broken_json_is_told_with_its_place(client: FlaskClient, path: str, body: bytes, place: str, told: str) -> None:
    problem = json.loads(client.post(path, data=body, content_type="application/json").data)
    assert (problem["status"], problem["type"].rpartition("/")[2]) == (400, "broken-json")
    assert problem["detail"].startswith("The body is not JSON: " + place) and told in problem["detail"]


@pytest.mark.parametrize("body", ["null", "[]", '["a"]', '"a"', "1"])
def test_json_that_is_no_object_is_not_called_broken(client: FlaskClient, body: str) -> None:
    problem = json.loads(client.post(CHECK, data=body, content_type="application/json").data)
    told = "The body must be one JSON object, {…}, with the names that /docs lists."
    assert (problem["status"], problem["detail"]) == (400, told)
    line = client.post(BATCHES, data=body, content_type="application/jsonl").get_json(force=True)["results"][0]
    assert (line["status"], line["errors"][0]["message"]) == (422, told.replace("body", "line"))


def test_a_line_of_a_batch_is_told_with_its_column(client: FlaskClient) -> None:
    lines = b'{"target": "A."}\n{"target" "b"}\n{"target": 5}\n{"target":\r\n'
    answer = client.post(BATCHES, data=lines, content_type="application/jsonl").get_json(force=True)
    assert [line["status"] for line in answer["results"]] == [202, 422, 422, 422]
    assert "at column 11: a colon" in answer["results"][1]["errors"][0]["message"]
    assert answer["results"][2]["errors"] == [{"field": "target", "message": "must be a text, not 5"}]
    assert "at column 11: a value" in answer["results"][3]["errors"][0]["message"]


@given(st.binary(max_size=40) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_body_is_read_or_refused_with_a_place_inside_it(body: bytes) -> None:
    try:
        read_json(body)
    except NotJson as error:
        assert 0 <= error.column <= len(body) + 1 and 0 <= error.line <= body.count(b"\n") + 1


@pytest.mark.parametrize(
    ("path", "media_type", "body", "told"),
    [
        (CHECK, "application/json", b" " * (MAX_REQUEST_BYTES + 1), "2,097,152 bytes"),
        (BATCHES, "application/jsonl", b" " * (MAX_BATCH_BYTES + 1), "33,554,432 bytes"),
        (BATCHES, "application/jsonl", b"{}\n" * 1001, "at most 1,000 lines"),
    ],
)
def test_what_is_too_large_is_told_the_limit(
    client: FlaskClient, path: str, media_type: str, body: bytes, told: str
) -> None:
    problem = json.loads(client.post(path, data=body, content_type=media_type).data)
    assert (problem["status"], problem["type"].rpartition("/")[2]) == (413, "too-large")
    assert told in problem["detail"]


@pytest.mark.parametrize("name", TYPES)
def test_every_kind_of_problem_has_a_page(client: FlaskClient, name: str) -> None:
    page = client.get(f"/docs/problems/{name}")
    assert page.status_code == 200 and name in page.text and f"<h1>{TYPES[name].title}</h1>" in page.text
    assert "`" not in page.text
    assert f"/docs/problems/{name}" in client.get("/docs").text


@pytest.mark.parametrize(
    ("method", "path", "status", "detail"),
    [
        ("GET", "/api/v1/nothing", 404, "There is nothing at this address. /docs lists the addresses of the API."),
        ("GET", "/nothing", 404, "There is nothing at this address. /docs lists the addresses of the API."),
        ("GET", CHECK, 405, "This address does not take GET, only OPTIONS, POST."),
    ],
)
def test_what_no_view_answers_is_told_in_our_words(
    client: FlaskClient, method: str, path: str, status: int, detail: str
) -> None:
    problem = json.loads(client.open(path, method=method).data)
    assert (problem["status"], problem["detail"]) == (status, detail)


def test_problems_of_a_type_have_one_title(client: FlaskClient) -> None:
    asked = [
        client.post(CHECK, data=b" " * (MAX_REQUEST_BYTES + 1), content_type="application/json"),
        client.post(BATCHES, data=b"{}\n" * 1001, content_type="application/jsonl"),
        client.get("/nothing"), client.get(f"{ARTICLES}/none"), client.post(CHECK, json={}), client.post(CHECK),
    ]  # fmt: skip
    for problem in (json.loads(answer.data) for answer in asked):
        kind = TYPES[problem["type"].rpartition("/")[2]]
        assert (problem["title"], problem["status"]) == (kind.title, kind.status)
    assert len({kind.title for kind in TYPES.values()}) == len(TYPES)


def test_there_is_no_page_of_another_name(client: FlaskClient) -> None:
    assert client.get("/docs/problems/surprise").status_code == 404


def test_every_move_that_a_state_forbids_says_what_comes_first() -> None:
    forbidden = {(m, state) for m, state in itertools.product(FROM, REVIEWS) if state not in FROM[m]}
    assert set(FIRST) == forbidden
