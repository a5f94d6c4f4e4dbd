"""The truth about jobs: who may work on one, until when, and what became of it.

Messages only notify. Whoever gets one claims the job here, by one conditional UPDATE that succeeds for
one claimant only, and holds a lease that has to be renewed; when the lease ends unrenewed, the job may be
claimed again. Results are written in the transaction that finishes the job, which succeeds only while the claim
still stands: a worker that was thought dead and is not changes nothing any more (a fencing token; Kleppmann
2016, "How to do distributed locking").

Every function works in the caller's transaction and takes the time, seconds since 1970, from the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from service.storage.database import changed_rows
from service.storage.tables import DONE, QUEUED, RETIRED, RUNNING, Job, Revision, new_id

LEASE_SECONDS = 60.0
"""How long a worker may be silent before its job is given to another."""
MAX_ATTEMPTS = 4
"""A job that failed, or outlived its worker, so often is retired: it may be what kills them."""
FIRST_PAUSE_SECONDS = 5.0
"""Between the first failure and the second attempt; it doubles with every failure."""
SILENT = "The worker fell silent {attempts} times while it was at this article."


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on a job: `token` shows it, `attempt` counts from 1."""

    job: str
    article: str
    revision: str
    token: str
    attempt: int


def enqueue(session: Session, revision: str, now: float) -> Job:
    """A new job on a revision, due at once."""
    job = Job(revision_id=revision, created_at=now, due_at=now)
    session.add(job)
    session.flush()
    return job


def claim(session: Session, job: str, now: float) -> Claim | None:
    """The job, if it is due and nobody else's; else None. A job without attempts left is not given away."""
    token = new_id()
    free = or_(
        and_(Job.state == QUEUED, Job.due_at <= now),
        and_(Job.state == RUNNING, Job.lease_until < now, Job.attempts < MAX_ATTEMPTS),
    )
    taken = _change(
        session,
        and_(Job.id == job, free),
        state=RUNNING,
        claim=token,
        lease_until=now + LEASE_SECONDS,
        attempts=Job.attempts + 1,
    )
    if not taken:
        return None
    wanted = select(Revision.article_id, Revision.id, Job.attempts).join(Job).where(Job.id == job)
    article, revision, attempt = session.execute(wanted).one()
    return Claim(job, article, revision, token, attempt)


def renew(session: Session, held: Claim, now: float) -> bool:
    """Holds the job for another lease. False: it was taken away, and the work is for nothing."""
    return _change(session, _held(held), lease_until=now + LEASE_SECONDS)


def finish(session: Session, held: Claim, now: float) -> bool:
    """Marks the job done. False: it was taken away; roll back what was written in this transaction."""
    return _change(session, _held(held), state=DONE, finished_at=now, claim=None, lease_until=None, error="")


def hand_back(session: Session, held: Claim, now: float) -> bool:
    """Returns a job unfinished, for a shutdown: due at once, and the attempt does not count."""
    return _change(
        session, _held(held), state=QUEUED, due_at=now, attempts=Job.attempts - 1, claim=None, lease_until=None
    )


def fail(session: Session, held: Claim, error: str, now: float) -> bool:
    """Puts a failed job off, longer each time; after MAX_ATTEMPTS it is retired, with `error` to be seen."""
    if held.attempt >= MAX_ATTEMPTS:
        return retire(session, held, error, now)
    pause = FIRST_PAUSE_SECONDS * 2 ** (held.attempt - 1)
    return _change(
        session, _held(held), state=QUEUED, error=error, due_at=now + pause, claim=None, lease_until=None
    )


def retire(session: Session, held: Claim, error: str, now: float) -> bool:
    """Gives a job up at once, with `error` to be seen: trying it again would be no use."""
    return _change(session, _held(held), state=RETIRED, error=error, finished_at=now, claim=None, lease_until=None)


def waiting(session: Session, now: float, most: int = 1000) -> Sequence[str]:
    """Jobs that could be claimed now, the longest due first: what a sweeper notifies of."""
    due = and_(Job.state == QUEUED, Job.due_at <= now)
    lost = and_(Job.state == RUNNING, Job.lease_until < now, Job.attempts < MAX_ATTEMPTS)
    return session.scalars(select(Job.id).where(or_(due, lost)).order_by(Job.due_at, Job.id).limit(most)).all()


def retire_silent(session: Session, now: float) -> list[Revision]:
    """Retires jobs whose last worker fell silent too, and returns the revisions that nobody checks any more."""
    exhausted = and_(Job.state == RUNNING, Job.lease_until < now, Job.attempts >= MAX_ATTEMPTS)
    error = SILENT.format(attempts=MAX_ATTEMPTS)
    values = {"state": RETIRED, "error": error, "finished_at": now, "claim": None, "lease_until": None}
    silent = select(Job.id, Revision).join(Revision).where(exhausted).order_by(Revision.article_id, Revision.number)
    found = session.execute(silent).all()
    return [revision for job, revision in found if _change(session, and_(Job.id == job, exhausted), **values)]


def _held(held: Claim) -> ColumnElement[bool]:
    return and_(Job.id == held.job, Job.state == RUNNING, Job.claim == held.token)


def _change(session: Session, where: ColumnElement[bool], **values: object) -> bool:
    """One conditional UPDATE; True when a row fulfilled the condition at that very moment."""
    return changed_rows(session, update(Job).where(where).values(**values)) == 1
