"""Opening the database: SQLite in a folder by default, PostgreSQL by URL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CursorResult, Engine, Update, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from models.errors import CheckerError, InvalidInput

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
SQLITE_FILE = "mtqc.sqlite3"
POSTGRES_DISK_FULL = "53100"
_READS = "mtqc_reads"
WAIT_FOR_LOCK_SECONDS = 10
MAX_CONNECT_SECONDS = 5
"""For PostgreSQL to take a connection. Whoever waits for it may be the thread that reads every request."""
MAX_POOL_SECONDS = 10
"""For one of a process's connections to be free."""
KEPT_CONNECTIONS = 5
"""So many stay open once they were needed."""
MAX_CONNECTIONS = 15
"""At once, of a process that says nothing else."""
MAX_UNHEARD_SECONDS = 15
"""For its machine to confirm what was sent (Linux): else a connection that broke unseen waits a quarter of an hour."""
MIGRATION_LOCK = 0x6D747163
"""A number that nobody else who uses the database is likely to take: "mtqc"."""
SQLITE_SETTINGS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
"""Readers beside a writer; nothing accepted is lost when the power fails; deletions reach their traces."""


def sqlite_url(folder: Path) -> str:
    """The URL of the database in a data folder."""
    return f"sqlite:///{folder.resolve() / SQLITE_FILE}"


def open_database(url: str, connections: int = MAX_CONNECTIONS) -> Engine:
    """The engine for `sqlite:///…` or `postgresql+psycopg://…`. Raises InvalidInput for another kind of URL.

    `connections`: how many there may be at once, KEPT_CONNECTIONS or more.

    Connections are tried before use, so that a database that was restarted meanwhile costs nobody a request. One that
    keeps silent is given up after MAX_CONNECT_SECONDS, or what the URL says (`?connect_timeout=`).
    Errors name the statement without what was to be written: that is the article.
    """
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except ArgumentError as error:
        raise InvalidInput(f"the database URL cannot be read ({error})") from error
    pool = {"pool_size": KEPT_CONNECTIONS, "max_overflow": connections - KEPT_CONNECTIONS}
    if backend == "postgresql":
        bounds = {"connect_timeout": MAX_CONNECT_SECONDS, "tcp_user_timeout": 1_000 * MAX_UNHEARD_SECONDS}
        unsaid = {name: bound for name, bound in bounds.items() if name not in parsed.query}
        return create_engine(url, connect_args=unsaid, pool_pre_ping=True, **pool, **_ALIKE)
    if backend != "sqlite":
        raise InvalidInput(f"the database must be SQLite or PostgreSQL, not {backend}")
    waits = {"timeout": WAIT_FOR_LOCK_SECONDS}
    engine = create_engine(url, connect_args=waits, **pool, **_ALIKE)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _as_json(value: Any) -> str:
    """As it is read: escaped, an Arabic letter would take six bytes instead of two. Half a character stays escaped."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


_ALIKE: Any = {"hide_parameters": True, "json_serializer": _as_json, "pool_timeout": MAX_POOL_SECONDS}
"""Settings of every engine."""


class StorageFull(CheckerError):
    """There is no room for what was sent; what was accepted before is still there."""


class StorageUnavailable(CheckerError):
    """The database does not answer."""


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """A session whose changes are kept together when the block ends, or not at all.

    Raises StorageFull and StorageUnavailable for what is the database's fault.
    """
    with _sorted_out(), Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that only reads, and holds nobody up who writes. Raises StorageUnavailable."""
    reader = engine.execution_options(**{_READS: True})
    with _sorted_out(), Session(reader, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def _sorted_out() -> Iterator[None]:
    """What is the database's fault, by kind."""
    try:
        yield
    except DBAPIError as error:
        if _is_full(error):
            raise StorageFull("There is no room left to keep the article. Nothing of it was accepted.") from error
        if isinstance(error, DataError):  # whatever let it come this far
            raise InvalidInput("Something in it is nothing that a database keeps, such as a NUL character.") from error
        if isinstance(error, OperationalError) or error.connection_invalidated:
            raise StorageUnavailable("The database does not answer. Please try again in a few seconds.") from error
        raise
    except PoolTimeout as error:  # all connections are in use, and stay so
        raise StorageUnavailable("The database is busy. Please try again in a few seconds.") from error


def _is_full(error: DBAPIError) -> bool:
    """SQLITE_FULL, or PostgreSQL's 53100."""
    return "database or disk is full" in str(error.orig) or getattr(error.orig, "sqlstate", "") == POSTGRES_DISK_FULL


def _set_up_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say so, below
    for setting in SQLITE_SETTINGS:
        connection.execute(f"PRAGMA {setting}")


def _begin_immediate(connection: Any) -> None:
    """Takes the write lock at once: one taken half-way through fails without waiting when another holds it."""
    reads = connection.get_execution_options().get(_READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def changed_rows(session: Session, statement: Update) -> int:
    """Runs an UPDATE past the session's objects and says how many rows it changed."""
    result = session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)
    return result.rowcount


def migrate(engine: Engine, step: str = "head") -> None:
    """Brings the tables to what this code expects, or to an earlier step; nothing happens where they are.

    Of several processes that start at once, one does it and the others wait.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:  # of SQLite, that is the lock
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
        config.attributes["connection"] = connection
        command.upgrade(config, step)


def is_current(engine: Engine) -> bool:
    """True where the tables are what this code expects. Raises SQLAlchemyError where nobody answers."""
    with engine.execution_options(**{_READS: True}).connect() as connection:
        found = MigrationContext.configure(connection).get_current_heads()
    return set(found) == set(ScriptDirectory(str(MIGRATIONS)).get_heads())
