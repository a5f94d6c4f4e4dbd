"""Bring the tables of the service's database up to date, or wait until somebody has.

    python scripts/migrate.py                # before the web processes and workers of a new version start
    python scripts/migrate.py --wait 300     # in front of each of them: changes nothing

Exit: 0 they are up to date, 2 usage, 3 the database cannot be used, or they were not up to date in time.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from models.errors import CheckerError
from scripts.cli.opening import add_database_option, exit_code_with_database, opened
from service.storage.database import is_current, open_database

SECONDS_BETWEEN_LOOKS = 1.0


class NotCurrent(CheckerError):
    """The tables are not those of this code, and nobody has brought them up to date in time."""


def main(arguments: list[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="migrate.py", description="Bring the tables up to date.")
    add_database_option(parser)
    parser.add_argument("--wait", type=float, metavar="SECONDS", help="only wait, so long, until they are")
    chosen = parser.parse_args(arguments)

    def work() -> int:
        if chosen.wait is None:
            opened(chosen.database, chosen.data).dispose()
            return 0
        if not chosen.database:
            parser.error("--wait needs a database: --database URL, or the environment's")
        engine = open_database(chosen.database)
        try:
            return _wait(engine, chosen.wait)
        finally:
            engine.dispose()

    return exit_code_with_database("migrate.py", work)


def _wait(engine: Engine, seconds: float) -> int:
    """0 as soon as the tables are up to date; a database that does not answer yet is waited for too."""
    until = time.monotonic() + seconds
    while True:
        try:
            if is_current(engine):
                return 0
            reason = "the tables are not up to date"
        except SQLAlchemyError as error:
            reason = f"it does not answer ({type(error).__name__})"
        if time.monotonic() >= until:
            raise NotCurrent(f"{reason}; waited {seconds:g} seconds (python scripts/migrate.py brings them up to date)")
        time.sleep(SECONDS_BETWEEN_LOOKS)


if __name__ == "__main__":
    sys.exit(main())
