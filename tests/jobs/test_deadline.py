"""A check that does not end: given up at its deadline, retired with its reason, and the next has its turn."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from apiflask import APIFlask
from durability.served import served
from fake_checker import FakeChecker
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from waiting import wait_for

from models.intake.requests import CheckRequest
from service import check_queue, deadline
from service.articles.checking import Checking
from service.check_queue import CheckQueue
from service.deadline import TookTooLong, abandoned, check_seconds, within
from service.jobs.job_notifications import InProcessWorker, notification_app, notify, when_notified
from service.jobs.worker import Worker
from service.storage.tables import DONE, RETIRED, Job, Revision

ENDLESS = "This one is endless."
ARTICLES = "/api/v1/articles"


class Spinning(FakeChecker):
    """Computes without end over one text, until a test has seen enough."""

    def __init__(self) -> None:
        super().__init__()
        self.enough = threading.Event()
        self.at_it = 0

    def check(self, request: CheckRequest) -> Any:
        if request.target == ENDLESS:
            self.at_it += 1
            while not self.enough.is_set():
                sum(range(1_000))
        return super().check(request)


@pytest.fixture
def checker() -> Iterator[Spinning]:
    found = Spinning()
    yield found
    found.enough.set()
    wait_for(lambda: abandoned() == 0)


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_queue, "check_seconds", lambda characters: 0.5 if characters == len(ENDLESS) else 60.0)


def job(engine: Engine, name: str) -> Job:
    with Session(engine) as session:
        return session.get_one(Job, name)


def test_the_worker_of_this_process_goes_on(engine: Engine, checker: Spinning) -> None:
    check_queue, notifications = CheckQueue(checker), notification_app()
    when_notified(notifications, Worker(engine, Checking(check_queue.check_patiently)).work_next)
    cms = make_client(make_app(engine, checker, notify=partial(notify, notifications)), make_key(engine))
    thread = InProcessWorker(notifications)
    thread.start()
    endless, next_one = (
        cms.post(ARTICLES, json={"target": target}).get_json()["job"] for target in (ENDLESS, "They met.")
    )
    wait_for(lambda: job(engine, next_one).state == DONE)
    given_up = job(engine, endless)
    assert (given_up.state, given_up.attempts, given_up.claim) == (RETIRED, 1, None)
    assert "The check of 20 characters took longer than 0 seconds" in given_up.error
    assert (checker.at_it, abandoned()) == (1, 1)
    assert "mtqc_abandoned 1.0" in cms.get("/metrics").text
    checker.enough.set()  # what it returns in the end changes nothing
    wait_for(lambda: abandoned() == 0)
    thread.stop()
    assert job(engine, endless).state == RETIRED and checker.at_it == 1
    with Session(engine) as session:
        assert session.get_one(Revision, given_up.revision_id).report is None


def test_who_waits_for_a_check_is_told(engine: Engine, checker: Spinning) -> None:
    app: APIFlask = make_app(engine, checker)
    cms = make_client(app, make_key(engine))
    refused = cms.post("/api/v1/check", json={"target": ENDLESS})
    assert (refused.status_code, refused.mimetype) == (422, "application/problem+json")
    assert "given up" in refused.get_json(force=True)["detail"]
    assert cms.post("/api/v1/check", json={"target": "They met."}).status_code == 200


@pytest.mark.parametrize(("characters", "seconds"), [(0, 300), (6_000, 360), (400_000, 4_300)])
def test_the_deadline_grows_with_the_text(characters: int, seconds: float) -> None:
    assert check_seconds(characters) == seconds


def test_what_is_done_in_time_comes_back() -> None:
    assert within(10, "It", lambda a, b: a + b, 1, b=2) == 3
    with pytest.raises(KeyError, match="x"):
        within(10, "It", {}.__getitem__, "x")
    with pytest.raises(SystemExit):
        within(10, "It", partial(exit, 1))


def test_what_is_not_is_counted_until_it_ends() -> None:
    done = threading.Event()
    with pytest.raises(TookTooLong, match="It took longer than 0 seconds and was given up"):
        within(0.05, "It", done.wait)
    assert abandoned() == 1
    done.set()
    wait_for(lambda: abandoned() == 0)
    assert not deadline._given_up


def test_a_whole_service_goes_on_past_an_article_without_end(engine: Engine) -> None:
    with served(engine, make_key(engine), check_seconds=3.0, last_seconds=0.0) as service:
        jobs = [
            service.send({"id": target, "target": target})["job"]
            for target in ("This lasts 600 seconds.", "They met.", "This one lasts 600 seconds.", "They parted.")
        ]
        wait_for(lambda: {job(engine, name).state for name in jobs} == {DONE, RETIRED})
        assert [job(engine, name).state for name in jobs] == [RETIRED, DONE, RETIRED, DONE]
        assert "took longer than 3 seconds and was given up" in job(engine, jobs[0]).error
        assert service.request("POST", "/api/v1/check", {"target": "They met again."})["verdict"] == "pass"
        assert "mtqc_abandoned 2.0" in service.text("/metrics")
        assert service.request("GET", "/readyz")["status"] == "ready"
