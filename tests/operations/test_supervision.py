"""Background threads that end by an error: begun again, counted, and named as long as they are down."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from fake_checker import FakeChecker
from service_app import make_app, make_client, make_key, serving
from sqlalchemy import Engine
from waiting import wait_for

from service import supervision
from service.articles.giving_up import give_up
from service.jobs import job_notifications
from service.jobs.job_notifications import InProcessWorker, Sweeper, notification_app, when_notified
from service.supervision import SupervisedThread, down
from service.webhooks import sender
from service.webhooks.sender import WebhookSender

Background = Sweeper | WebhookSender | InProcessWorker


@pytest.fixture
def threads(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Background]]:
    monkeypatch.setattr(job_notifications, "SWEEP_SECONDS", 0.05)
    monkeypatch.setattr(sender, "LOOK_EVERY_SECONDS", 0.05)
    notifications = notification_app()
    when_notified(notifications, lambda: False)
    sweeper = Sweeper(notifications, engine, give_up)
    made: list[Background] = [WebhookSender(engine), sweeper, InProcessWorker(notifications)]
    for thread in made:
        thread.start()
    yield {thread.name: thread for thread in made}
    for thread in made:
        thread.stop()


def ready(address: str) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        assert error.headers["Content-Type"] == "application/problem+json" and error.headers["Retry-After"]
        return error.code, json.load(error)


BREAKS: list[tuple[str, object, str]] = [
    ("webhook sender", sender.outbox, "due"),
    ("sweeper", job_notifications, "sweep"),
    ("worker", job_notifications, "WorkController"),
]


@pytest.mark.parametrize("error", [RuntimeError("not foreseen"), SystemExit(1)], ids=["error", "exit"])
@pytest.mark.parametrize(("name", "module", "function"), BREAKS)
def test_what_ends_by_an_error_is_told_and_begun_again(
    engine: Engine, threads: dict[str, Background], monkeypatch: pytest.MonkeyPatch,
    name: str, module: object, function: str, error: BaseException,
) -> None:  # fmt: skip
    app = make_app(engine, FakeChecker(), threads=list(threads.values()))

    def broken(*_: object, **__: object) -> None:
        raise error

    with serving(app) as address:
        wait_for(lambda: ready(address)[0] == 200)
        with monkeypatch.context() as patched:
            patched.setattr(module, function, broken)
            if isinstance(worker := threads[name], InProcessWorker):
                assert worker._controller is not None
                worker._controller.stop()  # as it does when it has met an error that it cannot live with
            wait_for(lambda: ready(address)[0] == 503)
            told = ready(address)[1]
            assert told["down"] == [name] and name in told["detail"]
            metrics = make_client(app, make_key(engine)).get("/metrics").text
            assert f'mtqc_thread_down{{thread="{name}"}} 1.0' in metrics
            assert urllib.request.urlopen(f"{address}/healthz", timeout=10).status == 200
        wait_for(lambda: ready(address)[0] == 200)
    assert threads[name].restarts >= 1 and not threads[name].is_down
    metrics = make_client(app, make_key(engine)).get("/metrics").text
    assert f'mtqc_thread_restarts_total{{thread="{name}"}} {threads[name].restarts}.0' in metrics
    assert f'mtqc_thread_down{{thread="{name}"}} 0.0' in metrics


def test_the_pauses_grow_and_end_with_the_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "FIRST_PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(supervision, "MAX_PAUSE_SECONDS", 0.2)
    ended: list[float] = []
    thread = SupervisedThread("hasty", lambda: ended.append(time.monotonic()))
    assert down([thread]) == ["hasty"]  # nobody has started it
    thread.start()
    wait_for(lambda: len(ended) >= 5)
    thread.stopping.set()
    assert thread.join(5)
    pauses = [later - earlier for earlier, later in pairwise(ended)]
    assert pauses[0] >= 0.05 and pauses[1] >= 0.1 and all(0.2 <= pause < 2 for pause in pauses[2:])
    assert thread.restarts >= 4


def test_an_endpoint_is_not_forgotten_when_there_is_no_thread_for_it(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = WebhookSender(engine)
    monkeypatch.setattr(sender.outbox, "due", lambda *_: {"endpoint": ["delivery"]})
    monkeypatch.setattr(found, "_deliver_all", lambda _: 1)
    with monkeypatch.context() as patched:
        patched.setattr(found._pool, "submit", lambda *_: (_ for _ in ()).throw(RuntimeError("can't start new thread")))
        with pytest.raises(RuntimeError):
            found.deliver_due()
    assert found._busy == set() and found.deliver_due() == 1
    found._pool.shutdown()


def test_a_delivering_thread_that_ends_frees_its_endpoint(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    found = WebhookSender(engine)
    monkeypatch.setattr(sender.outbox, "due", lambda *_: {"endpoint": ["delivery"]})

    def ends(_: object) -> int:
        raise SystemExit(1)

    monkeypatch.setattr(found, "_deliver_all", ends)
    assert found.deliver_due() == 0
    assert (found.restarts, found._busy) == (1, set())
    found._pool.shutdown()
