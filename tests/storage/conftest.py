"""Every storage test runs on SQLite and, where it is installed, on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service.storage.database import migrate, open_database, sqlite_url
from service.storage.tables import Article, Base, Revision
from storage import postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    if not postgres.installed():
        pytest.skip("PostgreSQL is not installed here")
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database with all tables."""
    own = request.param == "sqlite"
    engine = open_database(sqlite_url(tmp_path) if own else request.getfixturevalue("postgres_url"))
    migrate(engine)
    yield engine
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()


@pytest.fixture
def revision(database: Engine) -> str:
    """The id of a stored revision."""
    with Session(database) as session, session.begin():
        article = Article(site="news", cms_id="7", created_at=0.0)
        article.revisions.append(Revision(number=1, sent={"target": "The port 👩‍🚀 reopened."}, received_at=0.0))
        session.add(article)
        session.flush()
        return article.revisions[0].id
