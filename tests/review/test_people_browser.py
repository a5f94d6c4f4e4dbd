"""People at the page in a real Chromium: a link, a password, an article taken and given on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser import NEEDED, chromium, troubles_of
from fake_checker import FakeChecker
from service_app import make_app, make_key, serving
from sqlalchemy import Engine

from review.conftest import Newsroom
from review.test_people_sign_in import PASSWORD, person
from service.access.accounts import create, make_link
from service.articles.checking import Checking
from service.jobs.worker import Worker
from service.storage.database import transaction

pytestmark = NEEDED


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


def opened(browser: Any, address: str) -> Any:
    page = browser.new_context(base_url=address).new_page()
    page.set_default_timeout(30_000)
    return page


def test_a_link_a_password_and_an_article_given_on(browser: Any, engine: Engine) -> None:
    checker = FakeChecker()
    room = Newsroom(make_app(engine, checker), engine, Worker(engine, Checking(checker.check)), make_key(engine))
    article = room.send()
    person(engine, "ben", "Ben Lee")
    with transaction(engine) as session:
        link = make_link(create(session, "news", "ana", "Ana Ruiz", "reviewer", 0.0), 2e9)
    with serving(room.app) as address:
        anas, bens = opened(browser, address), opened(browser, address)
        troubles = [troubles_of(page) for page in (anas, bens)]
        anas.goto(f"/set-password/{link}")
        anas.fill("[name=password]", PASSWORD)
        anas.fill("[name=again]", PASSWORD)
        anas.press("[name=again]", "Enter")
        anas.wait_for_selector("#queue")
        anas.click("text=Assign to me")
        anas.wait_for_selector("text=for me")
        bens.goto("/sign-in")
        bens.fill("[name=login]", "ben")
        bens.fill("[name=password]", PASSWORD)
        bens.press("[name=password]", "Enter")
        bens.wait_for_selector("text=for Ana Ruiz")
        for page in (anas, bens):
            page.goto(f"/articles/{article}")
        anas.select_option("[name=to]", "ben")
        anas.click(".assigned button")
        anas.wait_for_selector(".assigned >> text=Assigned to Ben Lee")
        anas.keyboard.press("l")  # the keys still lead where they led
        anas.wait_for_selector("#review-state .state >> text=In review")
        bens.wait_for_selector("#news >> text=Show it", timeout=15_000)
        bens.reload()
        assert "Assigned to me" in bens.inner_text(".assigned") and "Ana Ruiz" in bens.inner_text(".state")
        for page in (anas, bens):
            page.context.close()
    assert troubles == [[], []]
