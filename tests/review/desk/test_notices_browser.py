"""What a reviewer is told, in a real Chromium: in sight, over no button, once, with what to do."""

from __future__ import annotations

from typing import Any

import pytest
from browser import NEEDED
from service_app import make_client

from review.conftest import STORY, Newsroom, act
from review.desk.conftest import Desk
from review.test_review_browser import decisions

pytestmark = NEEDED
COVERED = """() => {
  const told = document.getElementById("notice").getBoundingClientRect();
  return [...document.querySelectorAll("#review-state button, .finding.chosen button")].filter((button) => {
    const place = button.getBoundingClientRect();
    return place.height && place.bottom > told.top + 1 && place.top < told.bottom - 1;
  }).map((button) => button.textContent);
}"""
PHONE = {"width": 360, "height": 640}


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, PHONE])
@pytest.mark.parametrize("scrolled", [0, 200])
def test_a_refusal_covers_no_button_and_is_told_once(desk: Desk, size: Any, scrolled: int) -> None:
    lines = [f"They take advantage of it, {number} times." for number in range(12)]
    article = desk.send(target="\n\n".join(lines), source="\n\n".join([str(STORY["source"])] * 12))
    page = desk.page(article)
    page.set_viewport_size(size)
    page.keyboard.press("j")
    page.evaluate(f"scrollTo(0, {scrolled})")
    before = page.locator("#review-state button[value=finish]").bounding_box()
    page.keyboard.press("f")
    page.wait_for_selector("#notice:has-text('1 serious flag is not decided yet')")
    page.wait_for_timeout(100)
    assert page.evaluate(COVERED) == []
    told = page.locator("#notice").bounding_box()
    assert 0 <= told["y"] < size["height"], "it is in sight"
    if size is not PHONE and not scrolled:
        assert page.locator("#review-state button[value=finish]").bounding_box()["x"] == before["x"]
    page.click(".edit >> nth=2")
    page.wait_for_selector("form.editing textarea")
    page.keyboard.type("Better: ")
    page.click("#review-state button[value=finish]")  # sends the edit first
    page.wait_for_selector(".diff ins")
    page.wait_for_selector("#notice:has-text('1 serious flag is not decided yet')")
    assert page.locator("#unsaved").is_hidden()
    assert page.inner_text("body").count("not decided yet") == 1
    assert [action for action, _ in decisions(desk.newsroom, article)] == ["edit"]
    page.close()


def test_a_claim_of_somebody_else_is_shown_and_can_be_released(
    newsroom: Newsroom, article: str, page: Any
) -> None:
    ben = newsroom.browser("Ben")
    act(ben, article, "claim")
    page.wait_for_selector("#news:has-text('Ben is reviewing it now.')", timeout=20_000)
    page.wait_for_selector("#review-state .state:has-text('In review · Ben')")
    assert page.locator("#review-state button:text-is('Release')").count() == 1
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_selector("#notice:has-text('Ben is reviewing this article: release it first')")
    with page.expect_navigation():  # what Ben did while he held it is shown
        page.click("#notice button:text-is('Release')")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_selector(".decided.confirm")
    assert decisions(newsroom, article) == [("claim", "Ben"), ("release", "Ana"), ("confirm", "Ana")]


def test_news_moves_nothing_that_somebody_is_at(newsroom: Newsroom, desk: Desk) -> None:
    lines = [f"Line {number}." for number in range(40)]
    article = desk.send(target="\n\n".join(lines), source="\n\n".join(lines))
    page = desk.page(article)
    page.click(".edit >> nth=30")
    page.wait_for_selector("form.editing textarea")
    page.keyboard.type("Half a sen")
    place = page.locator("form.editing").bounding_box()
    act(newsroom.browser("Ben"), article, "claim")
    page.wait_for_selector("#review-state .state:has-text('In review · Ben')", timeout=20_000)
    page.evaluate("document.querySelector('#review-acts').dataset.mine = 'still here'")
    act(newsroom.browser("Ben"), article, "comment", comment="Who says so?")
    page.wait_for_timeout(6_000)  # the next look
    assert page.locator("#review-acts").get_attribute("data-mine") == "still here", "nothing new, nothing put there"
    page.keyboard.type("tence. ")
    assert page.input_value("form.editing textarea").startswith("Half a sentence. ")
    assert abs(page.locator("form.editing").bounding_box()["y"] - place["y"]) <= 2
    with page.expect_navigation():
        page.click("#review-state button:text-is('Release')")
    assert ("release", "Ana") in decisions(newsroom, article)
    page.close()


def test_a_comment_without_text_says_which_it_is_and_what_to_do(
    newsroom: Newsroom, article: str, page: Any
) -> None:
    for key in ("j", "t", " ", " ", "Control+Enter"):
        page.keyboard.press(key)
    told = page.locator("#comment-dialog .error")
    told.wait_for()
    assert told.inner_text().startswith("Your comment on “") and "write a comment, or send none" in told.inner_text()
    assert page.inner_text("#notice") == "", "it is told where one looks, once"
    page.keyboard.type("Read it aloud.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".remark >> text=Read it aloud.")
    assert decisions(newsroom, article) == [("comment", "Ana")]


def test_what_is_decided_while_it_is_checked_again_goes_out_later(newsroom: Newsroom, desk: Desk) -> None:
    article = desk.send(id="again")
    page = desk.page(article)
    make_client(newsroom.app, newsroom.key).post("/api/v1/articles", json=STORY | {"id": "again"})
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_selector("#notice:has-text('The article is being checked: 1 to be sent.')")
    assert decisions(newsroom, article) == []
    assert newsroom.worker.work_next()
    page.wait_for_selector(".decided.confirm", timeout=20_000)
    page.close()
    assert decisions(newsroom, article) == [("confirm", "Ana")]
