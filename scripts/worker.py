"""Checks articles for a service that has a message broker: `celery -A scripts.worker worker --pool prefork`.

Needs the environment's MTQC_BROKER_URL and MTQC_DATABASE_URL (and MTQC_MODEL and MTQC_BUDGET, where another model
than the built-in one is to estimate), the same as `scripts/serve.py`, in the project's folder. Every worker process
loads a model of its own with its first article, after it was forked: torch does not survive a fork. Logs: JSON lines
on standard error; what celery says when it starts is on standard output.
"""

from __future__ import annotations

import os
import sys
from functools import cache, partial

from models.hub.settings import chosen_model
from models.intake.requests import CheckRequest
from models.report import ArticleReport
from service.articles.checking import Checking
from service.check_queue import check_in_time
from service.deadline import abandoned
from service.jobs.job_notifications import notification_app, when_notified, work_on, write_logs
from service.jobs.worker import Worker
from service.logs import set_up
from service.memory import keep_few_heaps
from service.storage.database import open_database

app = notification_app(os.environ["MTQC_BROKER_URL"])
"""What celery looks for."""
MODEL = chosen_model()


@cache
def own_worker() -> Worker[CheckRequest, ArticleReport]:
    """This process's, with its own model and its own connections."""
    from models.checker import load_checker  # brings torch along: only here, after the fork

    keep_few_heaps()
    check = partial(check_in_time, load_checker(*MODEL).check)
    return Worker(open_database(os.environ["MTQC_DATABASE_URL"]), Checking(check))


def work() -> bool:
    """The articles that have waited longest. A process in which a check was given up ends; celery begins another.

    The message comes back to the queue then, which costs a look at the database and no more.
    """
    return work_on(_work_next)


def _work_next() -> bool:
    found = own_worker().work_next()
    if abandoned():
        sys.exit(0)
    return found


when_notified(app, work)
write_logs(set_up)
