"""The service as `scripts/serve.py` puts it together, but around the fake checker, so that it starts in a second.

The checker fails at an article in which FAULT stands, as badly as a checker can: quoting it.

    PYTHONPATH=.:tests python tests/durability/killable_service.py DATABASE_URL PORT [BROKER_URL]
"""

from __future__ import annotations

import sys
import time
from functools import partial
from typing import Any

from fake_checker import FakeChecker
from waitress import serve

from durability.running import FAULT
from service.app import create_app
from service.articles.checking import Checking
from service.articles.giving_up import give_up
from service.check_queue import CheckQueue
from service.jobs import job_notifications, ledger
from service.jobs.worker import Worker
from service.logs import set_up
from service.operations.metrics import new_registry
from service.storage.database import open_database
from service.webhooks.sender import WebhookSender

SECONDS_A_CHECK = 0.03
ledger.LEASE_SECONDS = 2.0  # the service's own are a minute, and a killed worker's job waits for the end of one
job_notifications.SWEEP_SECONDS = 0.5


class Unhurried(FakeChecker):
    """Takes its time, so that a kill finds it at work."""

    def check(self, request: Any) -> Any:
        time.sleep(SECONDS_A_CHECK)
        if FAULT in request.target:
            try:
                raise KeyError(request.target)
            except KeyError as error:
                raise ValueError(f"cannot read {request.target!r}") from error
        return super().check(request)


def main(url: str, port: int, broker: str = job_notifications.IN_MEMORY) -> None:
    """Serves until it is killed."""
    set_up()
    engine, check_queue = open_database(url), CheckQueue(Unhurried())
    notifications = job_notifications.notification_app(broker)
    if broker == job_notifications.IN_MEMORY:
        job_notifications.when_notified(notifications, Worker(engine, Checking(check_queue.check_patiently)).work_next)
        job_notifications.InProcessWorker(notifications).start()
    job_notifications.Sweeper(notifications, engine, give_up).start()
    WebhookSender(engine, lookup=lambda host, port: ["127.0.0.1"]).start()
    app = create_app(check_queue, engine, partial(job_notifications.notify, notifications), new_registry(engine))
    serve(app, host="127.0.0.1", port=port, threads=8)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
