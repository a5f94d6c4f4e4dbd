"""ETags: the same as long as the answer is, another as soon as it is not, and none where there is nothing to keep."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from service_app import make_client, make_key
from sqlalchemy import Engine

from service.jobs.worker import Worker

ARTICLES = "/api/v1/articles"
STORY = {"id": "story-7", "source": "محاولات للتقارب", "source_lang": "ar", "target": "They take advantage of it 👩‍🚀."}
Sent = dict[str, str]


@pytest.fixture
def sent(cms: FlaskClient, worker: Worker) -> Sent:
    """A checked article."""
    answer = cms.post(ARTICLES, json=STORY).json
    assert answer and worker.work_next()
    return {"article": answer["id"], "job": answer["job"]}


PATHS = [
    ARTICLES, f"{ARTICLES}?limit=1", f"{ARTICLES}/{{article}}", f"{ARTICLES}/{{article}}/report",
    f"{ARTICLES}/{{article}}/revisions", f"{ARTICLES}/{{article}}/revisions/1/report",
    f"{ARTICLES}/{{article}}/decisions", "/api/v1/jobs/{job}", "/api/v1/deliveries",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_what_has_not_changed_is_not_sent_again(cms: FlaskClient, sent: Sent, path: str) -> None:
    first = cms.get(path.format(**sent))
    tag = first.headers["ETag"]
    assert first.status_code == 200 and tag.startswith('"')  # a strong one
    for named in (tag, f'"other", {tag}', "*"):
        again = cms.get(path.format(**sent), headers={"If-None-Match": named})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
        for name, value in (("Cache-Control", "private, no-cache"), ("Vary", "Authorization")):
            assert first.headers[name] == again.headers[name] == value
    other = cms.get(path.format(**sent), headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.data) == (200, first.data)


Change = Callable[[FlaskClient, Sent, Worker], object]
CHANGES: list[tuple[str, Change]] = [
    ("report", lambda cms, sent, _: cms.post(f"{ARTICLES}/{sent['article']}/decisions", json={"action": "claim"})),
    ("decisions", lambda cms, sent, _: cms.post(f"{ARTICLES}/{sent['article']}/decisions", json={"action": "claim"})),
    ("revisions", lambda cms, sent, _: cms.post(ARTICLES, json=STORY)),
    ("report", lambda cms, sent, worker: (cms.post(ARTICLES, json=STORY | {"target": "Met."}), worker.work_next())),
]


@pytest.mark.parametrize(("path", "change"), CHANGES)
def test_what_has_changed_is(cms: FlaskClient, sent: Sent, worker: Worker, path: str, change: Change) -> None:
    address = f"{ARTICLES}/{sent['article']}/{path}"
    tag = cms.get(address).headers["ETag"]
    change(cms, sent, worker)
    again = cms.get(address, headers={"If-None-Match": tag})
    assert again.status_code == 200 and again.headers["ETag"] != tag


def test_a_tag_opens_nothing(cms: FlaskClient, sent: Sent, app: APIFlask, database: Engine) -> None:
    """Whoever knows the tag of an answer still needs a key of the site."""
    address = f"{ARTICLES}/{sent['article']}"
    named = {"If-None-Match": cms.get(address).headers["ETag"]}
    assert make_client(app).get(address, headers=named).status_code == 401
    assert make_client(app, make_key(database, site="theirs")).get(address, headers=named).status_code == 404


@pytest.mark.parametrize("path", ["/healthz", "/", "/openapi.json", f"{ARTICLES}/nothing", f"{ARTICLES}?limit=0"])
def test_nothing_else_is_to_be_kept(cms: FlaskClient, path: str) -> None:
    answer = cms.get(path)
    assert "ETag" not in answer.headers and answer.headers["Cache-Control"] == "no-store"


def test_the_specification_tells_it(client: FlaskClient) -> None:
    spec = client.get("/openapi.json").json
    assert spec is not None
    gets = {path: own["get"] for path, own in spec["paths"].items() if "get" in own and path.startswith("/api/")}
    assert len(gets) >= 8
    for operation in gets.values():
        assert "304" in operation["responses"] and "ETag" in operation["responses"]["200"]["headers"]
        assert "If-None-Match" in {parameter["name"] for parameter in operation["parameters"]}
