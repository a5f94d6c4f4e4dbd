"""The id of a request: the client's where it is short and plain, else one of ours; in the answer and in problems."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

OURS = re.compile(r"[0-9a-f]{16}")


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ("a", True), ("cms-7_2026.11", True), ("x" * 64, True),
        ("", False), ("x" * 65, False), ("a b", False), ("a\tb", False), ("é", False), ("a/b", False), ('"a"', False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/api/v1/articles", "/api/v1/nothing", "/healthz", "/"])
def test_which_ids_are_taken_over(client: FlaskClient, path: str, sent: str, taken: bool) -> None:
    answer = client.get(path, headers={"X-Request-ID": sent})
    own = answer.headers["X-Request-ID"]
    assert own == sent if taken else OURS.fullmatch(own)
    if answer.mimetype == "application/problem+json":
        assert answer.get_json(force=True)["request_id"] == own


def test_a_person_is_told_the_id_too(client: FlaskClient) -> None:
    answer = client.get("/nothing", headers={"Accept": "text/html"})
    assert answer.status_code == 404 and answer.headers["X-Request-ID"] in answer.text
