"""`scripts/worker.py` around the fake checker: `celery -A durability.killable_worker worker`."""

from __future__ import annotations

import os
from functools import cache

from durability.killable_service import Unhurried
from service.articles.checking import Checking
from service.jobs import ledger
from service.jobs.job_notifications import notification_app, when_notified
from service.jobs.worker import Worker
from service.storage.database import open_database

ledger.LEASE_SECONDS = 2.0
app = notification_app(os.environ["MTQC_BROKER_URL"])


@cache
def own_worker() -> Worker:
    return Worker(open_database(os.environ["MTQC_DATABASE_URL"]), Checking(Unhurried().check))


def work() -> bool:
    return own_worker().work_next()


when_notified(app, work)
