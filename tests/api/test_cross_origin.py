"""No page of another origin may read an answer: CORS is off, for preflights too."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

FOREIGN = {"Origin": "https://elsewhere.example"}
PREFLIGHT = FOREIGN | {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization, content-type",
    "Access-Control-Request-Private-Network": "true",
}
PATHS = [
    "/", "/docs", "/openapi.json", "/healthz", "/readyz", "/metrics", "/nothing", "/static/page.css", "/api/v1/check",
    "/api/v1/articles", "/api/v1/articles/x", "/api/v1/articles/x/report", "/api/v1/articles/x/decisions",
    "/api/v1/batches", "/api/v1/jobs/x", "/api/v1/deliveries", "/api/v1/deliveries/x/replay",
]  # fmt: skip
REQUESTS = [
    ("OPTIONS", PREFLIGHT), ("GET", FOREIGN), ("POST", FOREIGN), ("DELETE", FOREIGN), ("GET", {"Origin": "null"}),
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("method", "headers"), REQUESTS)
def test_nobody_elsewhere_is_let_in(client: FlaskClient, method: str, path: str, headers: dict[str, str]) -> None:
    answer = client.open(path, method=method, headers=headers, buffered=True)
    assert answer.status_code < 500
    assert [name for name, _ in answer.headers if name.lower().startswith("access-control-")] == []
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
