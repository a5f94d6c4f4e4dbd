"""The service as `scripts/serve.py` puts it together, around a checker without a model that takes a set time.

    python -m scripts.measure.pretend_service --check 0.1 --data FOLDER
    python -m scripts.measure.pretend_service --check 0.1 --database URL --broker URL --lease 60

Prints its port and a key, and serves until it is ended. With a broker, `scripts.measure.pretend_worker` checks.
Without `--check` the built-in model does, after all.
"""

from __future__ import annotations

import argparse
import time
from functools import partial

from scripts.cli.opening import add_database_option, opened
from scripts.cli.web_server import web_server
from scripts.measure.pretend_checker import PretendChecker
from service.access.body_limits import BodyLimits
from service.access.keys import SCOPES, create
from service.app import create_app
from service.articles.checking import Checking
from service.articles.giving_up import give_up
from service.check_queue import ArticleChecker, CheckQueue
from service.jobs import ledger
from service.jobs.job_notifications import IN_MEMORY, InProcessWorker, Sweeper, notification_app, notify, when_notified
from service.jobs.worker import Worker
from service.logs import set_up
from service.operations.metrics import new_registry
from service.review.session import is_signed_in
from service.storage.database import transaction

SITE = "load"


def main() -> None:
    """Serves until it is ended."""
    parser = argparse.ArgumentParser(prog="pretend_service", description="The service around a pretended checker.")
    add_database_option(parser)
    parser.add_argument("--check", type=float, help="seconds of a check (default: the built-in model checks)")
    parser.add_argument("--broker", default=IN_MEMORY, help="URL of a message broker (default: none)")
    parser.add_argument("--lease", type=float, default=ledger.LEASE_SECONDS, help="seconds (default: %(default)s)")
    chosen = parser.parse_args()
    set_up()
    ledger.LEASE_SECONDS = chosen.lease
    engine, notifications = opened(chosen.database, chosen.data), notification_app(chosen.broker)
    check_queue = CheckQueue(_built_in() if chosen.check is None else PretendChecker(chosen.check))
    if chosen.broker == IN_MEMORY:
        when_notified(notifications, Worker(engine, Checking(check_queue.check_patiently)).work_next)
        InProcessWorker(notifications).start()
    Sweeper(notifications, engine, give_up).start()
    app = create_app(check_queue, engine, partial(notify, notifications), new_registry(engine), open_to_all=False)
    server = web_server(app, "127.0.0.1", 0, BodyLimits(engine, partial(is_signed_in, app, engine)))
    with transaction(engine) as session:
        key = create(session, SITE, "load", list(SCOPES), time.time())
    print(server.effective_port, key, flush=True)
    server.run()


def _built_in() -> ArticleChecker:
    from models.checker import load_checker  # brings torch along, which a pretended checker does without

    return load_checker()


if __name__ == "__main__":
    main()
