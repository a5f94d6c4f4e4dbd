"""What a real server writes to standard error: a line for everything that happened, no word of what was sent."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from durability.running import FAULT, Service
from service_app import make_key
from sqlalchemy import Engine
from waiting import wait_for

from service.storage.database import transaction
from service.webhooks.endpoints import register

SENTINEL = "zqsentinelqz"
ARTICLES = "/api/v1/articles"
FULL: dict[str, Any] = {
    "id": f"{SENTINEL} id", "revision": SENTINEL, "metadata": {SENTINEL: SENTINEL}, "source": f"محاولات {SENTINEL}",
    "target": f"They take advantage of {SENTINEL}.", "reference": SENTINEL, "source_lang": "ar", "target_lang": "en",
    "glossary": [{"source": SENTINEL, "target": SENTINEL, "forbidden": [SENTINEL]}], "format": "text",
}  # fmt: skip
FIELDS = {"id": f"{SENTINEL}-2", "fields": [{"name": SENTINEL, "target": f"<p>{SENTINEL}", "format": "html"}]}
FAULTY = {"id": f"{SENTINEL}-3", "target": f"{SENTINEL} {FAULT}"}
BAD: list[bytes] = [
    b"", b"{", SENTINEL.encode(), b'{"target": "' + SENTINEL.encode(), json.dumps([SENTINEL]).encode(),
    json.dumps({"target": SENTINEL, SENTINEL: 1}).encode(), json.dumps({"target": [SENTINEL]}).encode(),
    json.dumps({"target": f"{SENTINEL}\0"}).encode(), json.dumps({"target": "x", "source_lang": SENTINEL * 9}).encode(),
    json.dumps({"target": SENTINEL, "callback": SENTINEL}).encode(),
    json.dumps({"target": SENTINEL, "fields": [{"name": SENTINEL}]}).encode(),
    b'{"target": "' + SENTINEL.encode() + b'\xc3\x28"}', b"[" * 100_000 + SENTINEL.encode(),
]  # fmt: skip
DECISIONS: list[dict[str, Any]] = [
    {"action": "comment", "comment": SENTINEL, "reviewer": SENTINEL},
    {"action": "mark", "side": "target", "start": 0, "end": 4, "category": "fluency/grammar", "severity": "minor"},
    {"action": "edit", "segment": "s1", "text": SENTINEL, "comment": SENTINEL},
    {"action": "edit", "segment": SENTINEL, "text": SENTINEL},
    {"action": "dismiss", "flag": SENTINEL, "comment": SENTINEL},
    {"action": "finish", "comment": SENTINEL, "reviewer": f"other {SENTINEL}"},
    {"action": SENTINEL, SENTINEL: SENTINEL},
    {"action": "undo", "event": SENTINEL},
]


@pytest.fixture
def receiver() -> Iterator[str]:
    """The address of a receiver that refuses every message, with the sentinel in its answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(500, SENTINEL)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://cms.example:{server.server_port}/{SENTINEL}?{SENTINEL}"
    server.shutdown()
    thread.join()
    server.server_close()


def ask(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, Any]:
    """Status and JSON; the names of headers with _ for -."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, {"User-Agent": SENTINEL, "Referer": SENTINEL, "Cookie": SENTINEL} | named)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, json.loads(text) if "json" in (answer.getheader("Content-Type") or "") else None


def everything(port: int, key: str) -> None:
    """Every kind of request, with the sentinel wherever a text fits."""
    own = {"Authorization": f"Bearer {key}", "Content_Type": "application/json"}
    statuses = set()
    for path in (ARTICLES, "/api/v1/check"):
        for body in (FULL, FIELDS, FAULTY):
            statuses.add(ask(port, "POST", path, json.dumps(body).encode(), **own, Prefer="wait=5")[0])
        for raw in BAD:
            statuses.add(ask(port, "POST", path, raw, **own, Idempotency_Key=SENTINEL)[0])
    lines = b"\n".join([json.dumps(FULL).encode(), json.dumps(FAULTY).encode(), *BAD])
    assert ask(port, "POST", "/api/v1/batches", lines, **own | {"Content_Type": "application/jsonl"})[0] == 200
    article = ask(port, "GET", ARTICLES, **own)[1]["articles"][0]["id"]
    for body in DECISIONS:
        statuses.add(ask(port, "POST", f"{ARTICLES}/{article}/decisions", json.dumps(body).encode(), **own)[0])
    for path in (f"{ARTICLES}/{article}/decisions", f"{ARTICLES}/{SENTINEL}/report", f"/api/v1/jobs/{SENTINEL}",
                 f"{ARTICLES}?reviewer={SENTINEL}", f"{ARTICLES}?cursor={SENTINEL}", f"{ARTICLES}?{SENTINEL}=1",
                 f"/{SENTINEL}", f"/static/{SENTINEL}", "/", f"/?{SENTINEL}", "/api/v1/deliveries"):  # fmt: skip
        statuses.add(ask(port, "GET", path, **own)[0])
    for form in (f"target={SENTINEL}", f"target={SENTINEL}+{FAULT}", f"format={SENTINEL}", f"source_lang={SENTINEL}"):
        form_type = {"Content_Type": "application/x-www-form-urlencoded"}
        statuses.add(ask(port, "POST", "/", form.encode(), **form_type, Accept="text/html")[0])
    statuses.add(ask(port, SENTINEL.upper(), ARTICLES)[0])
    for wrong in (SENTINEL, f"Bearer {SENTINEL}", f"Bearer mtqc_0123456789abcdef_{SENTINEL}"):
        statuses.add(ask(port, "GET", ARTICLES, Authorization=wrong, X_Request_ID=f"{SENTINEL} and more")[0])
    assert {200, 201, 202, 400, 401, 404, 405, 409, 422, 500} <= statuses


def test_every_line_is_json_and_none_tells_what_was_sent(engine: Engine, tmp_path: Path, receiver: str) -> None:
    key, log = make_key(engine), tmp_path / "log"
    with transaction(engine) as session:
        register(session, "news", SENTINEL[:4], receiver, True, 0.0)
    service = Service(engine.url.render_as_string(), key, log=log)
    try:
        everything(service.port, key)
        ask(service.port, "GET", ARTICLES, Authorization=f"Bearer {key}", X_Request_ID="from-the.cms_7")
        wait_for(lambda: '"event": "delivery"' in log.read_text())
    finally:
        service.kill()
    text = log.read_text()
    assert SENTINEL not in text.lower() and key.split("_", 2)[2] not in text
    told = [json.loads(line) for line in text.splitlines()]
    by_event = {event: [line for line in told if line["event"] == event] for event in ("request", "job", "delivery")}
    asked = [line for line in by_event["request"] if line["request"] == "from-the.cms_7"]
    assert [(line["method"], line["route"], line["status"], line["key"]) for line in asked] == [
        ("GET", ARTICLES, 200, key.split("_")[1])
    ]
    assert 0 <= asked[0]["seconds"] < 10
    assert {"other", "GET", "POST"} == {line["method"] for line in by_event["request"]}
    assert {None, f"{ARTICLES}/<article>/report"} < {line["route"] for line in by_event["request"]}
    assert {"done", "failed"} <= {line["outcome"] for line in by_event["job"]}
    failed = next(line for line in by_event["job"] if line.get("error") == "ValueError from KeyError")
    assert failed["tries"] == 1 and failed["article"] and failed["at"][-1].startswith("__main__:")
    sent = by_event["delivery"][0]
    assert (sent["outcome"], sent["status"], sent["tries"]) == ("waiting", 500, 1) and sent["article"]
    failures = [line for line in told if line["event"] == "a request failed"]
    assert failures and all(line["error"].startswith("ValueError") and line["request"] for line in failures)
