"""Whatever is sent: no failure of ours, no traceback, and what is accepted is kept."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from service.storage.tables import Revision

ARTICLES = "/api/v1/articles"
PATHS = [ARTICLES, "/api/v1/check"]
GOOD: dict[str, Any] = {
    "id": "7", "revision": "1", "target": "Text.", "source": "محاولات", "source_lang": "ar", "target_lang": "en",
    "reference": "A text.", "format": "text", "metadata": {"desk": "x"},
    "fields": [{"name": "title", "target": "Text.", "source": "محاولات", "format": "html"}],
    "glossary": [{"source": "محاولات", "target": "text", "forbidden": ["texts"]}],
}  # fmt: skip
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
def bodies(draw: st.DrawFn) -> Any:
    """A good body with one to three things wrong, or anything at all."""
    if draw(st.integers(0, 4)) == 0:
        return draw(json_values)
    body: dict[str, Any] = json.loads(json.dumps(GOOD))
    keep = draw(st.sampled_from(["fields", "target"]))
    for other in ("fields",) if keep == "target" else ("target", "source"):
        body.pop(other)
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


def harmless(client: FlaskClient, path: str, body: bytes, kept: int) -> int:
    """Posts it; whether another article is kept now."""
    answer = client.post(path, data=body, content_type="application/json")
    assert answer.status_code in (200, 202, 400, 413, 422), (answer.status_code, answer.text[:300], body[:300])
    assert "Traceback" not in answer.text and "/service/" not in answer.text
    if answer.status_code >= 400:
        assert answer.mimetype == "application/problem+json"
    return kept + (answer.status_code == 202)


@pytest.mark.parametrize("path", PATHS)
def test_hostile_bytes(client: FlaskClient, path: str) -> None:
    for body in BYTES:
        harmless(client, path, body, 0)


@pytest.mark.parametrize("path", PATHS)
def test_hostile_values(client: FlaskClient, engine: Engine, path: str) -> None:
    kept = 0

    @settings(max_examples=1_250, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(bodies())
    def send(body: Any) -> None:
        nonlocal kept
        kept = harmless(client, path, json.dumps(body).encode(), kept)

    send()
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Revision)) == kept
