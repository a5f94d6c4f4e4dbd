"""Start the web service: `python scripts/serve.py [--host 127.0.0.1] [--port 8000] [--data FOLDER]`.

Articles are kept in FOLDER (SQLite), or in the database of --database; this process checks them too, unless --broker
names a message broker: then `scripts/worker.py` does.
Exit: 0 stopped, 2 usage, 3 the model or the database cannot be used, or the port is taken.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import time
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from waitress.server import create_server

from models.checker import SCORERS, load_checker
from models.errors import CheckerError, InvalidInput
from scripts.opening import DATA_FOLDER, FAILED, USAGE, add_database_option, opened
from service.access.keys import SCOPES, all_keys, create
from service.app import create_app
from service.articles.checking import Checking
from service.jobs.doorbell import IN_MEMORY, Answering, Sweeper, answer, doorbell, ring
from service.jobs.worker import Worker
from service.operations.metrics import Measured, new_registry
from service.review.sample import sample_request
from service.storage.database import transaction
from service.turns import WAITING_REQUESTS, Turns
from service.webhooks.courier import Courier

SPARE_THREADS = 12
"""Beyond those that wait for the model: for clients that wait for a report, for /healthz and the pages."""
LAST_SECONDS = 20.0
"""How long the article at hand may take when the service is stopped; the others wait in the database."""
STOPS_WITHIN_SECONDS = 45.0
"""From SIGTERM on: five for requests, LAST_SECONDS, and a message to a receiver that does not answer."""
CONNECTIONS = 400
"""At once. Those that send slowly cost no thread, but up to two files each, of the 1,024 that most systems allow."""
SETTINGS: dict[str, Any] = {
    "threads": WAITING_REQUESTS + 1 + SPARE_THREADS,
    "ident": "mtqc",
    "connection_limit": CONNECTIONS,
    "asyncore_use_poll": True,
}
"""Waitress's."""
FIRST_SITE, FIRST_KEY = "default", "first key"


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted. The URL is printed when the service answers there, not before."""
    chosen = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        engine = opened(chosen.database, chosen.data)
        checker = load_checker(chosen.model)
        registry = new_registry(engine)
        turns = Turns(Measured(checker, registry))
        bell = doorbell(chosen.broker)
        sample = checker.check(sample_request())
        here = is_loopback(chosen.host)
        app = create_app(turns, engine, partial(ring, bell), registry, sample=sample, open_to_all=here)
        server = create_server(app, host=chosen.host, port=chosen.port, **SETTINGS)
    except InvalidInput as error:
        print(f"serve.py: {error}", file=sys.stderr)
        return USAGE
    except (CheckerError, SQLAlchemyError) as error:
        print(f"serve.py: {error}", file=sys.stderr)
        return FAILED
    except (OSError, OverflowError, ValueError) as error:
        print(f"serve.py: cannot listen on {chosen.host}:{chosen.port}: {error}", file=sys.stderr)
        return FAILED
    answering = None
    if chosen.broker == IN_MEMORY:
        worker = Worker(engine, Checking(turns.check_patiently))
        answer(bell, worker.work_next)
        answering = Answering(bell)
        answering.start()
    sweeper = Sweeper(bell, engine)
    sweeper.start()
    courier = Courier(engine)
    courier.start()
    _print_first_key(engine)
    port = getattr(server, "effective_port", chosen.port)  # absent when the host has several addresses
    print(f"mtqc is ready: http://{chosen.host}:{port}/  (stop with Ctrl+C)", flush=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # waitress then ends its running requests
    server.run()
    server.close()
    courier.stop()
    sweeper.stop()
    if answering:
        answering.stop(LAST_SECONDS)
        worker.hand_back()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="serve.py", description="Start the mtqc web service.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one (default: %(default)s)")
    parser.add_argument("--model", default="builtin", choices=list(SCORERS), help="default: %(default)s")
    parser.add_argument("--data", type=Path, default=DATA_FOLDER, help="folder of the articles (default: %(default)s)")
    add_database_option(parser)
    parser.add_argument(
        "--broker",
        default=os.environ.get("MTQC_BROKER_URL", IN_MEMORY),
        help="URL of a message broker (default: the environment's MTQC_BROKER_URL, else none is needed)",
    )
    return parser


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
