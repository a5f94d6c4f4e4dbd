"""Who may do what: keys, scopes, sites."""

from __future__ import annotations

import re

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from service_app import make_client, make_key
from sqlalchemy import Engine

from service.access.keys import READ, SCOPES, SUBMIT, revoke
from service.storage.database import transaction

ARTICLES = "/api/v1/articles"
STORY = {"id": "story-7", "source": "محاولات للتقارب", "source_lang": "ar", "target": "They take advantage of it 👩‍🚀."}
SOUND = {"id": "story-8", "target": "They met.", "target_lang": "en"}
OPERATIONS = [
    ("POST", "/api/v1/check", "submit"),
    ("POST", ARTICLES, "submit"),
    ("POST", "/api/v1/batches", "submit"),
    ("POST", "/api/v1/formats/xliff", "submit"),
    ("POST", "/api/v1/formats/tmx", "submit"),
    ("POST", "/api/v1/formats/po", "submit"),
    ("GET", ARTICLES, "read"),
    ("GET", f"{ARTICLES}/x", "read"),
    ("GET", f"{ARTICLES}/by-id/x", "read"),
    ("GET", f"{ARTICLES}/x/report", "read"),
    ("GET", f"{ARTICLES}/x/corrected", "read"),
    ("GET", f"{ARTICLES}/x/revisions", "read"),
    ("GET", f"{ARTICLES}/x/revisions/1/report", "read"),
    ("DELETE", f"{ARTICLES}/x", "admin"),
    ("GET", "/api/v1/jobs/x", "submit"),
    ("POST", f"{ARTICLES}/x/decisions", "review"),
    ("GET", f"{ARTICLES}/x/decisions", "read"),
    ("GET", f"{ARTICLES}/x/history.jsonl", "read"),
    ("GET", f"{ARTICLES}/x/xliff", "read"),
    ("GET", "/api/v1/exports/decisions.jsonl", "read"),
    ("GET", "/api/v1/exports/decisions.csv", "read"),
    ("GET", "/api/v1/exports/post-edits.tmx", "read"),
    ("GET", "/api/v1/deliveries", "admin"),
    ("GET", "/api/v1/capabilities", "read"),
    ("POST", "/api/v1/deliveries/x/replay", "admin"),
    ("GET", f"{ARTICLES}/by-id/x", "read"),
    ("GET", "/api/v1/site", "admin"),
    ("PATCH", "/api/v1/site", "admin"),
    ("GET", "/api/v1/keys", "admin"),
    ("POST", "/api/v1/keys", "admin"),
    ("DELETE", "/api/v1/keys/x", "admin"),
    ("GET", "/api/v1/endpoints", "admin"),
    ("POST", "/api/v1/endpoints", "admin"),
    ("DELETE", "/api/v1/endpoints/x", "admin"),
    ("GET", "/api/v1/recalibrations", "admin"),
    ("POST", "/api/v1/recalibrations", "admin"),
    ("POST", "/api/v1/recalibrations/revert", "admin"),
    ("GET", "/api/v1/people", "admin"),
    ("POST", "/api/v1/people", "admin"),
    ("PATCH", "/api/v1/people/x", "admin"),
    ("POST", "/api/v1/people/x/link", "admin"),
    ("PATCH", f"{ARTICLES}/x", "review"),
]


@pytest.mark.parametrize(("method", "path", "scope"), OPERATIONS)
def test_every_door_asks_for_its_scope(app: APIFlask, database: Engine, method: str, path: str, scope: str) -> None:
    others = [other for other in SCOPES if other != scope]

    def status(key: str) -> int:
        body = {"json": SOUND} if method in ("POST", "PATCH") else {}
        answer = make_client(app, key).open(path, method=method, **body)
        assert answer.status_code < 400 or answer.mimetype == "application/problem+json"
        if answer.status_code == 403:
            told = answer.get_json(force=True)["detail"]
            assert told.startswith(f"This needs a key of the scope {scope}, and this key has: {', '.join(others)}.")
        return answer.status_code

    assert status("") == status("mtqc_0123456789abcdef_nonsense") == status("x") == 401
    assert status(make_key(database, *others)) == 403
    assert status(make_key(database, scope)) in (200, 202, 404, 415, 422)


def test_every_operation_stands_in_that_table(client: FlaskClient) -> None:
    spec = client.get("/openapi.json").json
    assert spec is not None
    documented = {
        (method.upper(), re.sub(r"\{\w+\}", "x", path.replace("{number}", "1")))
        for path, operations in spec["paths"].items()
        for method in operations
        if path.startswith("/api/v1/")
    }
    assert documented == {(method, path) for method, path, _ in OPERATIONS}


def test_a_revoked_key_opens_nothing(app: APIFlask, database: Engine) -> None:
    key = make_key(database)
    with transaction(database) as session:
        assert revoke(session, key.split("_")[1], 1.0)
    answer = make_client(app, key).get(ARTICLES)
    assert answer.status_code == 401 and answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_site_sees_its_own_alone(app: APIFlask, database: Engine) -> None:
    ours, theirs = (make_client(app, make_key(database, SUBMIT, READ, site=site)) for site in ("ours", "theirs"))
    sent = ours.post(ARTICLES, json=STORY).json
    also = theirs.post(ARTICLES, json=STORY).json
    assert sent and also and sent["id"] != also["id"] and also["revision"] == 1
    assert theirs.get(f"{ARTICLES}/{sent['id']}").status_code == 404
    assert theirs.get(f"/api/v1/jobs/{sent['job']}").status_code == 404
    listed = theirs.get(ARTICLES).json
    assert listed and [one["id"] for one in listed["articles"]] == [also["id"]]
