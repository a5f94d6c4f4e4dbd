"""How sites publish: choose it, see it.

    python scripts/sites.py set --site news --publishing publish-then-review
    python scripts/sites.py set --site news --four-eyes yes
    python scripts/sites.py list

Modes: hold (the default), publish-then-review, never-hold. With four eyes, who has finished
an article cannot approve it, and it waits for the approval. The database is found as serve.py
finds it: --database, --data, or the environment. Exit: 0 done, 2 usage, 3 the database cannot be used.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy.orm import Session

from models.errors import InvalidInput
from scripts.cli.opening import operator_parser, run_in_transaction
from service.access.sites import refuse_unknown
from service.articles.publishing import HOLD, PUBLISHING, all_chosen, choose


def change(session: Session, arguments: argparse.Namespace) -> int:
    """Choose how a site publishes, and whether it wants four eyes."""
    four_eyes = None if arguments.four_eyes is None else arguments.four_eyes == "yes"
    if arguments.publishing is None and four_eyes is None:
        raise InvalidInput("give --publishing, --four-eyes or both", "publishing")
    refuse_unknown(session, arguments.site)
    choose(session, arguments.site, arguments.publishing, four_eyes)
    return 0


def show(session: Session, _: argparse.Namespace) -> int:
    """List the sites for which something was chosen."""
    chosen = all_chosen(session)
    if not chosen:
        print(f"sites.py: nothing was chosen for any site: all of them use {HOLD}, without four eyes", file=sys.stderr)
    for site in chosen:
        print(f"{site.name}\t{site.publishing}" + ("\tfour eyes" if site.four_eyes else ""))
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    found, subs = operator_parser("sites.py", __doc__, {"set": change, "list": show})
    setting = subs["set"]
    setting.add_argument("--site", required=True, help="as in its keys")
    modes = "\n".join(f"{mode}: {meaning}" for mode, meaning in PUBLISHING.items())
    setting.add_argument("--publishing", choices=list(PUBLISHING), help=modes)
    setting.add_argument("--four-eyes", choices=["yes", "no"], help="another person approves than the one who finished")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Runs one command in one transaction."""
    return run_in_transaction("sites.py", parser().parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
