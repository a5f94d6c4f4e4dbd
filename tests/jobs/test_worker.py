"""The worker: the longest due first, one report a job, and none from a worker that was thought dead."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.errors import ModelUnavailable
from service.articles.giving_up import give_up
from service.articles.submission import submit
from service.jobs import job_notifications, ledger
from service.jobs.ledger import LEASE_SECONDS
from service.jobs.worker import Worker
from service.storage.tables import DONE, QUEUED, Job, Revision

REPORT = {"verdict": "review", "mqm_penalty_per_100_words": 3.5}


@dataclass
class Checked:
    """Work on a revision that is one function, whose result becomes the report."""

    check: Callable[[Mapping[str, Any]], dict[str, Any]]

    def load(self, session: Session, revision: Revision) -> Mapping[str, Any]:
        return revision.sent

    def do(self, loaded: Mapping[str, Any]) -> dict[str, Any]:
        return self.check(loaded)

    def keep(self, session: Session, revision: Revision, result: dict[str, Any], now: float) -> None:
        revision.report, revision.scored_at = result, now

    def give_up(self, session: Session, revision: Revision, now: float) -> None:
        """Nobody waits for it."""


class Clock:
    """Stands still until it is set."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def kept(database: Engine, name: str, now: float) -> str:
    with Session(database) as session, session.begin():
        return submit(session, "news", name, "", {"id": name}, now).job


def job(database: Engine, name: str) -> tuple[Job, Revision]:
    with Session(database) as session:
        found = session.get_one(Job, name)
        return found, session.get_one(Revision, found.revision_id)


def test_the_longest_due_comes_first(database: Engine, clock: Clock) -> None:
    for name, now in (("late", 3.0), ("first", 1.0), ("second", 2.0), ("not yet", 200.0)):
        kept(database, name, now)
    seen: list[str] = []

    def check(sent: Mapping[str, Any]) -> dict[str, Any]:
        seen.append(sent["id"])
        return REPORT

    worker = Worker(database, Checked(check), clock)
    while worker.work_next():
        pass
    assert seen == ["first", "second", "late"]


def test_the_report_is_written_with_the_end_of_the_job(database: Engine, clock: Clock) -> None:
    name = kept(database, "a", 1.0)
    assert Worker(database, Checked(lambda sent: REPORT | {"id": sent["id"]}), clock).work(name)
    done, revision = job(database, name)
    assert (done.state, done.finished_at, done.attempts) == (DONE, 100.0, 1)
    assert revision.report == REPORT | {"id": "a"}
    assert revision.scored_at == 100.0


def test_a_worker_thought_dead_changes_nothing(database: Engine, clock: Clock) -> None:
    name = kept(database, "a", 1.0)
    other = Worker(database, Checked(lambda _: REPORT | {"by": "other"}), clock)

    def check(_: Mapping[str, Any]) -> dict[str, Any]:
        clock.now += LEASE_SECONDS + 1  # silent for longer than its lease, and another takes over
        assert other.work(name)
        return REPORT | {"by": "the first"}

    assert Worker(database, Checked(check), clock).work(name)
    done, revision = job(database, name)
    assert revision.report == REPORT | {"by": "other"} and done.attempts == 2


@pytest.mark.parametrize(
    ("error", "told"),
    [(RuntimeError("secret"), "The check failed (RuntimeError)"), (ModelUnavailable("no weights"), "no weights")],
)
def test_a_failure_is_put_off_and_told(database: Engine, clock: Clock, error: Exception, told: str) -> None:
    name = kept(database, "a", 1.0)

    def check(_: Mapping[str, Any]) -> dict[str, Any]:
        raise error

    worker = Worker(database, Checked(check), clock)
    assert worker.work_next() and not worker.work_next()
    failed, revision = job(database, name)
    assert failed.state == QUEUED and failed.due_at > clock.now and told in failed.error and revision.report is None
    assert "secret" not in failed.error


def test_the_lease_is_renewed_while_it_works(
    database: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "LEASE_SECONDS", 0.3)
    name = kept(database, "a", 1.0)
    renewed = threading.Event()
    renew = ledger.renew

    def watched(*arguments: Any) -> bool:
        held = renew(*arguments)
        renewed.set()
        return held

    monkeypatch.setattr(ledger, "renew", watched)

    def check(_: Mapping[str, Any]) -> dict[str, Any]:
        assert renewed.wait(10)
        return REPORT

    assert Worker(database, Checked(check), clock).work(name)
    assert job(database, name)[0].state == DONE


def test_a_sweep_notifies_of_what_waits_but_not_without_end(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    notifications = job_notifications.notification_app()
    monkeypatch.setattr(notifications, "send_task", lambda name, **_: sent.append(name))
    assert job_notifications.sweep(notifications, database, 100.0, give_up) == 0
    for number in range(job_notifications.MAX_NOTIFIED + 5):
        kept(database, str(number), 1.0)
    found = job_notifications.sweep(notifications, database, 100.0, give_up)
    assert found == job_notifications.MAX_NOTIFIED == len(sent)


def test_a_broker_that_does_not_answer_fails_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    notifications = job_notifications.notification_app()

    def unreachable(*_: Any, **__: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(notifications, "send_task", unreachable)
    job_notifications.notify(notifications)
