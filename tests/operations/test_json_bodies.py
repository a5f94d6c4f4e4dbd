"""JSON that readers understand differently is refused: a name twice in an object, half of a surrogate pair."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from models.errors import InvalidInput
from models.languages import LanguagePair
from scripts.cli.score_lines import parse_line
from service.api.admin_forms import NewEndpoint, NewKey, PairOfSite
from service.api.people_forms import Assignment, NewPerson, PersonChanges
from service.articles.request_schemas import ArticleBody
from service.articles.site_settings import SiteChanges
from service.decisions.actions import Decision
from service.http.faults import faults_of
from service.http.json_text import NotJson, read_json

CHECK, ARTICLES, BATCHES = "/api/v1/check", "/api/v1/articles", "/api/v1/batches"
DECISIONS = "/api/v1/articles/none/decisions"


@pytest.mark.parametrize(
    ("body", "field", "name"),
    [
        ('{"target": "a", "target": "b"}', "target", "'target'"),
        ('{"target": "a", "source": "b", "target": "a"}', "target", "'target'"),
        ('{"fields": [{"name": "a", "target": "b"}, {"name": "c", "name": "d"}]}', "fields.1.name", "'name'"),
        ('{"target": "a", "metadata": {"x": "1", "\\u0078": "2"}}', "metadata.x", "'x'"),
        ('{"": 1, "": 2}', "", "''"),
        ('{"\\ud800": 1, "\\ud800": 2}', "?", r"'\ud800'"),
        ('[[{"a": {"b": 1, "b": 2}}]]', "0.0.a.b", "'b'"),
    ],
)
@pytest.mark.parametrize("path", [CHECK, ARTICLES, DECISIONS])
def test_a_name_that_stands_twice_is_named(client: FlaskClient, path: str, body: str, field: str, name: str) -> None:
    answer = client.post(path, data=body, content_type="application/json")
    problem = json.loads(answer.data)
    assert (answer.status_code, problem["type"].rpartition("/")[2]) == (422, "invalid-input")
    assert problem["errors"] == [{"field": field, "message": problem["detail"]}]
    assert problem["detail"] == f"the name {name} appears twice in the same object: send it once"


def test_so_it_is_in_a_line_of_a_batch(client: FlaskClient) -> None:
    lines = b'{"target": "A."}\n{"id": "b", "target": "B.", "target": "C."}\n'
    results = client.post(BATCHES, data=lines, content_type="application/jsonl").get_json(force=True)["results"]
    assert [line["status"] for line in results] == [202, 422]
    (fault,) = results[1]["errors"]
    assert fault["field"] == "target" and "'target' appears twice" in fault["message"]


def test_a_number_that_is_none_is_no_id(client: FlaskClient) -> None:
    answer = client.post(ARTICLES, data='{"target": "a", "id": 1e999}', content_type="application/json")
    assert answer.status_code == 422
    assert json.loads(answer.data)["detail"] == "id must be a text or a number, not inf"


def test_so_it_is_in_a_line_of_a_file() -> None:
    _, read = parse_line(b'{"target": "A.", "target": "B."}', 7, LanguagePair("", ""))
    assert isinstance(read, InvalidInput) and str(read).startswith("line 7: the name 'target' appears twice")


def test_the_place_where_json_breaks_off_comes_first() -> None:
    with pytest.raises(NotJson, match="line 1, column 18: "):
        read_json(b'{"a": 1, "a": 2, "')


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
)


@given(JSON)
def test_all_other_json_is_read_as_it_stands(value: Any) -> None:
    assert read_json(json.dumps(value).encode()) == value


HALF = "\ud800"
FLAG = "0" * 16
FORMS: list[tuple[type[BaseModel], dict[str, Any]]] = [
    (ArticleBody, dict.fromkeys(("target", "source", "source_lang", "target_lang", "reference", "format", "id",
                                 "revision", "callback"), HALF)),
    (ArticleBody, {"target": "a", "glossary": [{"source": HALF, "target": HALF, "forbidden": [HALF]}]}),
    (ArticleBody, {"fields": [{"name": HALF, "target": HALF, "source": HALF, "format": HALF}]}),
    (ArticleBody, {"target": "a", "metadata": {HALF: "a", "b": HALF}}),
    (ArticleBody, {"target": "a", HALF: "a"}),
    (ArticleBody, {"target": "a", "dismissed": [HALF]}),
    (Decision, {"action": HALF}),
    (Decision, {"action": "confirm", "flag": FLAG, "reviewer": HALF, "comment": HALF}),
    (Decision, {"action": "change", "flag": HALF, "category": HALF, "severity": HALF}),
    (Decision, {"action": "mark", **dict.fromkeys(("field", "side", "start", "end", "category", "severity"), HALF)}),
    (Decision, {"action": "edit", "segment": HALF, "text": HALF}),
    (Decision, {"action": "comment", "comment": HALF}),
    (Decision, {"action": "undo", "event": HALF, "revision": HALF, "seen": HALF}),
    (NewPerson, {"login": HALF, "name": HALF, "role": HALF, "password": HALF * 20}),
    (PersonChanges, {"name": HALF, "role": HALF, "password": HALF * 20, "active": HALF}),
    (Assignment, {"assigned_to": HALF, "by": HALF, "seen": HALF}),
    (NewKey, {"name": HALF, "scopes": [HALF]}),
    (NewKey, {"name": "a", "scopes": []}),
    (NewEndpoint, {"name": HALF, "url": HALF}),
    (PairOfSite, {"source_lang": HALF * 2, "target_lang": HALF * 2}),
    (SiteChanges, {"publishing": HALF, "ignored": [HALF], "checks_off": [HALF], "glossaries": [{"name": HALF}]}),
]  # fmt: skip
OURS = ("holds half of a UTF-16 surrogate pair", "must be ", "is missing", "is empty")


@pytest.mark.parametrize(("form", "sent"), FORMS)
def test_half_of_a_surrogate_pair_is_told_in_our_words(form: type[BaseModel], sent: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        form.model_validate(sent)
    for _, message in faults_of(caught.value):
        assert message.startswith(OURS) and "string" not in message


def test_and_in_the_answer_of_a_request(client: FlaskClient) -> None:
    answer = client.post(DECISIONS, json={"action": "claim", "reviewer": HALF})
    told = "reviewer holds half of a UTF-16 surrogate pair, which is not a character"
    assert json.loads(answer.data)["detail"] == told
