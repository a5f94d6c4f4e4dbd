"""An article that stands open in two tabs of the same person, in a real Chromium: neither reverses the other unseen."""

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
