"""Opening and migrating the database, and what its rules refuse."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, event, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from service.deadline import in_time
from service.storage import database as storage
from service.storage.database import StorageUnavailable, migrate, open_database, reading, sqlite_url, transaction
from service.storage.tables import ArticleRow, Base, Job, Revision


def test_the_migrations_make_what_the_code_declares(database: Engine) -> None:
    with database.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrating_again_changes_nothing(database: Engine, revision: str) -> None:
    migrate(database)
    with Session(database) as session:
        assert session.get_one(Revision, revision).sent == {"target": "The port 👩‍🚀 reopened."}


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("ميناء 👩‍🚀", '{"target": "ميناء 👩‍🚀"}'),  # escaped, a letter would take six bytes
        ("half \ud83d", '{"target": "half \\ud83d"}'),  # of a pair: nobody could write it as UTF-8
        ('a "b"\n', '{"target": "a \\"b\\"\\n"}'),
    ],
)
def test_texts_are_kept_as_they_are_read(database: Engine, revision: str, sent: str, kept: str) -> None:
    with Session(database) as session, session.begin():
        session.get_one(Revision, revision).sent = {"target": sent}
    with Session(database) as session:
        assert session.get_one(Revision, revision).sent == {"target": sent}
        assert session.scalar(text("SELECT CAST(sent AS TEXT) FROM revision")) == kept


def test_a_deleted_article_leaves_no_traces(database: Engine, revision: str) -> None:
    with Session(database) as session, session.begin():
        session.add(Job(revision_id=revision, created_at=0.0, due_at=0.0))
    with database.begin() as connection:  # by the database's own rules, whoever deletes
        connection.execute(text("DELETE FROM article"))
    with Session(database) as session:
        assert session.scalars(select(Revision)).all() == []
        assert session.scalars(select(Job)).all() == []


def test_an_article_is_known_once_a_site(database: Engine, revision: str) -> None:
    with Session(database) as session, session.begin():
        session.add(ArticleRow(site="sports", cms_id="7", created_at=0.0))
    with Session(database) as session, pytest.raises(IntegrityError):
        session.add(ArticleRow(site="news", cms_id="7", created_at=1.0))
        session.flush()


def test_an_unknown_state_is_refused(database: Engine, revision: str) -> None:
    with Session(database) as session, pytest.raises(IntegrityError):
        session.add(Job(revision_id=revision, state="lost", created_at=0.0, due_at=0.0))
        session.flush()


@pytest.mark.parametrize("url", ["mysql://root@localhost/mtqc", "no url at all", ""])
def test_other_databases_are_refused_by_name(url: str) -> None:
    with pytest.raises(InvalidInput, match="database"):
        open_database(url)


def test_sqlite_keeps_what_it_was_told_when_the_power_fails(tmp_path: Path) -> None:
    engine = open_database(sqlite_url(tmp_path))
    with engine.connect() as connection:
        for setting, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            assert connection.execute(text(f"PRAGMA {setting}")).scalar() == value
    engine.dispose()


def test_a_postgresql_that_keeps_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "MAX_CONNECT_SECONDS", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        opened = open_database(f"postgresql+psycopg://mtqc@127.0.0.1:{silent.getsockname()[1]}/mtqc")

        def ask() -> None:
            with reading(opened) as session:
                session.execute(text("SELECT 1"))

        with pytest.raises(StorageUnavailable):
            in_time(30.0, "The first question", ask)


@pytest.mark.parametrize("block", [reading, transaction])
def test_when_all_connections_are_in_use_it_is_not_available(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: Any
) -> None:
    monkeypatch.setitem(storage._ALIKE, "pool_timeout", 0.1)
    opened = open_database(sqlite_url(tmp_path))
    with ExitStack() as held, pytest.raises(StorageUnavailable, match="try again"):
        for _ in range(100):
            held.enter_context(opened.connect())
            with block(opened) as session:
                session.execute(text("SELECT 1"))
    with block(opened) as session:
        assert session.execute(text("SELECT 1")).scalar() == 1
    opened.dispose()


@pytest.mark.parametrize(
    ("query", "seconds", "milliseconds"),
    [("", 5, 15_000), ("?connect_timeout=9", "9", 15_000), ("?tcp_user_timeout=400", 5, "400")],
)
def test_how_long_postgresql_is_waited_for(query: str, seconds: object, milliseconds: object) -> None:
    asked: dict[str, object] = {}

    def note(_dialect: object, _record: object, _args: object, named: dict[str, object]) -> None:
        asked.update(named)
        raise InterruptedError

    opened = open_database(f"postgresql+psycopg://mtqc@db.example/mtqc{query}")
    event.listen(opened, "do_connect", note)
    with pytest.raises(InterruptedError):
        opened.connect()
    assert (asked["connect_timeout"], asked["tcp_user_timeout"]) == (seconds, milliseconds)
