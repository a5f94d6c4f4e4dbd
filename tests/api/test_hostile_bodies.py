"""What a body full of faults costs: seconds of the processor, and how long the answer is."""

from __future__ import annotations

import json
import time
from itertools import islice, product
from string import ascii_letters, digits
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.access.body_limits import MAX_REQUEST_BYTES

MAX_SECONDS = 2.0
"""Of the processor: about twice what a slow one takes."""
MAX_ANSWER_BYTES = 3_000
DOORS = {"/api/v1/batches": "application/jsonl", "/api/v1/articles": "application/json",
         "/api/v1/check": "application/json"}  # fmt: skip
MANY = 200_000
NAMES = ["".join(name) for name in islice(product(ascii_letters + digits, repeat=3), MANY)]
UNKNOWN = dict.fromkeys(NAMES, 0)
SOME_UNKNOWN = dict.fromkeys(NAMES[:20], 0)
BODIES: dict[str, Any] = {
    "unknown members": UNKNOWN,
    "unknown members of a term": {"target": "x", "glossary": [UNKNOWN]},
    "unknown members of many terms": {"target": "x", "glossary": [SOME_UNKNOWN] * 10_000},
    "unknown members of a field": {"fields": [UNKNOWN]},
    "wrong metadata": {"target": "x", "metadata": UNKNOWN},
    "much metadata": {"target": "x", "metadata": dict.fromkeys(NAMES[:190_000], "")},
    "wrong terms": {"target": "x", "glossary": [0] * MANY},
    "terms of wrong members": {"target": "x", "glossary": [{"source": 0, "forbidden": [0] * 50}] * 8_000},
    "wrong fields": {"fields": [0] * MANY},
    "wrong forbidden words": {"target": "x", "glossary": [{"source": "a", "forbidden": [0] * MANY}]},
    "wrong fingerprints": {"target": "x", "dismissed": ["z"] * MANY},
    "an object for a text": {"target": UNKNOWN},
    "a list for an object": [0] * MANY,
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_one_body_of_faults(client: FlaskClient, door: str, body: Any) -> None:
    content = json.dumps(body, separators=(",", ":")).encode()
    assert len(content) <= MAX_REQUEST_BYTES
    began = time.process_time()
    answer = client.post(door, data=content, content_type=DOORS[door])
    assert time.process_time() - began < MAX_SECONDS
    assert answer.status_code in ((200,) if door == "/api/v1/batches" else (400, 413, 422))
    assert len(answer.data) < MAX_ANSWER_BYTES


@pytest.mark.parametrize(
    "line",
    [dict.fromkeys(NAMES[:2_500], 0), {"target": 5, "metadata": dict.fromkeys(NAMES[:2_500], 0)}],
    ids=["unknown members", "wrong metadata"],
)
def test_a_batch_of_bodies_of_faults(client: FlaskClient, line: Any) -> None:
    content = b"\n".join([json.dumps(line).encode()] * 1_000)
    began = time.process_time()
    answer = client.post("/api/v1/batches", data=content, content_type="application/jsonl").json
    assert time.process_time() - began < MAX_SECONDS
    assert answer and answer["refused"] == 1_000
