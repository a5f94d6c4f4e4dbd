"""Nothing that was accepted is ever lost: the service is killed with -9 while articles are in flight."""

from __future__ import annotations

import time
from collections import Counter

from service_app import make_key
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from durability.running import PATIENCE_SECONDS, Service
from service.jobs import ledger
from service.storage.tables import DONE, Job, Revision

ARTICLES, KILLS = 200, 10


def test_two_hundred_articles_outlive_ten_kills(database: Engine) -> None:
    service = Service(database.url.render_as_string(hide_password=False), make_key(database))
    accepted: dict[str, str] = {}
    try:
        for number in range(ARTICLES):
            if number % (ARTICLES // KILLS) == ARTICLES // KILLS // 2:
                service.kill()
                service.start()
            sent = service.request("POST", "/api/v1/articles", {"id": str(number), "target": f"Story {number}."})
            accepted[sent["job"]] = sent["id"]
        states = _when_all_are_done(database)
    finally:
        service.kill()
    assert states == {DONE: ARTICLES} and len(accepted) == ARTICLES
    with Session(database) as session:
        reports = session.scalars(select(Revision.report)).all()
        jobs = session.scalars(select(Job)).all()
    assert Counter(report["id"] for report in reports if report) == {str(n): 1 for n in range(ARTICLES)}
    assert {job.id for job in jobs} == set(accepted)
    assert max(job.attempts for job in jobs) <= ledger.MOST_ATTEMPTS


def _when_all_are_done(database: Engine) -> Counter[str]:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        with Session(database) as session:
            states = Counter(session.scalars(select(Job.state)))
        if set(states) == {DONE} or time.monotonic() > until:
            return states
        time.sleep(0.2)
