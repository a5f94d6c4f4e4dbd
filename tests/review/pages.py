"""Browsers that people have opened the review pages in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from browser import chromium
from fake_checker import FakeChecker
from service_app import make_app, make_key, serving

from review.conftest import Newsroom
from service.articles.checking import Checking
from service.jobs.worker import Worker
from service.storage.database import migrate, open_database, sqlite_url


def opened(browser: Any, address: str, **options: Any) -> Any:
    """A browser of somebody's, who is not signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=address, **options)
    context.set_default_timeout(60_000)
    return context


def signed_in(context: Any, key: str, name: str = "Ana") -> None:
    """Signs somebody in."""
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=name]", name)
    page.fill("[name=key]", key)
    page.keyboard.press("Enter")
    page.wait_for_selector("#queue")
    page.close()


@contextmanager
def browser_of_ana(newsroom: Newsroom) -> Iterator[Any]:
    """A browser of Ana's, who has signed in."""
    with serving(newsroom.app) as address, chromium() as browser:
        context = opened(browser, address)
        signed_in(context, newsroom.key)
        yield context
        context.close()


@dataclass
class Desk:
    """A newsroom and a browser of Ana's, for the tests of a file: to start one takes longer than most of them."""

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


@contextmanager
def desk_of_ana(folder: Path) -> Iterator[Desk]:
    """Everything started. `folder`: of the database."""
    engine, checker = open_database(sqlite_url(folder)), FakeChecker()
    migrate(engine)
    room = Newsroom(make_app(engine, checker), engine, Worker(engine, Checking(checker.check)), make_key(engine))
    with browser_of_ana(room) as context:
        yield Desk(room, context)
    engine.dispose()
