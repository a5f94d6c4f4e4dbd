"""`/readyz` says whether this process can serve; what all processes share and outlive takes none of them out."""

from __future__ import annotations

import socket
import threading
import time
from functools import partial

import pytest
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine

from service.articles import submission
from service.deadline import MAX_ABANDONED, TookTooLong, within
from service.jobs.job_notifications import notification_app, notify


def test_a_full_queue_refuses_articles_and_leaves_the_process_ready(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a cluster would take every web process out at once, the pages with them."""
    assert client.get("/readyz").json == {"status": "ready", "waiting": 0, "full": False}
    assert "mtqc_queue_full 0.0" in client.get("/metrics").text.splitlines()
    monkeypatch.setattr(submission, "MAX_WAITING", 1)
    client.post("/api/v1/articles", json={"target": "Text."})
    refused = client.post("/api/v1/articles", json={"target": "Another text."})
    assert refused.status_code == 503 and refused.mimetype == "application/problem+json"
    assert int(refused.headers["Retry-After"]) > 0
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json) == (200, {"status": "ready", "waiting": 1, "full": True})
    assert "mtqc_queue_full 1.0" in client.get("/metrics").text.splitlines()


def test_not_ready_while_checks_that_were_given_up_pile_up(client: FlaskClient) -> None:
    done = threading.Event()
    try:
        for count in range(1, MAX_ABANDONED + 1):
            assert client.get("/readyz").status_code == 200, count
            with pytest.raises(TookTooLong):
                within(0.01, "It", done.wait)
        refused = client.get("/readyz")
        told = refused.get_json(force=True)
        assert (refused.status_code, told["down"]) == (503, ["checks"]) and int(refused.headers["Retry-After"]) > 0
        assert told["detail"] == "4 checks that were given up at their deadline still run: restart this process."
        assert client.get("/healthz").status_code == 200
    finally:
        done.set()
    until = time.monotonic() + 20
    while client.get("/readyz").status_code != 200:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_ready_while_the_broker_does_not_answer(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is sent is kept: a sweeper tells of it later."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = probe.getsockname()[1]
    notifications = notification_app(f"amqp://guest:guest@127.0.0.1:{nobody}//")
    client = make_client(make_app(engine, FakeChecker(), notify=partial(notify, notifications)), make_key(engine))
    assert client.post("/api/v1/articles", json={"target": "Text."}).status_code == 202
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json) == (200, {"status": "ready", "waiting": 1, "full": False})
