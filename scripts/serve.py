"""Start the web service: `python scripts/serve.py [--host 127.0.0.1] [--port 8000] [--data FOLDER]`.

Articles are kept in FOLDER (SQLite), or in the database of --database; this process checks them too, unless --broker
names a message broker: then `scripts/worker.py` does.
Standard output: the address and the first key, for a person. Standard error: the log, a JSON object a line.
Exit: 0 stopped, 2 usage, 3 the model or the database cannot be used, or the port is taken.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from models.checker import load_checker
from models.errors import CheckerError, InvalidInput
from scripts.cli.exit_codes import BAD_INPUT, FAILED
from scripts.cli.opening import name_of, opened
from scripts.cli.serve_options import parser
from scripts.cli.web_server import web_server
from scripts.cli.web_threads import connections
from service.access.body_limits import BodyLimits
from service.access.keys import SCOPES, all_keys, create
from service.access.limits import RateLimits
from service.access.windows import DatabaseWindows
from service.app import create_app
from service.articles.checking import Checking
from service.articles.giving_up import give_up
from service.check_queue import CheckQueue
from service.jobs.job_notifications import (
    IN_MEMORY,
    InProcessWorker,
    NotificationApp,
    Sweeper,
    notification_app,
    notify,
    when_notified,
)
from service.jobs.worker import Worker
from service.logs import logger, set_up
from service.memory import give_back, keep_few_heaps
from service.operations.metrics import Measured, new_registry
from service.review.page import OPEN_PAGES
from service.review.sample import sample_request
from service.review.session import is_signed_in
from service.storage.database import transaction
from service.webhooks.sender import WebhookSender

LAST_SECONDS = 20.0
"""How long the article at hand may take when the service is stopped; the others wait in the database."""
STOPS_WITHIN_SECONDS = 45.0
"""From SIGTERM on: five for requests, LAST_SECONDS, and a message to a receiver that does not answer."""
FIRST_SITE, FIRST_KEY = "default", "first key"
Background = Sweeper | WebhookSender | InProcessWorker


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted. The URL is printed when the service answers there, not before."""
    chosen = parser().parse_args(arguments)
    set_up()
    keep_few_heaps()
    try:
        engine = opened(chosen.database, chosen.data, connections(chosen.threads))
        checker = load_checker(chosen.model, chosen.budget)
        notifications = notification_app(chosen.broker)
        threads: list[Background] = [WebhookSender(engine), Sweeper(notifications, engine, give_up)]
        registry = new_registry(engine, threads)  # it sees the worker, too, that comes to them
        check_queue = CheckQueue(Measured(checker, registry))
        if chosen.broker == IN_MEMORY:
            threads.append(_own_worker(engine, check_queue, notifications))
        sample = checker.check(sample_request())
        give_back()  # what loading took
        here = is_loopback(chosen.host)
        limits = _limits(chosen.requests_per_minute, engine)
        options: dict[str, Any] = {"sample": sample, "open_to_all": here, "limits": limits, "threads": threads}
        app = create_app(check_queue, engine, partial(notify, notifications), registry, **options)
        bodies = BodyLimits(engine, partial(is_signed_in, app, engine), OPEN_PAGES if here else ())
        server = web_server(app, chosen.host, chosen.port, bodies, chosen.trusted_proxy, chosen.threads)
    except InvalidInput as error:
        print(f"serve.py: {error}", file=sys.stderr)
        return BAD_INPUT
    except (CheckerError, SQLAlchemyError) as error:
        print(f"serve.py: {error}", file=sys.stderr)
        return FAILED
    except (OSError, OverflowError, ValueError) as error:
        print(f"serve.py: cannot listen on {chosen.host}:{chosen.port}: {error}", file=sys.stderr)
        return FAILED
    _print_first_key(engine)
    port = getattr(server, "effective_port", chosen.port)  # absent when the host has several addresses
    host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    print(f"mtqc is ready: http://{host}:{port}/  (stop with Ctrl+C)", flush=True)
    print(f"Its database: {name_of(engine)}", flush=True)
    log = logger("scripts.serve")
    log.info("ready", host=chosen.host, port=port, database=name_of(engine))
    signal.signal(signal.SIGTERM, _stop)
    with _at_work(threads):
        server.run()
        server.close()
    log.info("stopped")
    return 0


def _stop(*_: object) -> None:
    """Waitress then ends its running requests. Whoever asks again does not cut that short."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(0)


def _limits(requests_per_minute: int, engine: Engine) -> RateLimits | None:
    """Counted in the database where several processes can share it; a file of SQLite would be written to too often."""
    if not requests_per_minute:
        return None
    return RateLimits(requests_per_minute, DatabaseWindows(engine) if engine.dialect.name == "postgresql" else None)


def _own_worker(engine: Engine, check_queue: CheckQueue, notifications: NotificationApp) -> InProcessWorker:
    """For a service without a broker: it checks what it is sent itself."""
    worker = Worker(engine, Checking(check_queue.check_patiently))
    when_notified(notifications, worker.work_next)
    return InProcessWorker(notifications, LAST_SECONDS, worker.hand_back)


@contextmanager
def _at_work(threads: Sequence[Background]) -> Iterator[None]:
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for thread in threads:
            thread.stop()


def is_loopback(host: str) -> bool:
    """True for addresses that only this machine reaches: there the page for pasting asks nobody for a key."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _print_first_key(engine: Engine) -> None:
    """Makes a key that allows everything, where there is none yet, and shows it this once."""
    with transaction(engine) as session:
        if all_keys(session):
            return
        key = create(session, FIRST_SITE, FIRST_KEY, list(SCOPES), time.time())
    print(f"Your first API key, shown this once (scripts/keys.py makes more): {key}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
