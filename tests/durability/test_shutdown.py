"""A service that is asked to stop: it answers who waits, ends or hands back its article, and goes with exit code 0."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from service_app import make_key
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from durability.served import Served
from scripts.serve import STOPS_WITHIN_SECONDS
from service.storage.tables import DONE, QUEUED, RUNNING, Job, Revision

LONG_SECONDS = 600
IDLE_SECONDS = 5.0
"""From SIGTERM on, where nothing is at hand."""
REQUEST_SECONDS = 5.0
"""For which waitress waits for requests that are at hand."""


def job_of(engine: Engine, job: str) -> Job:
    with Session(engine) as session:
        return session.get_one(Job, job)


def when_running(engine: Engine, job: str) -> None:
    until = time.monotonic() + 30
    while job_of(engine, job).state != RUNNING:
        assert time.monotonic() < until
        time.sleep(0.05)


def wait_for_a_running_job(engine: Engine) -> None:
    until = time.monotonic() + 30
    while True:
        with Session(engine) as session:
            if session.query(Job).filter(Job.state == RUNNING).count():
                return
        assert time.monotonic() < until
        time.sleep(0.05)


def stopped(service: Served) -> int:
    service.ask_to_stop()
    return service.exit_code(STOPS_WITHIN_SECONDS)


@pytest.fixture
def url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def test_an_idle_service_goes_at_once(engine: Engine, url: str) -> None:
    service = Served(url, make_key(engine))
    try:
        with service.connect():  # somebody's browser, which keeps its connection open
            service.ask_to_stop()
            assert service.exit_code(IDLE_SECONDS) == 0
    finally:
        service.kill()


def test_an_article_that_is_nearly_done_is_finished(engine: Engine, url: str) -> None:
    service = Served(url, make_key(engine))
    try:
        job = service.send({"id": "1", "target": "This lasts 3 seconds."})["job"]
        when_running(engine, job)
        assert stopped(service) == 0
    finally:
        service.kill()
    found = job_of(engine, job)
    assert (found.state, found.attempts, found.claim) == (DONE, 1, None)


def test_an_article_that_takes_longer_is_handed_back(engine: Engine, url: str) -> None:
    key = make_key(engine)
    service = Served(url, key, last_seconds=1.0)
    try:
        job = service.send({"id": "1", "target": f"This lasts {LONG_SECONDS} seconds."})["job"]
        waiting = service.send({"id": "2", "target": "This one waits."})["job"]
        when_running(engine, job)
        assert stopped(service) == 0
        for kept in (job_of(engine, job), job_of(engine, waiting)):
            assert (kept.state, kept.attempts, kept.claim, kept.lease_until) == (QUEUED, 0, None, None)
            assert kept.due_at <= time.time() and kept.error == ""
        with Session(engine) as session, session.begin():  # no test waits for ten minutes
            session.get_one(Revision, session.get_one(Job, job).revision_id).sent = {"target": "This is short."}
        service.start()
        until = time.monotonic() + 30
        while {job_of(engine, job).state, job_of(engine, waiting).state} != {DONE}:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert job_of(engine, job).attempts == 1
    finally:
        service.kill()


def test_who_waits_for_a_report_holds_up_no_stop(engine: Engine, url: str) -> None:
    service = Served(url, make_key(engine), last_seconds=1.0)
    answers: list[Any] = []
    article = {"target": f"This lasts {LONG_SECONDS} seconds."}
    asking = threading.Thread(
        target=lambda: answers.append(service.request("POST", "/api/v1/articles", article, prefer="wait=30"))
    )
    try:
        asking.start()
        wait_for_a_running_job(engine)
        began = time.monotonic()
        assert stopped(service) == 0
        assert time.monotonic() - began < REQUEST_SECONDS + 1.0 + IDLE_SECONDS
        asking.join()
    finally:
        service.kill()
    assert answers == [None]  # it is told nothing that is not so, and finds its article by the key it sent
    with Session(engine) as session:
        assert [job.state for job in session.query(Job)] == [QUEUED]


def test_asked_twice_it_stops_as_well(engine: Engine, url: str) -> None:
    service = Served(url, make_key(engine), last_seconds=3.0)
    try:
        job = service.send({"id": "1", "target": f"This lasts {LONG_SECONDS} seconds."})["job"]
        when_running(engine, job)
        for _ in range(3):
            service.ask_to_stop()
            time.sleep(0.5)
        assert service.exit_code(STOPS_WITHIN_SECONDS) == 0
    finally:
        service.kill()
    found = job_of(engine, job)
    assert (found.state, found.attempts, found.claim) == (QUEUED, 0, None)


def test_requests_at_hand_are_answered(engine: Engine, url: str) -> None:
    service = Served(url, make_key(engine))
    answers: list[Any] = []

    def ask() -> None:
        answers.append(service.request("POST", "/api/v1/check", {"target": "This lasts 2 seconds."}))

    asking = threading.Thread(target=ask)
    try:
        asking.start()
        time.sleep(1)
        assert stopped(service) == 0
        asking.join()
    finally:
        service.kill()
    assert [answer and answer["verdict"] for answer in answers] == ["pass"]
