"""The API on SQLite and on PostgreSQL: a CMS with a key, and a worker that works when it is told to."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine

from service.articles.checking import Checking
from service.jobs.worker import Worker


@pytest.fixture
def app(database: Engine, checker: FakeChecker) -> APIFlask:
    return make_app(database, checker)


@pytest.fixture
def cms(app: APIFlask, database: Engine) -> FlaskClient:
    return make_client(app, make_key(database))


@pytest.fixture
def worker(database: Engine, checker: FakeChecker) -> Worker:
    return Worker(database, Checking(checker.check))
