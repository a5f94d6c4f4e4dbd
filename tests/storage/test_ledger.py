"""The job ledger: one claimant at a time, leases that end, results that count once."""

from __future__ import annotations

import itertools
import threading
from collections import Counter

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service.jobs import ledger
from service.jobs.ledger import FIRST_PAUSE_SECONDS, LEASE_SECONDS, MAX_ATTEMPTS, Claim
from service.storage.tables import DONE, QUEUED, RETIRED, RUNNING, Job


@pytest.fixture
def job(database: Engine, revision: str) -> str:
    return enqueue(database, revision, 0.0)


def enqueue(database: Engine, revision: str, now: float) -> str:
    with Session(database) as session, session.begin():
        return ledger.enqueue(session, revision, now).id


def claim(database: Engine, job: str, now: float) -> Claim | None:
    with Session(database) as session, session.begin():
        return ledger.claim(session, job, now)


def taken(database: Engine, job: str, now: float) -> Claim:
    found = claim(database, job, now)
    assert found is not None
    return found


def state(database: Engine, job: str) -> str:
    with Session(database) as session:
        return session.get_one(Job, job).state


def waiting(database: Engine, now: float) -> list[str]:
    with Session(database) as session:
        return list(ledger.waiting(session, now))


def test_a_job_is_claimed_once(database: Engine, job: str, revision: str) -> None:
    held = taken(database, job, 1.0)
    assert (held.job, held.revision, held.attempt) == (job, revision, 1)
    assert claim(database, job, 2.0) is None
    assert state(database, job) == RUNNING
    assert waiting(database, 2.0) == []


def test_nobody_claims_what_is_not_there_or_not_due(database: Engine, revision: str) -> None:
    later = enqueue(database, revision, 50.0)
    assert claim(database, "no such job", 1.0) is None
    assert claim(database, later, 49.0) is None
    assert claim(database, later, 50.0) is not None


def test_of_many_claimants_one_wins(database: Engine, revision: str) -> None:
    jobs = [enqueue(database, revision, 0.0) for _ in range(10)]
    won: list[str] = []
    start = threading.Barrier(6)

    def work() -> None:
        start.wait()
        for job in jobs:
            if held := claim(database, job, 1.0):
                won.append(held.job)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(won) == Counter(jobs)


def test_a_lease_that_is_renewed_holds_and_one_that_is_not_ends(database: Engine, job: str) -> None:
    held = taken(database, job, 0.0)
    with Session(database) as session, session.begin():
        assert ledger.renew(session, held, LEASE_SECONDS - 1)
    assert claim(database, job, LEASE_SECONDS + 1) is None
    assert waiting(database, 2 * LEASE_SECONDS) == [job]
    again = taken(database, job, 2 * LEASE_SECONDS)
    assert (again.attempt, again.token != held.token) == (2, True)
    with Session(database) as session, session.begin():
        assert not ledger.renew(session, held, 2 * LEASE_SECONDS)


def test_who_was_thought_dead_cannot_finish(database: Engine, job: str, revision: str) -> None:
    late = taken(database, job, 0.0)
    held = taken(database, job, LEASE_SECONDS + 1)
    with Session(database) as session, session.begin():
        assert not ledger.finish(session, late, LEASE_SECONDS + 2)
        assert ledger.finish(session, held, LEASE_SECONDS + 2)
    assert state(database, job) == DONE
    with Session(database) as session, session.begin():
        assert not ledger.finish(session, held, LEASE_SECONDS + 3)  # once
    assert waiting(database, 10 * LEASE_SECONDS) == []


def test_failures_are_put_off_longer_each_time_and_then_retired(database: Engine, job: str) -> None:
    now, pauses = 0.0, []
    for attempt in itertools.count(1):
        held = taken(database, job, now)
        assert held.attempt == attempt
        with Session(database) as session, session.begin():
            assert ledger.fail(session, held, "the model fell over", now)
        if state(database, job) == RETIRED:
            break
        with Session(database) as session:
            pauses.append(session.get_one(Job, job).due_at - now)
        assert claim(database, job, now + pauses[-1] - 1) is None
        now += pauses[-1]
    assert attempt == MAX_ATTEMPTS
    assert pauses == [FIRST_PAUSE_SECONDS * 2**k for k in range(MAX_ATTEMPTS - 1)]
    with Session(database) as session:
        assert session.get_one(Job, job).error == "the model fell over"
    assert claim(database, job, now + 10_000) is None


def test_a_job_that_kills_its_workers_is_retired_visibly(database: Engine, job: str) -> None:
    now = 0.0
    for _ in range(MAX_ATTEMPTS):
        taken(database, job, now)
        now += LEASE_SECONDS + 1
    assert claim(database, job, now) is None
    with Session(database) as session, session.begin():
        assert [revision.number for revision in ledger.retire_silent(session, now)] == [1]
        assert ledger.retire_silent(session, now) == []
    with Session(database) as session:
        found = session.get_one(Job, job)
        assert (found.state, found.finished_at) == (RETIRED, now)
        assert f"{MAX_ATTEMPTS} times" in found.error


def test_work_handed_back_costs_no_attempt(database: Engine, job: str) -> None:
    for now in range(2 * MAX_ATTEMPTS):
        held = taken(database, job, float(now))
        assert held.attempt == 1
        with Session(database) as session, session.begin():
            assert ledger.hand_back(session, held, float(now))
    assert state(database, job) == QUEUED


def test_the_longest_due_comes_first(database: Engine, revision: str) -> None:
    jobs = [enqueue(database, revision, now) for now in (30.0, 10.0, 20.0)]
    assert waiting(database, 25.0) == [jobs[1], jobs[2]]


def test_what_is_rolled_back_was_not_done(database: Engine, job: str) -> None:
    """A crash between claim and commit leaves the job to others."""
    with Session(database) as session:
        assert ledger.claim(session, job, 0.0) is not None
        session.rollback()
    assert waiting(database, 1.0) == [job]
