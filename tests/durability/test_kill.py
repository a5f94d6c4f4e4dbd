"""Nothing that was accepted is ever lost: whoever works is killed with -9 while articles are in flight."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Callable

import pytest
from service_app import make_key
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from durability.running import PATIENCE_SECONDS, Service, Workers
from scripts.measure import throwaway_rabbitmq as rabbitmq
from scripts.measure.throwaway_postgres import PostgresServer
from service.jobs import ledger
from service.storage.tables import DONE, Job, Revision

ARTICLES, KILLS = 200, 10


def test_the_service_is_killed_ten_times(database: Engine) -> None:
    service = Service(_url(database), make_key(database))

    def kill() -> None:
        service.kill()
        service.start()

    try:
        accepted = _send_all(service, kill)
        states = _when_all_are_done(database)
    finally:
        service.kill()
    _each_has_one_report(database, accepted, states)


@pytest.mark.skipif(not rabbitmq.installed(), reason="RabbitMQ is not installed here, or this is not root")
def test_workers_are_killed_ten_times_and_the_database_twice(
    postgresql: Engine, postgres_server: PostgresServer
) -> None:
    kills = itertools.count(1)
    with rabbitmq.server() as broker:
        service = Service(_url(postgresql), make_key(postgresql), broker.url)
        workers = Workers(_url(postgresql), broker.url)

        def kill() -> None:
            time.sleep(1.5)  # a worker needs as long to start: else none would ever be found at work
            workers.kill()
            if next(kills) % (KILLS // 2) == 0:
                postgres_server.stop()
                postgres_server.start()
            workers.start()

        try:
            accepted = _send_all(service, kill)
            states = _when_all_are_done(postgresql)
        finally:
            workers.kill()
            service.kill()
    _each_has_one_report(postgresql, accepted, states)


def _url(database: Engine) -> str:
    return database.url.render_as_string(hide_password=False)


def _send_all(service: Service, kill: Callable[[], None]) -> list[str]:
    """Sends the articles one by one, with the kills in between; the jobs that were accepted."""
    accepted = []
    for number in range(ARTICLES):
        if number % (ARTICLES // KILLS) == ARTICLES // KILLS // 2:
            kill()
        accepted.append(service.send({"id": str(number), "target": f"Story {number}."})["job"])
    return accepted


def _when_all_are_done(database: Engine) -> Counter[str]:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        with Session(database) as session:
            states = Counter(session.scalars(select(Job.state)))
        if set(states) == {DONE} or time.monotonic() > until:
            return states
        time.sleep(0.2)


def _each_has_one_report(database: Engine, accepted: list[str], states: Counter[str]) -> None:
    with Session(database) as session:
        reports = session.scalars(select(Revision.report)).all()
        jobs = session.scalars(select(Job)).all()
    assert states == {DONE: ARTICLES}
    assert Counter(report["id"] for report in reports if report) == {str(n): 1 for n in range(ARTICLES)}
    assert sorted(job.id for job in jobs) == sorted(accepted)
    assert max(job.attempts for job in jobs) <= ledger.MAX_ATTEMPTS
