"""The database that commands share with the service: which one, opened, its tables up to date."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from models.errors import CheckerError, InvalidInput
from scripts.cli.exit_codes import BAD_INPUT, FAILED
from service.storage.database import MAX_CONNECTIONS, migrate, open_database, sqlite_url, transaction

DATABASE_VARIABLE, DATA_VARIABLE = "MTQC_DATABASE_URL", "MTQC_DATA"
DATA_FOLDER = Path("data")
Command = Callable[[Session, argparse.Namespace], int]
"""What a subcommand does in a transaction; its exit code."""


def add_database_option(parser: argparse.ArgumentParser, again: bool = False) -> None:
    """`--data FOLDER` and `--database URL`, by default those of the environment: the same for every program.

    `again`: of a subcommand, which takes them too, and leaves what stands before it as it is where it has none.
    """
    folder: Path | str = Path(os.environ.get(DATA_VARIABLE) or DATA_FOLDER)
    url = os.environ.get(DATABASE_VARIABLE, "")
    if again:
        folder = url = argparse.SUPPRESS
    about = f"URL of the database (default: the environment's {DATABASE_VARIABLE}, else SQLite in the data folder)"
    parser.add_argument("--database", default=url, help=about)
    about = f"folder of the SQLite database (default: the environment's {DATA_VARIABLE}, else {DATA_FOLDER})"
    parser.add_argument("--data", type=Path, default=folder, metavar="FOLDER", help=about)


def operator_parser(
    program: str, doc: str | None, commands: Mapping[str, Command]
) -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """The parser of a program, and those of its subcommands by name, whose help is their docstrings.

    All take the database's options; what is parsed has the chosen one as `command`, for `run_in_transaction`.
    """
    parser = argparse.ArgumentParser(prog=program, description=doc, formatter_class=argparse.RawTextHelpFormatter)
    add_database_option(parser)
    places = parser.add_subparsers(required=True)
    parsers = {name: places.add_parser(name, help=command.__doc__) for name, command in commands.items()}
    for name, sub in parsers.items():
        sub.set_defaults(command=commands[name])
        add_database_option(sub, again=True)
    return parser, parsers


def opened(url: str, folder: Path, connections: int = MAX_CONNECTIONS) -> Engine:
    """The database of a URL, or SQLite in `folder`, made if need be. Raises InvalidInput, OSError, SQLAlchemyError.

    `connections`: how many there may be at once.
    """
    if not url:
        folder.mkdir(parents=True, exist_ok=True)
    engine = open_database(url or sqlite_url(folder), connections)
    migrate(engine)
    return engine


def name_of(engine: Engine) -> str:
    """The database as people may see it: its URL, without a password."""
    return engine.url.render_as_string(hide_password=True)


def run_in_transaction(program: str, chosen: argparse.Namespace) -> int:
    """The exit code of `chosen.command(session, chosen)`, or of what went wrong (`exit_code_with_database`).

    Standard error says which database it was: a service that was started otherwise may read another.
    """

    def work() -> int:
        engine = opened(chosen.database, chosen.data)
        try:
            with transaction(engine) as session:
                code = int(chosen.command(session, chosen))
        finally:
            engine.dispose()  # from Python 3.13 on SQLite's connections complain when they are just left
        print(f"{program}: database {name_of(engine)}", file=sys.stderr)
        return code

    return exit_code_with_database(program, work)


def exit_code_with_database(program: str, work: Callable[[], int]) -> int:
    """The exit code of `work`; what goes wrong becomes a line on standard error and a code."""
    try:
        return work()
    except InvalidInput as error:
        print(f"{program}: {error}", file=sys.stderr)
        return BAD_INPUT
    except (CheckerError, SQLAlchemyError, OSError) as error:
        print(f"{program}: the database cannot be used: {error}", file=sys.stderr)
        return FAILED
