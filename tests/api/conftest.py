"""The API on SQLite and on PostgreSQL: a CMS with a key, and a worker that works when it is told to."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine

from service.articles.checking import checking
from service.jobs.worker import Worker


@pytest.fixture
def engine(database: Engine) -> Engine:
    """All of this on SQLite and on PostgreSQL."""
    return database


@pytest.fixture
def app(engine: Engine, checker: FakeChecker) -> APIFlask:
    return make_app(engine, checker)


@pytest.fixture
def cms(app: APIFlask, engine: Engine) -> FlaskClient:
    return make_client(app, make_key(engine))


@pytest.fixture
def worker(engine: Engine, checker: FakeChecker) -> Worker:
    return Worker(engine, checking(checker.check))
