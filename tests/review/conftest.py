"""The pages on SQLite: a reviewer's browser, and an article with flags on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from apiflask import APIFlask
from fake_checker import HOSTILE, FakeChecker
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from service_app import make_app, make_client, make_key, sign_in
from sqlalchemy import Engine

from service.articles.checking import Checking
from service.jobs.worker import Worker

SOURCE = "محاولات للتقارب 👩‍🚀 مع الحلف.\n\nالقوات الأُوكْرانيّة"
TARGET = f"They wished to take advantage of it 👩‍🚀🇲🇷 today.\n\nThen {HOSTILE} came."
STORY = {"id": "story-7", "source": SOURCE, "target": TARGET, "source_lang": "ar", "target_lang": "en"}


@dataclass
class Newsroom:
    """The service, a worker, and whoever signs in."""

    app: APIFlask
    engine: Engine
    worker: Worker[Any, Any]
    key: str

    def send(self, **changes: Any) -> str:
        """The id of an article that a CMS has sent and the worker has checked."""
        sent = make_client(self.app, self.key).post("/api/v1/articles", json=STORY | changes)
        assert sent.status_code == 202, sent.text
        assert self.worker.work_next()
        return str(sent.json["id"])

    def browser(self, name: str = "Ana") -> FlaskClient:
        """A browser in which that person has signed in."""
        return sign_in(self.app, self.key, name)


@pytest.fixture
def newsroom(engine: Engine, checker: FakeChecker) -> Newsroom:
    return Newsroom(make_app(engine, checker), engine, Worker(engine, Checking(checker.check)), make_key(engine))


@pytest.fixture
def ana(newsroom: Newsroom) -> FlaskClient:
    return newsroom.browser("Ana")


@pytest.fixture
def article(newsroom: Newsroom) -> str:
    return newsroom.send()


def act(browser: FlaskClient, article: str, action: str, **form: Any) -> Any:
    """What htmx gets when a button of the article's page is pressed."""
    address = f"/articles/{article}/act"
    return browser.post(address, data={"action": action} | form, headers={"HX-Request": "true"})


def shown(browser: FlaskClient, article: str) -> LexborHTMLParser:
    """The article's page."""
    page = browser.get(f"/articles/{article}")
    assert page.status_code == 200, page.text
    return LexborHTMLParser(page.text)


def fingerprints(browser: FlaskClient, article: str) -> list[str]:
    """Of the flags of a page: f1, f2 …"""
    cards = sorted(shown(browser, article).css(".finding"), key=lambda card: int((card.attributes["id"] or "")[1:]))
    return [card.css_first("form.outcomes [name=flag]").attributes["value"] or "" for card in cards]
