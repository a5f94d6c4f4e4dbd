"""Does the work on one job: claims it, does it, writes what came of it in the transaction that ends the job."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Generic, Protocol, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.errors import CheckerError
from service.deadline import TookTooLong
from service.jobs import ledger
from service.jobs.ledger import Claim
from service.logs import logger
from service.repeating import repeating
from service.storage.tables import DONE, RETIRED, Revision

CANDIDATES = 20
"""Others may be quicker to claim the first of them."""
RENEWALS = 3
"""How often a lease is renewed before it would end: two may fail."""
FAILED, LOST = "failed", "given to another"
"""Outcomes in the log, beside `done` and `retired`."""
UNEXPECTED = "The check failed ({kind}). The service's log says why."
log = logger(__name__)
Loaded = TypeVar("Loaded")
Result = TypeVar("Result")


class Work(Protocol[Loaded, Result]):
    """What is to be done on a revision. `load` and `keep` run in a transaction, `do` (which takes long) in none."""

    def load(self, session: Session, revision: Revision) -> Loaded:
        """What the work needs."""
        ...

    def do(self, loaded: Loaded) -> Result:
        """The work itself. Raises CheckerError, whose message then stands in the job; TookTooLong retires it."""
        ...

    def keep(self, session: Session, revision: Revision, result: Result, now: float) -> None:
        """Writes down what came of it, as part of the transaction that ends the job."""
        ...

    def give_up(self, session: Session, revision: Revision, now: float) -> None:
        """What follows where nothing will come of it, as part of the transaction that retires the job."""
        ...


class Worker(Generic[Loaded, Result]):
    """Works on jobs, one at a time, whoever notifies. Safe to call from any number of threads and processes."""

    def __init__(self, engine: Engine, work: Work[Loaded, Result], clock: Callable[[], float] = time.time) -> None:
        self._engine, self._work, self._clock = engine, work, clock
        self._at_hand: set[Claim] = set()

    def work_next(self) -> bool:
        """Works on the job that has been due longest and is nobody else's; False when there is none."""
        with Session(self._engine) as session:
            due = ledger.waiting(session, self._clock(), CANDIDATES)
        return any(map(self.work, due))

    def work(self, job: str) -> bool:
        """True when the job was this worker's to do, whatever came of it; False when it is not to be had."""
        with Session(self._engine) as session, session.begin():
            held = ledger.claim(session, job, self._clock())
        if held is None:
            return False
        began, failure = time.perf_counter(), None
        self._at_hand.add(held)
        try:
            with self._renewed(held):
                result = self._work.do(self._loaded(held))
        except Exception as error:
            failure, outcome = error, self._fail(held, error)
        else:
            outcome = self._finish(held, result)
        finally:
            self._at_hand.discard(held)
        log.info(
            "job",
            job=held.job,
            article=held.article,
            outcome=outcome,
            tries=held.attempt,
            seconds=round(time.perf_counter() - began, 3),
            exc_info=failure,
        )
        return True

    def hand_back(self) -> int:
        """Returns the jobs at hand, for a shutdown: whoever is next may have them at once. How many there were.

        What this worker still does on them changes nothing any more: its claims are gone.
        """
        with Session(self._engine) as session, session.begin():
            return sum(ledger.hand_back(session, held, self._clock()) for held in self._at_hand.copy())

    def _loaded(self, held: Claim) -> Loaded:
        with Session(self._engine) as session:
            return self._work.load(session, session.get_one(Revision, held.revision))

    def _finish(self, held: Claim, result: Result) -> str:
        """What became of the job: done, or given to another worker, and the report dropped."""
        now = self._clock()
        with Session(self._engine) as session, session.begin() as transaction:
            if not ledger.finish(session, held, now):
                transaction.rollback()
                return LOST
            self._work.keep(session, session.get_one(Revision, held.revision), result, now)
        return DONE

    def _fail(self, held: Claim, error: Exception) -> str:
        """What became of the job: failed, to be tried again, or retired, or given to another worker."""
        message = str(error) if isinstance(error, CheckerError) else UNEXPECTED.format(kind=type(error).__name__)
        now, is_last = self._clock(), isinstance(error, TookTooLong) or held.attempt >= ledger.MAX_ATTEMPTS
        put_off = ledger.retire if is_last else ledger.fail
        with Session(self._engine) as session, session.begin():
            if not put_off(session, held, message, now):
                return LOST
            if is_last:
                self._work.give_up(session, session.get_one(Revision, held.revision), now)
        return RETIRED if is_last else FAILED

    def _renewed(self, held: Claim) -> AbstractContextManager[None]:
        """Holds the lease for as long as the work takes."""

        def renew() -> bool:
            try:
                with Session(self._engine) as session, session.begin():
                    return ledger.renew(session, held, self._clock())
            except Exception:
                log.exception("a lease could not be renewed", job=held.job)
                return True

        return repeating(renew, ledger.LEASE_SECONDS / RENEWALS, f"lease-{held.job}")
