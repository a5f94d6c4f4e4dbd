"""Where sites want to be told: register endpoints, list and remove them.

    python scripts/webhooks.py add --site news --name cms --url https://cms.example/hooks/mtqc
    python scripts/webhooks.py list
    python scripts/webhooks.py remove --site news --name cms

`add` prints the secret that signs the messages (Standard Webhooks). An address inside your network needs
--inside-allowed. The database is found as serve.py finds it: --database, --data,
or the environment. Exit: 0 done, 2 usage, 3 the database cannot be used.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy.orm import Session

from scripts.cli.opening import operator_parser, run_in_transaction
from service.access.sites import refuse_unknown
from service.webhooks.endpoints import all_endpoints, register, remove


def add(session: Session, arguments: argparse.Namespace) -> int:
    """Register an endpoint and print its secret."""
    refuse_unknown(session, arguments.site)
    where = (arguments.site, arguments.name, arguments.url, arguments.inside_allowed)
    print(register(session, *where, time.time()))
    return 0


def show(session: Session, _: argparse.Namespace) -> int:
    """List all endpoints, without their secrets."""
    for endpoint in all_endpoints(session):
        state = "gone" if endpoint.disabled_at is not None else "valid"
        print("\t".join([endpoint.site, endpoint.name, state, endpoint.url]))
    return 0


def end(session: Session, arguments: argparse.Namespace) -> int:
    """Remove an endpoint with what waits for it."""
    remove(session, arguments.site, arguments.name)
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    found, subs = operator_parser("webhooks.py", __doc__, {"add": add, "list": show, "remove": end})
    for sub in (subs["add"], subs["remove"]):
        sub.add_argument("--site", required=True, help="whose articles it is told of")
        sub.add_argument("--name", required=True, help="what the CMS calls it: an article's callback")
    subs["add"].add_argument("--url", required=True, help="https://… or http://…")
    subs["add"].add_argument("--inside-allowed", action="store_true", help="it may lead to a private address")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Runs one command in one transaction."""
    return run_in_transaction("webhooks.py", parser().parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
