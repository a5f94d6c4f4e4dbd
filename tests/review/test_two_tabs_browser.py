"""An article that stands open while something else happens to it, in a real Chromium: nothing is reversed unseen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser import NEEDED
from service_app import make_client
from waiting import wait_for

from review.conftest import TARGET, Newsroom, act, fingerprints
from review.pages import browser_of_ana
from review.test_review_browser import decisions

pytestmark = NEEDED


@pytest.fixture
def context(newsroom: Newsroom) -> Iterator[Any]:
    """A browser of Ana's, who has signed in."""
    with browser_of_ana(newsroom) as context:
        yield context


def finished_elsewhere(newsroom: Newsroom, article: str) -> list[tuple[str, str]]:
    """In another tab, Ana confirms the first flag, dismisses the others and finishes; what then stands."""
    other = newsroom.browser("Ana")
    first, *rest = fingerprints(other, article)
    assert act(other, article, "confirm", flag=first).status_code == 200
    for flag in rest:
        act(other, article, "dismiss", flag=flag)
    assert act(other, article, "finish").status_code == 200
    return decisions(newsroom, article)


@pytest.mark.parametrize("pressed", ["#f1 button[value=dismiss]", "button[value=claim]", "button[value=undo]"])
@pytest.mark.parametrize("is_offline", [False, True])
def test_a_tab_that_has_not_seen_the_end_of_a_review_does_not_reverse_it(
    newsroom: Newsroom, article: str, context: Any, pressed: str, is_offline: bool
) -> None:
    page = context.new_page()
    page.goto(f"/articles/{article}")
    if is_offline:
        context.set_offline(True)
        page.click(pressed)
        page.wait_for_selector("#notice >> text=1 to be sent")
    stands = finished_elsewhere(newsroom, article)
    if is_offline:
        context.set_offline(False)
    else:
        page.click(pressed)
    page.wait_for_selector("text=You have meanwhile finished the review, elsewhere")
    assert decisions(newsroom, article) == stands
    page.close()


def test_a_tab_is_told_of_what_was_done_in_another(newsroom: Newsroom, article: str, context: Any) -> None:
    here, there = context.new_page(), context.new_page()
    for page in (here, there):
        page.goto(f"/articles/{article}")
    there.click("#f1 button[value=confirm]")
    here.wait_for_selector("#news >> text=You have worked on it in another tab.")
    assert there.inner_text("#news") == ""
    here.click("#news a")
    here.wait_for_selector("#f1 .decided.confirm")
    assert here.inner_text("#news") == ""
    here.close(), there.close()


def test_what_the_same_tab_did_offline_goes_in_one_after_the_other(
    newsroom: Newsroom, article: str, context: Any
) -> None:
    page = context.new_page()
    page.goto(f"/articles/{article}")
    context.set_offline(True)
    for number, choice in enumerate(("confirm", "dismiss", "confirm"), start=1):
        page.click(f"#f1 button[value={choice}]")
        page.wait_for_selector(f"#notice >> text={number} to be sent")
    act(newsroom.browser("Ana"), article, "dismiss", flag=fingerprints(newsroom.browser("Ana"), article)[1])
    context.set_offline(False)
    told = [("dismiss", "Ana"), ("confirm", "Ana"), ("dismiss", "Ana"), ("confirm", "Ana")]
    wait_for(lambda: page.wait_for_timeout(100) or decisions(newsroom, article) == told)
    page.close()


@pytest.mark.parametrize("pressed", ["#f1 button[value=confirm]", ".edit >> nth=0", "button[value=claim]"])
def test_whoever_works_on_an_article_that_was_deleted_is_told(
    newsroom: Newsroom, article: str, context: Any, pressed: str
) -> None:
    page = context.new_page()
    page.goto(f"/articles/{article}")
    assert make_client(newsroom.app, newsroom.key).delete(f"/api/v1/articles/{article}").status_code == 204
    page.click(pressed)
    page.wait_for_selector("#notice >> text=There is no such article of yours. It may have been deleted.")
    page.close()


def test_a_sentence_that_cannot_be_opened_now_says_so(article: str, context: Any) -> None:
    page = context.new_page()
    page.goto(f"/articles/{article}")
    context.set_offline(True)
    page.click(".edit >> nth=0")
    page.wait_for_selector("#notice >> text=No connection: try again in a moment.")
    context.set_offline(False)
    page.click(".edit >> nth=0")
    page.wait_for_selector("textarea[data-draft]")
    page.close()


def test_the_sentence_of_a_page_is_edited_and_no_other(newsroom: Newsroom, article: str, context: Any) -> None:
    page = context.new_page()
    page.goto(f"/articles/{article}")
    assert newsroom.send(target=f"Before it stands another sentence.\n{TARGET}") == article
    page.click(".edit >> nth=0")
    page.wait_for_selector("#notice >> text=Revision 2 has come in: read it first, then edit that one.")
    assert page.locator("textarea[data-draft]").count() == 0
    page.close()
