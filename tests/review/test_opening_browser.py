"""A sentence that takes its time to open, in a real Chromium: what is typed meanwhile presses no button."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from browser import NEEDED
from waiting import wait_for

from review.conftest import Newsroom
from review.pages import browser_of_ana
from review.test_review_browser import decisions
from review.test_two_tabs_browser import finished_elsewhere

pytestmark = NEEDED
GIVEN_UP = 60_000
"""Milliseconds after which a request that hangs is over for certain; the page gives it up after ten seconds."""
PRESSES_EVERYTHING = "cdfaxtbmu"
"""Confirm, dismiss, finish, approve, change, comment, send back, mark and undo."""


@pytest.fixture
def page(newsroom: Newsroom, article: str) -> Iterator[Any]:
    """The article in a browser of Ana's, its first flag chosen."""
    with browser_of_ana(newsroom) as context:
        page = context.new_page()
        page.goto(f"/articles/{article}")
        page.keyboard.press("j")
        yield page


def test_what_is_typed_before_the_field_is_there_stands_in_it(newsroom: Newsroom, article: str, page: Any) -> None:
    page.route("**/segments/**", lambda route: (time.sleep(0.5), route.continue_()))
    page.keyboard.press("e")
    page.keyboard.type(PRESSES_EVERYTHING)
    page.wait_for_selector("form.editing textarea")
    page.keyboard.type("!")
    wait_for(lambda: f"{PRESSES_EVERYTHING}!" in page.input_value("form.editing textarea"))
    assert decisions(newsroom, article) == []


@pytest.mark.parametrize("fails", ["no connection", "refused", "hangs"])
def test_where_it_does_not_open_nothing_is_pressed_until_the_typing_ends(
    newsroom: Newsroom, article: str, page: Any, fails: str
) -> None:
    refusal = {"status": 409, "headers": {"HX-Reswap": "none"}, "body": "<p class=reason>It is gone.</p>"}
    answers = {"no connection": lambda route: route.abort(), "hangs": lambda route: None}
    page.route("**/segments/**", answers.get(fails, lambda route: route.fulfill(**refusal)))
    page.keyboard.press("e")
    page.wait_for_timeout(300)
    page.keyboard.type(PRESSES_EVERYTHING, delay=100)
    assert decisions(newsroom, article) == []
    if fails == "hangs":
        page.wait_for_event("requestfailed", timeout=GIVEN_UP)
    page.wait_for_timeout(1_500)
    page.keyboard.press("c")
    wait_for(lambda: decisions(newsroom, article) == [("confirm", "Ana")])


def test_a_sentence_of_a_review_that_ended_unseen_is_not_edited(newsroom: Newsroom, article: str, page: Any) -> None:
    stands = finished_elsewhere(newsroom, article)
    page.keyboard.press("e")
    page.wait_for_selector("form.editing textarea")
    page.keyboard.type("Unseen ")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=You have meanwhile finished the review, elsewhere")
    assert decisions(newsroom, article) == stands
    assert "Unseen " in page.input_value("form.editing textarea"), "what was typed stays"
