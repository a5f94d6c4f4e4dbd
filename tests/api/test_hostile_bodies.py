"""Whatever is sent: no failure of ours, no traceback, and what is accepted is kept."""

from __future__ import annotations

import json
from collections import Counter
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from service.articles.checking import Checking
from service.jobs.worker import Worker
from service.storage.tables import Event, Revision

ARTICLES = "/api/v1/articles"
CHECK = "/api/v1/check"
BATCHES = "/api/v1/batches"
LINES = "application/jsonl"
BODIES = 1_250
"""For each of four doors: 5,000 in all, the same in every run."""
ARTICLE: dict[str, Any] = {
    "id": "7", "source_lang": "ar", "target_lang": "en", "reference": "A text.",
    "glossary": [{"source": "محاولات", "target": "text", "forbidden": ["texts"]}],
}  # fmt: skip
GOOD: list[dict[str, Any]] = [
    ARTICLE | {"target": "Text.", "source": "محاولات", "format": "text"},
    ARTICLE | {"fields": [{"name": "title", "target": "Text.", "source": "محاولات", "format": "html"}]},
]
KEPT = [body | {"revision": "1", "metadata": {"desk": "x"}, "callback": ""} for body in GOOD]
FLAG: dict[str, Any] = {"flag": "0123456789abcdef", "comment": "x", "reviewer": "R.", "revision": 1, "seen": 0}
DECISIONS: list[dict[str, Any]] = [
    *({"action": action} | FLAG for action in ("confirm", "dismiss", "comment")),
    {"action": "change", "severity": "minor", "category": "fluency/grammar"} | FLAG,
    {"action": "mark", "side": "target", "start": 0, "end": 4, "category": "fluency/grammar", "severity": "minor"},
    {"action": "edit", "segment": "s1", "text": "They use it.", "reviewer": "R."},
    {"action": "undo", "event": "x" * 22},
    *({"action": action, "reviewer": "R."} for action in ("claim", "release", "finish", "approve", "send_back")),
]
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


def value(draw: Random, depth: int = 3) -> Any:
    """Any JSON, nasty more often than not."""
    kind = draw.random()
    if depth and kind < 0.12:
        return [value(draw, depth - 1) for _ in range(draw.randint(0, 4))]
    if depth and kind < 0.24:
        return {text(draw): value(draw, depth - 1) for _ in range(draw.randint(0, 4))}
    if kind < 0.7:
        return deepcopy(draw.choice(NASTY))
    return draw.choice([text(draw), draw.randint(-(2**70), 2**70), draw.uniform(-1e9, 1e9)])


def text(draw: Random) -> str:
    """A few characters from anywhere in Unicode, halves of UTF-16 pairs too."""
    return "".join(chr(draw.randint(0, draw.choice([127, 0x10FFFF]))) for _ in range(draw.randint(0, 8)))


def spoilt(draw: Random, good: dict[str, Any]) -> Any:
    """A good body with one to three things wrong, or anything at all."""
    if draw.random() < 0.2:
        return value(draw)
    body = deepcopy(good)
    for _ in range(draw.randint(1, 3)):
        place: Any = body
        while True:
            key = draw.choice([*place, text(draw)]) if isinstance(place, dict) else 0
            inner = place[key] if isinstance(place, list) else place.get(key)
            if not inner or not isinstance(inner, (dict, list)) or draw.random() < 0.5:
                break
            place = inner
        place[key] = value(draw)  # the next fault may be made inside it
    return body


def post(client: FlaskClient, path: str, body: bytes, expected: set[int]) -> Any:
    """The answer's JSON, and that it is one of a service that is well."""
    answer = client.post(path, data=body, content_type=LINES if path == BATCHES else "application/json")
    assert answer.status_code in expected | {400, 413, 422}, (answer.status_code, answer.text[:300], body[:300])
    assert "Traceback" not in answer.text and "/service/" not in answer.text
    if answer.status_code >= 400:
        assert answer.mimetype == "application/problem+json"
    return answer.get_json(force=True) | {"answered": answer.status_code}


@pytest.fixture
def decisions(client: FlaskClient, engine: Engine, checker: FakeChecker) -> str:
    """The address for decisions on an article that has been checked."""
    sent = client.post(ARTICLES, json={"target": "They take advantage of it.", "source": "للتقارب"}).json
    assert sent and Worker(engine, Checking(checker.check)).work_next()
    return f"{ARTICLES}/{sent['id']}/decisions"


@pytest.mark.parametrize("path", [ARTICLES, CHECK, BATCHES, "decisions", "/api/v1/deliveries/x/replay"])
def test_hostile_bytes(client: FlaskClient, decisions: str, path: str) -> None:
    for body in BYTES:
        post(client, decisions if path == "decisions" else path, body, {404} if path.endswith("replay") else {200})


@pytest.mark.parametrize(("path", "good", "status"), [(ARTICLES, KEPT, 202), (CHECK, GOOD, 200)])
def test_hostile_articles(
    client: FlaskClient, engine: Engine, path: str, good: list[dict[str, Any]], status: int
) -> None:
    draw, answers = Random(path), Counter[int]()
    for _ in range(BODIES):
        body = json.dumps(spoilt(draw, draw.choice(good))).encode()
        answers[post(client, path, body, {status})["answered"]] += 1
    assert answers[status] and answers[400] and answers[422]
    assert rows(engine, Revision) == answers[202]


def test_hostile_batches(client: FlaskClient, engine: Engine) -> None:
    draw, results = Random(BATCHES), Counter[int]()
    for _ in range(BODIES):
        lines = [json.dumps(spoilt(draw, draw.choice(KEPT))).encode() for _ in range(draw.randint(1, 2))]
        results.update(result["status"] for result in post(client, BATCHES, b"\n".join(lines), {200})["results"])
    assert set(results) == {202, 422}
    assert rows(engine, Revision) == results[202]


def test_hostile_decisions(client: FlaskClient, engine: Engine, decisions: str) -> None:
    draw, answers = Random("decisions"), Counter[int]()
    for _ in range(BODIES):
        body = json.dumps(spoilt(draw, draw.choice(DECISIONS))).encode()
        answers[post(client, decisions, body, {201, 409})["answered"]] += 1
    assert answers[201] and answers[400] and answers[422]
    history = client.get(decisions).json
    assert history and len(history["events"]) == rows(engine, Event) >= answers[201]


def rows(engine: Engine, table: type[Revision | Event]) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0
