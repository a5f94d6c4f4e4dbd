"""What the service always fails at or refuses of what was kept, in a real Chromium: shown, and in nobody's way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser import NEEDED
from waiting import wait_for

from review.conftest import Newsroom, act, fingerprints
from review.pages import browser_of_ana
from review.test_review_browser import decisions

pytestmark = NEEDED
FAILS = "The service fails at it"


@pytest.fixture
def page(newsroom: Newsroom, article: str) -> Iterator[Any]:
    """The article in a browser of Ana's, by a clock that stands still until it is moved."""
    with browser_of_ana(newsroom) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(f"/articles/{article}")
        yield page


def failing(page: Any, *words: str, status: int = 500) -> list[str]:
    """From now on the service fails at every action with one of these words in it; what was sent to it, as it comes."""
    sent: list[str] = []

    def answer(route: Any) -> None:
        body = route.request.post_data or ""
        sent.append(body)
        route.fulfill(status=status) if any(word in body for word in words) else route.continue_()

    page.route("**/act", answer)
    return sent


def moved(page: Any, until: Any) -> None:
    """Lets the page's time pass until something is found."""
    wait_for(lambda: page.clock.run_for(5_000) or page.wait_for_timeout(200) or until())


@pytest.mark.parametrize("status", [500, 503])
def test_what_the_service_always_fails_at_holds_up_nothing_else(
    newsroom: Newsroom, article: str, page: Any, status: int
) -> None:
    first = fingerprints(newsroom.browser("Ana"), article)[0]
    failing(page, f"flag={first}", status=status)
    page.click("#f1 button[value=confirm]")
    page.wait_for_selector("#notice >> text=1 to be sent. It is kept in this browser and sent as soon as possible.")
    page.click("#f2 button[value=dismiss]")
    page.wait_for_selector("#notice >> text=2 to be sent. They are kept in this browser")
    assert decisions(newsroom, article) == [] and page.locator("#unsaved").is_hidden()
    moved(page, lambda: decisions(newsroom, article) == [("dismiss", "Ana")])
    words = page.locator('mark[data-flags~="f1"]').first.text_content()
    told = page.locator("#unsaved li")
    assert told.count() == 1 and f"Confirm “{words}”" in told.inner_text() and FAILS in told.inner_text()
    page.unroute("**/act")
    page.click("#unsaved >> text=Try again")
    wait_for(lambda: page.wait_for_timeout(100) or len(decisions(newsroom, article)) == 2)
    assert page.locator("#unsaved").is_hidden()


def test_a_review_does_not_end_before_what_could_not_be_saved(newsroom: Newsroom, article: str, page: Any) -> None:
    sent = failing(page, "action=edit")
    for number in range(1, page.locator(".finding").count() + 1):
        page.click(f"#f{number} button[value=dismiss]")
        page.wait_for_selector(f"#f{number} .decided")
    page.click(".edit >> nth=0")
    page.fill("textarea[data-draft]", "Better words.")
    page.click("#review-state button[value=finish]")
    moved(page, lambda: page.locator("#unsaved li").count() == 1)
    assert "Edit “Better words.”" in page.inner_text("#unsaved")
    assert not any("action=finish" in body for body in sent)
    page.click("#unsaved >> text=Discard")
    assert "Finish Not sent: what you did before it has not been saved." in page.inner_text("#unsaved")
    page.click("#unsaved >> text=Discard")
    assert page.locator("#unsaved").is_hidden() and page.evaluate("localStorage.getItem('mtqc-outbox')") is None
    assert {action for action, _ in decisions(newsroom, article)} == {"dismiss"}


def test_the_words_of_what_was_refused_stay_until_somebody_has_seen_them(
    newsroom: Newsroom, article: str, page: Any
) -> None:
    page.click(".edit >> nth=0")
    page.wait_for_selector("textarea[data-draft]")
    page.context.set_offline(True)
    page.fill("textarea[data-draft]", "Better words.")
    page.press("textarea[data-draft]", "Control+Enter")
    page.clock.run_for(200)
    page.wait_for_selector("#notice >> text=1 to be sent. It is kept in this browser and sent as soon as possible.")
    page.press("textarea[data-draft]", "Escape")
    other = newsroom.browser("Ana")
    for flag in fingerprints(other, article):
        act(other, article, "dismiss", flag=flag)
    act(other, article, "finish")
    page.context.set_offline(False)
    told = "Edit “Better words.” You have meanwhile finished the review, elsewhere"
    moved(page, lambda: told in page.inner_text("#unsaved"))
    page.goto("/")
    assert told in page.inner_text("#unsaved")
    page.click("#unsaved a")
    page.wait_for_selector("#review-state >> text=Reviewed")
    page.click("#unsaved >> text=Discard")
    page.reload()
    assert page.locator("#unsaved").is_hidden()
