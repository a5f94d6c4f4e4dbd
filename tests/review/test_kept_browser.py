"""What a browser keeps until it is sent, in a real Chromium: whose it is, and in which order it goes out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from browser import NEEDED
from waiting import wait_for

from review.conftest import Newsroom
from review.pages import browser_of_ana, signed_in
from review.test_review_browser import decisions

pytestmark = NEEDED


@pytest.fixture
def context(newsroom: Newsroom) -> Iterator[Any]:
    """A browser of Ana's, who has signed in."""
    with browser_of_ana(newsroom) as context:
        yield context


def test_what_was_kept_goes_out_in_the_name_of_who_did_it(newsroom: Newsroom, article: str, context: Any) -> None:
    page = context.new_page()
    page.goto(f"/articles/{article}")
    context.set_offline(True)
    page.click("#f2 button[value=confirm]")
    page.wait_for_selector("#notice >> text=1 to be sent")
    page.close()
    context.set_offline(False)
    for name, told in (("Ben", []), ("Ana", [("confirm", "Ana")])):
        signed_in(context, newsroom.key, name)
        page = context.new_page()
        page.goto("/")
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_timeout(1_000)
        page.close()
        assert decisions(newsroom, article) == told


def typed(context: Any, article: str, words: str = "") -> str:
    """What stands in the field of the first sentence when it is opened; `words` are then typed."""
    page = context.new_page()
    page.goto(f"/articles/{article}")
    page.click(".edit >> nth=0")
    page.wait_for_selector("textarea[data-draft]")
    found = str(page.input_value("textarea[data-draft]"))
    if words:
        page.fill("textarea[data-draft]", words)
    page.close()
    return found


def test_a_draft_is_seen_by_nobody_else_at_the_same_browser(newsroom: Newsroom, article: str, context: Any) -> None:
    machine = typed(context, article, "Ana's words.")
    assert typed(context, article) == "Ana's words."
    signed_in(context, newsroom.key, "Ben")
    assert typed(context, article, "Ben's words.") == machine
    signed_in(context, newsroom.key, "Ana")
    assert typed(context, article) == "Ana's words."


def test_a_draft_that_was_saved_is_gone_also_after_the_same_came_again(
    newsroom: Newsroom, article: str, context: Any
) -> None:
    newsroom.send()
    page = context.new_page()
    page.goto(f"/articles/{article}")
    page.click(".edit >> nth=0")
    page.fill("textarea[data-draft]", "Better words.")
    page.press("textarea[data-draft]", "Control+Enter")
    page.wait_for_selector(".diff")
    wait_for(lambda: "Better words." not in page.evaluate("Object.values(localStorage)"))
    page.close()


@pytest.mark.parametrize("saved", ["Control+Enter", "button"])
def test_a_sentence_that_is_saved_as_it_was_is_not_edited(
    newsroom: Newsroom, article: str, context: Any, saved: str
) -> None:
    page = context.new_page()
    page.goto(f"/articles/{article}")
    for words, expected in ((None, []), ("Better words.", ["edit"]), (None, ["edit"])):
        page.click(".edit >> nth=0")
        page.wait_for_selector("textarea[data-draft]")
        if words:
            page.fill("textarea[data-draft]", words)
        page.click(".editing button") if saved == "button" else page.press("textarea[data-draft]", saved)
        page.wait_for_selector("textarea[data-draft]", state="detached")
        page.wait_for_timeout(300)
        assert [action for action, _ in decisions(newsroom, article)] == expected
    page.close()


@pytest.mark.parametrize("given_up", ["Escape", "Cancel"])
def test_what_is_given_up_is_not_saved_because_its_field_was_left(
    newsroom: Newsroom, article: str, context: Any, given_up: str
) -> None:
    page = context.new_page()
    page.goto(f"/articles/{article}")
    page.click(".edit >> nth=0")
    page.type("textarea[data-draft]", "Not this.")
    page.keyboard.press(given_up) if given_up == "Escape" else page.click(f"text={given_up} >> visible=true", delay=300)
    page.wait_for_selector("textarea[data-draft]", state="detached")
    page.wait_for_timeout(500)
    assert decisions(newsroom, article) == []
    page.close()


def decided(page: Any, article: str) -> None:
    """The article's page, with every flag dismissed."""
    page.goto(f"/articles/{article}")
    for number in range(page.locator(".finding").count()):
        page.locator("form.outcomes:not(:has(.decided)) button[value=dismiss]").first.click()
        page.wait_for_selector(f".decided >> nth={number}")


@pytest.mark.parametrize("is_offline", [False, True])
def test_what_stands_in_an_open_field_is_sent_before_the_review_is_finished(
    newsroom: Newsroom, article: str, context: Any, is_offline: bool
) -> None:
    page = context.new_page()
    decided(page, article)
    page.click(".edit >> nth=0")
    page.fill("textarea[data-draft]", "Better words.")
    context.set_offline(is_offline)
    page.click("#review-state button[value=finish]")  # while the cursor is in the field
    if is_offline:
        page.wait_for_selector("#notice >> text=2 to be sent")
        context.set_offline(False)
    page.wait_for_selector("#review-state >> text=Reviewed")
    page.wait_for_timeout(500)
    told = [action for action, _ in decisions(newsroom, article) if action != "dismiss"]
    assert told == ["edit", "finish"]
    page.close()


def test_a_review_is_not_finished_without_an_edit_that_is_refused(
    newsroom: Newsroom, article: str, context: Any
) -> None:
    page = context.new_page()
    decided(page, article)
    page.click(".edit >> nth=0")
    page.fill("textarea[data-draft]", "x" * 20_001)
    page.click("#review-state button[value=finish]")
    page.wait_for_selector("#notice >> text=at most 20,000")
    page.wait_for_timeout(500)
    assert {action for action, _ in decisions(newsroom, article)} == {"dismiss"}
    assert page.input_value("textarea[data-draft]").startswith("xxx")
    page.close()


def test_what_always_fails_is_sent_again_ever_more_rarely_and_keeps_nobody_signed_in(
    newsroom: Newsroom, article: str, context: Any
) -> None:
    page = context.new_page()
    page.clock.install()
    sent: list[str | None] = []

    def fail(route: Any) -> None:
        sent.append(route.request.headers.get("x-automatic"))
        route.fulfill(status=500)

    page.route("**/act", fail)
    page.goto(f"/articles/{article}")
    page.click("#f2 button[value=confirm]")
    page.wait_for_selector("#notice >> text=The service cannot take it now: 1 to be sent")
    tries = []
    for second in range(5, 121, 5):
        before = len(sent)
        page.clock.run_for(5_000)
        page.wait_for_timeout(100)
        tries += [second] * (len(sent) - before)
    pauses = [after - before for before, after in pairwise(tries)]
    assert 3 <= len(tries) <= 6 and pauses == sorted(pauses) and pauses[-1] > 2 * pauses[0]
    assert sent == [None, *["retry"] * len(tries)]
    page.click("#review-state button[value=finish]")  # behind what is kept, and by a person
    page.wait_for_selector("#notice >> text=2 to be sent")
    wait_for(lambda: page.wait_for_timeout(100) or sent[len(tries) + 1 :] == [None])  # heard of while the page waits
    page.unroute("**/act")
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_for(lambda: decisions(newsroom, article) == [("confirm", "Ana")])
    page.close()


def test_a_page_that_finds_its_sign_in_has_run_out_says_so(newsroom: Newsroom, article: str, context: Any) -> None:
    page = context.new_page()
    page.goto("/")
    context.clear_cookies()
    page.wait_for_selector("#notice >> text=Sign in again", timeout=20_000)
