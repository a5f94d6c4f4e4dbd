"""Whatever is sent: no failure of ours, no traceback, and what is accepted is kept."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from service.articles.checking import Checking
from service.jobs.worker import Worker
from service.storage.tables import Event, Revision

ARTICLES = "/api/v1/articles"
BATCHES, CHECK, DECISIONS = "/api/v1/batches", "/api/v1/check", f"{ARTICLES}/…/decisions"
PATHS = [ARTICLES, CHECK, BATCHES, DECISIONS]
BODIES_A_PATH = 1_250
GOOD: dict[str, Any] = {
    "id": "7", "revision": "1", "target": "Text.", "source": "محاولات", "source_lang": "ar", "target_lang": "en",
    "reference": "A text.", "format": "text", "metadata": {"desk": "x"},
    "fields": [{"name": "title", "target": "Text.", "source": "محاولات", "format": "html"}],
    "glossary": [{"source": "محاولات", "target": "text", "forbidden": ["texts"]}],
}  # fmt: skip
DECIDED: list[dict[str, Any]] = [
    {"action": "confirm", "flag": "0" * 16, "reviewer": "ann", "revision": 1, "seen": 0, "comment": "Yes."},
    {"action": "dismiss", "flag": "0" * 16},
    {"action": "change", "flag": "0" * 16, "category": "accuracy/omission", "severity": "minor"},
    {"action": "mark", "side": "target", "start": 0, "end": 4, "category": "accuracy/omission",
     "severity": "major"},
    {"action": "edit", "segment": "s1", "text": "Another text."},
    {"action": "comment", "flag": "", "comment": "Look."},
    {"action": "claim"}, {"action": "release"}, {"action": "send_back"}, {"action": "undo", "event": "x" * 22},
]  # fmt: skip
NASTY: list[Any] = [
    None, True, 0, -1, 1e308, 10**400, "", "\0", "\ud800", "\U0010ffff", "a\u202eb", "x" * 10_000, [], {}, [[]],
    {"": {}}, "'; DROP TABLE article; --", "' OR '1'='1", "%s%n{0}{{7*7}}${7*7}", "../../etc/passwd",
    "/etc/passwd\0.txt", "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>",
    "<script>alert(1)</script>", "<p>" * 2_000, "__class__", "NaN", "Infinity", "\r\nX-Injected: 1",
    "é\u0301" * 50, "👩‍🚀" * 20, "\ufdd0",
    "0" * 5_000,
]  # fmt: skip
BYTES = [
    b"", b"{", b"[]", b"null", b'"x"', b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe{}", b'{"target": "\xc3\x28"}',
    b'{"target": NaN}', b'{"target": 1e999}', b'{"target": "\\ud83d"}', b'{"target": "a", "target": 5}', b"\0" * 100,
    b'{"target": "' + b"x" * 1_500_000 + b'"}', b'{"target": "' + b"y" * 10_000_000 + b'"}', b"a=b",
    b"--x\r\n\r\n--x--", b'{"id": ' + b"9" * 100_000 + b', "target": "x"}',
]  # fmt: skip

json_values = st.recursive(
    st.sampled_from(NASTY) | st.text(max_size=20) | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@st.composite
def articles(draw: st.DrawFn) -> Any:
    """A good article, in fields or not."""
    body: dict[str, Any] = json.loads(json.dumps(GOOD))
    keep = draw(st.sampled_from(["fields", "target"]))
    for other in ("fields",) if keep == "target" else ("target", "source"):
        body.pop(other)
    return body


@st.composite
def bodies(draw: st.DrawFn, good: st.SearchStrategy[dict[str, Any]]) -> Any:
    """A good body with one to three things wrong, or anything at all."""
    if draw(st.integers(0, 4)) == 0:
        return draw(json_values)
    body = deepcopy(draw(good))
    for _ in range(draw(st.integers(1, 3))):
        place: Any = body
        while True:
            key = draw(st.sampled_from(sorted(place))) if isinstance(place, dict) else 0
            if isinstance(place[key], (dict, list)) and place[key] and draw(st.booleans()):
                place = place[key]
            else:
                break
        place[key] = deepcopy(draw(json_values))  # the next fault may be made inside it
    return body


@pytest.fixture
def address(client: FlaskClient, engine: Engine, checker: FakeChecker, path: str) -> str:
    """The path, with a checked article where it has a place for one."""
    if path != DECISIONS:
        return path
    place = client.post(ARTICLES, json={"target": "They take advantage of it."}).headers["Location"]
    assert Worker(engine, Checking(checker.check)).work_next()
    assert client.get(f"{place}/report").get_json()["flags"]
    return f"{place}/decisions"


def kept_of(engine: Engine) -> int:
    """How many revisions and decisions the database has."""
    with Session(engine) as session:
        return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in (Revision, Event))


def harmless(client: FlaskClient, path: str, body: bytes) -> int:
    """Posts it; how many articles or decisions were accepted."""
    media_type = "application/jsonl" if path == BATCHES else "application/json"
    answer = client.post(path, data=body, content_type=media_type)
    assert answer.status_code in (200, 201, 202, 400, 404, 409, 413, 422), (answer.status_code, answer.text[:300])
    assert "Traceback" not in answer.text and "/service/" not in answer.text
    if answer.status_code >= 400:
        assert answer.mimetype == "application/problem+json"
        return 0
    return int(answer.get_json()["accepted"]) if path == BATCHES else int(answer.status_code in (201, 202))


@pytest.mark.parametrize("path", PATHS)
def test_hostile_bytes(client: FlaskClient, address: str) -> None:
    for body in BYTES:
        harmless(client, address, body)


@pytest.mark.parametrize("path", PATHS)
def test_hostile_values(client: FlaskClient, engine: Engine, path: str, address: str) -> None:
    accepted, before = 0, kept_of(engine)
    good = st.sampled_from(DECIDED) if path == DECISIONS else articles()

    @settings(max_examples=BODIES_A_PATH, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(bodies(good))
    def send(body: Any) -> None:
        nonlocal accepted
        accepted += harmless(client, address, json.dumps(body).encode())

    send()
    assert kept_of(engine) == before + accepted
    assert accepted or path == CHECK
