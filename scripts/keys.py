"""API keys: make, list and revoke them.

    python scripts/keys.py add --site NEWS --name CMS --scope submit --scope read
    python scripts/keys.py list
    python scripts/keys.py revoke 5f1c…

The database is found as serve.py finds it: see --database and --data. A key is
printed once and can be had no second time. Exit: 0 done, 2 usage, 3 the database cannot be used.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy.orm import Session

from scripts.cli.exit_codes import BAD_INPUT
from scripts.cli.opening import operator_parser, run_in_transaction
from service.access.keys import SCOPES, all_keys, create, revoke
from service.access.sites import known_sites
from service.moments import to_utc


def add(session: Session, arguments: argparse.Namespace) -> int:
    """Make a key and print it, this once. The first key of a site makes the site."""
    if arguments.site not in known_sites(session):
        print(f"keys.py: {arguments.site!r} is a new site", file=sys.stderr)
    print(create(session, arguments.site, arguments.name, arguments.scope or ["submit", "read"], time.time()))
    return 0


def show(session: Session, _: argparse.Namespace) -> int:
    """List all keys, without their secrets."""
    for key in all_keys(session):
        made = to_utc(key.created_at).date()
        state = "revoked" if key.revoked_at is not None else "valid"
        print("\t".join([key.id, state, key.site, key.name, ",".join(key.scopes), str(made)]))
    return 0


def end(session: Session, arguments: argparse.Namespace) -> int:
    """Revoke a key: from now on it opens nothing."""
    if revoke(session, arguments.id, time.time()):
        return 0
    print(f"keys.py: there is no valid key {arguments.id}: see keys.py list", file=sys.stderr)
    return BAD_INPUT


def parser() -> argparse.ArgumentParser:
    """The command line."""
    found, subs = operator_parser("keys.py", __doc__, {"add": add, "list": show, "revoke": end})
    scopes = "; ".join(f"{scope}: {meaning}" for scope, meaning in SCOPES.items())
    adding = subs["add"]
    adding.add_argument("--site", required=True, help="whose articles the key opens")
    adding.add_argument("--name", required=True, help="what you will know it by")
    adding.add_argument("--scope", action="append", choices=list(SCOPES), help=f"{scopes} (default: submit, read)")
    subs["revoke"].add_argument("id", help="the key's id, its first part after mtqc_")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Runs one command in one transaction."""
    return run_in_transaction("keys.py", parser().parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
