"""The database that commands share with the service: which one, opened, its tables up to date."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from models.errors import CheckerError, InvalidInput
from service.storage.database import migrate, open_database, sqlite_url, transaction

DATABASE_VARIABLE = "MTQC_DATABASE_URL"
DATA_FOLDER = Path("data")
USAGE, FAILED = 2, 3


def add_database_option(parser: argparse.ArgumentParser) -> None:
    """`--database URL`, by default that of the environment."""
    default = os.environ.get(DATABASE_VARIABLE, "")
    told = f"URL of the database (default: the environment's {DATABASE_VARIABLE}, else SQLite in the data folder)"
    parser.add_argument("--database", default=default, help=told)


def opened(url: str, folder: Path = DATA_FOLDER) -> Engine:
    """The database of a URL, or SQLite in `folder`, made if need be. Raises InvalidInput, OSError, SQLAlchemyError."""
    if not url:
        folder.mkdir(parents=True, exist_ok=True)
    engine = open_database(url or sqlite_url(folder))
    migrate(engine)
    return engine


def run_in_transaction(program: str, chosen: argparse.Namespace) -> int:
    """The exit code of `chosen.command(session, chosen)`, or of what went wrong (`told`)."""

    def work() -> int:
        with transaction(opened(chosen.database)) as session:
            return int(chosen.command(session, chosen))

    return told(program, work)


def told(program: str, work: Callable[[], int]) -> int:
    """The exit code of `work`; what goes wrong becomes a line on standard error and a code."""
    try:
        return work()
    except InvalidInput as error:
        print(f"{program}: {error}", file=sys.stderr)
        return USAGE
    except (CheckerError, SQLAlchemyError, OSError) as error:
        print(f"{program}: the database cannot be used: {error}", file=sys.stderr)
        return FAILED
