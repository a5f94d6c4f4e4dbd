"""Fixtures: databases, a fake checker, a client of the service around it, a story on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from hypothesis import settings
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine

from models.hub.settings import BUILTIN_PRECISION_VARIABLE
from scripts.measure import throwaway_postgres as postgres
from service.storage.database import migrate, open_database, sqlite_url
from service.storage.tables import Base

os.environ[BUILTIN_PRECISION_VARIABLE] = "float32"  # the same numbers on every processor, also in processes we start
settings.register_profile("loaded machines", deadline=None)  # how long anything takes is measured in tests of growth
settings.load_profile("loaded machines")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first: one that begins last leaves all other workers idle until it ends."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty SQLite database of the test's own."""
    opened = open_database(sqlite_url(tmp_path))
    migrate(opened)
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.PostgresServer]:
    if not postgres.installed():
        pytest.skip("PostgreSQL is not installed here")
    with postgres.server() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Engine:
    """An empty database with all tables: the test runs on SQLite and, where it is installed, on PostgreSQL."""
    found: Engine = request.getfixturevalue("engine" if request.param == "sqlite" else "postgresql")
    return found


@pytest.fixture
def postgresql(postgres_server: postgres.PostgresServer) -> Iterator[Engine]:
    """An empty PostgreSQL database with all tables."""
    opened = open_database(postgres_server.url)
    migrate(opened)
    yield opened
    with opened.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    opened.dispose()


@pytest.fixture
def checker() -> FakeChecker:
    return FakeChecker()


@pytest.fixture
def client(checker: FakeChecker, engine: Engine) -> Iterator[FlaskClient]:
    with make_client(make_app(engine, checker), make_key(engine)) as client:
        yield client


@pytest.fixture
def story(tmp_path: Path) -> tuple[Path, Path]:
    """A source and a target file with a planted phrase in each."""
    source, target = tmp_path / "story.ar.txt", tmp_path / "story.en.txt"
    source.write_text("كانت محاولات للتقارب مع الحلف.\nالقوات الأُوكْرانيّة 👩‍🚀\n", encoding="utf-8")
    target.write_text("They tried to take advantage of the alliance.\nThe forces 👩‍🚀🇲🇷.\n", encoding="utf-8")
    return source, target
