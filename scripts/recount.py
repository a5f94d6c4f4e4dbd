"""Counts anew what follows from reports and decisions: once after an update from a version that did not count.

    python scripts/recount.py

Some articles at a time, so that the service may run beside it. The database is found as serve.py finds it: --database,
--data, or the environment. Exit: 0 done, 2 usage, 3 the database cannot be used.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.cli.opening import add_database_option, exit_code_with_database, opened
from service.decisions.flag_decisions import recount
from service.storage.database import transaction

ARTICLES = 100
"""In one transaction."""


def main(arguments: list[str] | None = None) -> int:
    """Goes over all articles."""
    parser = argparse.ArgumentParser(
        prog="recount.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_database_option(parser)
    chosen = parser.parse_args(arguments)
    return exit_code_with_database("recount.py", lambda: recount_all(chosen.database, chosen.data))


def recount_all(database: str, folder: Path) -> int:
    """Some articles after the others; 0."""
    engine = opened(database, folder)
    after: str | None = ""
    while after is not None:
        with transaction(engine) as session:
            after = recount(session, after, ARTICLES)
    engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
