"""The review page by keyboard and on a phone, in a real Chromium: where the focus goes, and what is seen first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from browser import NEEDED, chromium, troubles_of
from fake_checker import FakeChecker
from service_app import make_app, make_client, make_key, serving, sign_in
from sqlalchemy import Engine

from review.conftest import Newsroom, act, fingerprints, shown
from service.articles.checking import Checking
from service.jobs.worker import Worker

pytestmark = NEEDED
TALLEST = 640
"""Of a small phone's screen, in CSS pixels."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def room(engine: Engine) -> Newsroom:
    checker = FakeChecker()
    return Newsroom(make_app(engine, checker), engine, Worker(engine, Checking(checker.check)), make_key(engine))


@pytest.fixture
def address(room: Newsroom) -> Iterator[str]:
    with serving(room.app) as found:
        yield found


def opened(browser: Any, address: str, room: Newsroom, **options: Any) -> Any:
    """A page of Ana's, who has signed in."""
    page = browser.new_context(base_url=address, **options).new_page()
    page.set_default_timeout(30_000)
    page.goto("/sign-in")
    page.fill("[name=name]", "Ana")
    page.fill("[name=key]", room.key)
    page.press("[name=key]", "Enter")
    page.wait_for_selector("#queue")
    return page


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_j_and_k_move_the_focus_and_a_decision_does_not_lose_it(room: Newsroom, browser: Any, address: str) -> None:
    article = room.send()
    page = opened(browser, address, room)
    troubles = troubles_of(page)
    page.goto(f"/articles/{article}")
    stops = page.locator(".finding").evaluate_all("all => all.map((one) => one.id)")
    for key, expected in (("j", stops[0]), ("j", stops[1]), ("k", stops[0])):
        page.keyboard.press(key)
        assert focused(page) == expected
        assert page.locator(f"#{expected}").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("c")
    page.wait_for_selector(".decided.confirm")
    assert focused(page) == stops[1]
    page.context.close()
    assert troubles == []


@pytest.mark.parametrize("by", ["key", "click"])
def test_the_suggestion_is_put_in_and_the_next_article_follows(
    room: Newsroom, browser: Any, address: str, by: str
) -> None:
    article, other = room.send(), room.send(id="other")
    page = opened(browser, address, room)
    page.goto(f"/articles/{article}")
    if by == "click":
        page.click("#f2 .hint button")
    else:
        while focused(page) != "f2":
            page.keyboard.press("j")
        page.keyboard.press("r")
    page.wait_for_selector("textarea[data-draft]")
    assert "draw closer to" in page.input_value("textarea[data-draft]")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".diff ins")
    ana = sign_in(room.app, room.key)
    for flag in fingerprints(ana, article):
        act(ana, article, "confirm", flag=flag)
    act(ana, article, "finish")
    page.reload()
    page.click("text=Next article") if by == "click" else page.keyboard.press("n")
    page.wait_for_url(f"**/articles/{other}")
    page.context.close()


@pytest.mark.parametrize("key", ["b", "t"])
def test_control_and_enter_send_what_is_written_in_a_dialog(
    room: Newsroom, browser: Any, address: str, key: str
) -> None:
    article = room.send()
    page = opened(browser, address, room)
    page.goto(f"/articles/{article}")
    page.keyboard.press("j")
    page.keyboard.press(key)
    page.keyboard.type("It reads like a machine.")
    page.keyboard.press("Enter")  # goes on in a new line
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("dialog[open]", state="detached")
    told: Any = make_client(room.app, room.key).get(f"/api/v1/articles/{article}/decisions").json
    assert [event["data"]["comment"].strip() for event in told["events"]] == ["It reads like a machine."]
    page.context.close()


class _Rejecting(FakeChecker):
    """Whatever it finds, it rejects the text."""

    def check(self, request: Any) -> Any:
        return replace(super().check(request), verdict="reject")


@pytest.mark.parametrize("target", ["Nobody knows 👩‍🚀🇲🇷.", "They take advantage of it 👩‍🚀🇲🇷."])
def test_f_alone_never_publishes_what_is_rejected(engine: Engine, browser: Any, target: str) -> None:
    checker = _Rejecting()
    room = Newsroom(make_app(engine, checker), engine, Worker(engine, Checking(checker.check)), make_key(engine))
    article = room.send(target=target)
    serious = "advantage" in target

    def allowed() -> bool:
        found: Any = make_client(room.app, room.key).get(f"/api/v1/articles/{article}").json
        return bool(found["publishing"]["allowed"])

    with serving(room.app) as address:
        page = opened(browser, address, room)
        page.goto(f"/articles/{article}")
        page.keyboard.press("f")
        if serious:  # refused, and the focus is where to go on
            page.wait_for_selector("#notice:has-text('1 serious flag is not decided yet')")
            page.wait_for_selector(":focus:has-text('Wrong meaning')")
            assert page.locator("#notice a").inner_text() == "Show the first"
            page.keyboard.press("d")
        else:  # a question: one more key does not answer it
            page.wait_for_selector("#finish-dialog[open]")
            page.keyboard.press("f")
            assert not allowed()
            page.keyboard.press("Escape")
            page.keyboard.press("j")
            page.keyboard.press("c")
        page.wait_for_selector(".decided")
        assert not allowed() or serious  # a dismissal may have made it a pass
        page.keyboard.press("f")
        if not serious:  # a minor flag that was decided is no answer
            page.wait_for_selector("#finish-dialog[open]")
            assert not allowed()
            page.click("#finish-dialog button:not([type=button])")
        page.wait_for_selector("#verdict:has-text('reviewed')")
        page.context.close()
    assert allowed()


def test_f_and_a_ask_about_an_error_that_stands_and_take_yes_for_an_answer(
    room: Newsroom, browser: Any, address: str
) -> None:
    article, ana = room.send(target="They take advantage of it."), room.browser("Ana")
    page = opened(browser, address, room)
    page.goto(f"/articles/{article}")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_selector(".decided")
    for key, move, stands in (("f", "finish", "Reviewed"), ("a", "approve", "Approved")):
        page.keyboard.press(key)
        page.wait_for_selector(f"#{move}-dialog[open] .question:has-text('1 serious error stands in the text')")
        page.keyboard.press(key)  # no answer
        page.click(f"#{move}-dialog button:not([type=button])")
        page.wait_for_selector(f"#review-state .state:has-text('{stands}')")
        assert page.locator("dialog[open]").count() == 0
    assert "Not to be published" in shown(ana, article).css_first("#review-state").text()
    page.context.close()


def test_on_a_phone_the_text_begins_on_the_first_screen(room: Newsroom, browser: Any, address: str) -> None:
    article = room.send()
    phone = {"viewport": {"width": 360, "height": TALLEST}, "has_touch": True, "is_mobile": True}
    page = opened(browser, address, room, **phone)
    page.wait_for_selector("details.fold[open]", state="detached")  # the script folds them once it is there
    page.goto(f"/articles/{article}")
    assert page.locator(".side.target").first.bounding_box()["y"] < TALLEST
    small = page.locator("button:visible").evaluate_all("all => all.filter((one) => one.offsetHeight < 44).length")
    assert small == 0
    page.context.close()
