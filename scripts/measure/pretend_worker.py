"""`scripts/worker.py` around a checker without a model: `celery -A scripts.measure.pretend_worker worker`.

Reads MTQC_BROKER_URL and MTQC_DATABASE_URL as the real one, and PRETEND: the seconds of a check and of a lease, such as
"0.1 60".
"""

from __future__ import annotations

import os
from functools import cache, partial

from models.intake.requests import CheckRequest
from models.report import ArticleReport
from scripts.measure.pretend_checker import PRETEND, PretendChecker
from service.articles.checking import Checking
from service.check_queue import check_in_time
from service.jobs import ledger
from service.jobs.job_notifications import notification_app, when_notified, work_on, write_logs
from service.jobs.worker import Worker
from service.logs import set_up
from service.storage.database import open_database

CHECK_SECONDS, LEASE_SECONDS = map(float, os.environ[PRETEND].split())
ledger.LEASE_SECONDS = LEASE_SECONDS
app = notification_app(os.environ["MTQC_BROKER_URL"])
"""What celery looks for."""


@cache
def own_worker() -> Worker[CheckRequest, ArticleReport]:
    """This process's, with its own connections: made after the fork."""
    check = partial(check_in_time, PretendChecker(CHECK_SECONDS).check)
    return Worker(open_database(os.environ["MTQC_DATABASE_URL"]), Checking(check))


def work() -> bool:
    """The articles that have waited longest."""
    return work_on(own_worker().work_next)


when_notified(app, work)
write_logs(set_up)
