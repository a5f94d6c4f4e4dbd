"""A newsroom and a browser of Ana's for all tests of a file: to start one takes longer than most of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from fake_checker import FakeChecker
from service_app import make_app, make_key

from review.conftest import Newsroom
from review.pages import browser_of_ana
from service.articles.checking import Checking
from service.jobs.worker import Worker
from service.storage.database import migrate, open_database, sqlite_url


@dataclass
class Desk:
    """The newsroom and the browser."""

    newsroom: Newsroom
    context: Any
    _numbers: Iterator[int] = field(default_factory=count)

    def send(self, **changes: Any) -> str:
        """Another article."""
        return self.newsroom.send(**{"id": f"story {next(self._numbers)}"} | changes)

    def page(self, article: str) -> Any:
        """That article, opened."""
        page = self.context.new_page()
        page.goto(f"/articles/{article}")
        return page


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    engine, checker = open_database(sqlite_url(tmp_path_factory.mktemp("data"))), FakeChecker()
    migrate(engine)
    room = Newsroom(make_app(engine, checker), engine, Worker(engine, Checking(checker.check)), make_key(engine))
    with browser_of_ana(room) as context:
        yield Desk(room, context)
    engine.dispose()


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    return desk.newsroom


@pytest.fixture
def article(desk: Desk) -> str:
    return desk.send()


@pytest.fixture
def page(desk: Desk, article: str) -> Iterator[Any]:
    """The article in Ana's browser."""
    page = desk.page(article)
    yield page
    page.close()
