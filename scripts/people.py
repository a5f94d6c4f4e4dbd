"""People who sign in to review: make their accounts, list, change and deactivate them.

    python scripts/people.py add --site news --login ana@news.example --name "Ana Ruiz"
    python scripts/people.py list
    python scripts/people.py change --site news --login ana@news.example --name "Ana Ruiz Gil" --role admin
    python scripts/people.py link --site news --login ana@news.example --address https://mtqc.example
    python scripts/people.py password --site news --login ana@news.example < FILE
    python scripts/people.py deactivate --site news --login ana@news.example
    python scripts/people.py activate --site news --login ana@news.example

`add` and `link` print a link by which the person sets a password; it works once, for three days. `password` reads one
from standard input, a single line, or asks for it on a terminal. The database is found as serve.py finds it:
--database, --data, or the environment. Exit: 0 done, 2 usage, 3 the database cannot be used.
"""

from __future__ import annotations

import argparse
import sys
import time
from getpass import getpass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy.orm import Session

from models.errors import InvalidInput
from models.text.plural import plural
from scripts.cli.opening import operator_parser, run_in_transaction
from service.access import accounts
from service.access.accounts import ROLES, all_people, create, find, make_link, set_password
from service.access.link_address import link_address
from service.access.sites import refuse_unknown
from service.articles.assigning import deactivate_person
from service.storage.tables import Account

OPERATOR = "an operator"
"""Who takes articles from a person by this command, as endpoints are told."""


def add(session: Session, arguments: argparse.Namespace) -> int:
    """Make an account and print the link by which the person sets a password."""
    refuse_unknown(session, arguments.site)
    role = arguments.role or accounts.REVIEWER_ROLE
    made = create(session, arguments.site, arguments.login, arguments.name, role, time.time())
    print(link_address(arguments.address, make_link(made, time.time())))
    return 0


def show(session: Session, _: argparse.Namespace) -> int:
    """List all people, without anything that opens their accounts."""
    for account in all_people(session):
        state = "active" if account.password_hash else "no password"
        state = state if account.deactivated_at is None else "deactivated"
        print("\t".join([account.site, account.login, state, account.role, account.name]))
    return 0


def change(session: Session, arguments: argparse.Namespace) -> int:
    """Give a person another name, another role or both."""
    if arguments.name is None and arguments.role is None:
        raise InvalidInput("give --name, --role or both", "name")
    accounts.change(session, _found(session, arguments), arguments.name, arguments.role)
    return 0


def link(session: Session, arguments: argparse.Namespace) -> int:
    """Print a new link by which a person sets a password; one that was made before ends."""
    print(link_address(arguments.address, make_link(_found(session, arguments), time.time())))
    return 0


def password(session: Session, arguments: argparse.Namespace) -> int:
    """Set a person's password, which ends all their sign-ins."""
    set_password(_found(session, arguments), arguments.typed)
    return 0


def end(session: Session, arguments: argparse.Namespace) -> int:
    """Sign a person out for good; their articles are no longer assigned to anybody."""
    left = deactivate_person(session, _found(session, arguments), OPERATOR, time.time())
    told = f"{plural(left, 'article')} of theirs: no longer assigned" if left else "no article was assigned to them"
    print(f"people.py: {told}", file=sys.stderr)
    return 0


def begin(session: Session, arguments: argparse.Namespace) -> int:
    """Let a person in again, with the password of before."""
    accounts.activate(_found(session, arguments))
    return 0


def _found(session: Session, arguments: argparse.Namespace) -> Account:
    refuse_unknown(session, arguments.site)
    account = find(session, arguments.site, arguments.login)
    if account is None:
        raise InvalidInput(f"site {arguments.site} has no person {arguments.login!r}: see people.py list", "login")
    return account


def _typed() -> str:
    """The new password, which is never an argument: other users of the machine see those."""
    line = getpass("The new password: ") if sys.stdin.isatty() else sys.stdin.readline()
    return line.rstrip("\r\n")


COMMANDS = {
    "add": add, "list": show, "change": change, "link": link, "password": password, "deactivate": end,
    "activate": begin,
}  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """The command line."""
    found, subs = operator_parser("people.py", __doc__, COMMANDS)
    for name, sub in subs.items():
        if name == "list":
            continue
        sub.add_argument("--site", required=True, help="whose articles they review")
        sub.add_argument("--login", required=True, help="what they type to sign in: an address or a short name")
        if name in ("add", "change"):
            sub.add_argument("--name", required=name == "add", help="what their decisions go by")
            roles = "; ".join(f"{role}: {meaning}" for role, meaning in ROLES.items())
            sub.add_argument("--role", choices=list(ROLES), help=f"{roles} (of a new account: reviewer)")
        if name in ("add", "link"):
            about = "where people reach the service, for the link (default: http://127.0.0.1:8000)"
            sub.add_argument("--address", default="http://127.0.0.1:8000", help=about)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Runs one command in one transaction, which waits for nobody who types."""
    chosen = parser().parse_args(arguments)
    if chosen.command is password:
        chosen.typed = _typed()
    return run_in_transaction("people.py", chosen)


if __name__ == "__main__":
    sys.exit(main())
