"""The review pages in a real Chromium: by keyboard alone, exact to the character, open to everybody, quick enough."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from browser import NEEDED, chromium, troubles_of
from fake_checker import HOSTILE, FakeChecker, Planted
from service_app import make_app, make_client, make_key, serving
from sqlalchemy import Engine

from models.mqm import Category, Severity
from review.conftest import STORY, Newsroom
from review.pages import opened, signed_in
from service.articles.checking import Checking
from service.jobs.worker import Worker
from service.storage.database import migrate, open_database, sqlite_url

pytestmark = NEEDED
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
ARABIC = (
    Planted("اغتنام الفرصة"),
    Planted("مُدَرِّسَة 👩🏽‍🏫", Severity.MINOR, Category.GARBLED),
    Planted(HOSTILE, Severity.CRITICAL, Category.NON_TRANSLATION),
    Planted("12 مليون\u200f", Severity.MINOR, Category.NUMBER_FORMAT),
    Planted("seize the moment 🇲🇷", Severity.NEUTRAL, Category.OMISSION, "source"),
)
ARABIC_TARGET = f"حاولت روسيا اغتنام الفرصة مع الحلف.\n\nقالت مُدَرِّسَة 👩🏽‍🏫 إن {HOSTILE} وصل،\nبعد 12 مليون\u200f يوم."
ARABIC_SOURCE = "Russia tried to seize the moment 🇲🇷 with the alliance.\n\nA teacher said so."
LONG_FLAGS, LONG_WORDS = 300, 10_000


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = open_database(sqlite_url(tmp_path_factory.mktemp("data")))
    migrate(opened)
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def newsroom(engine: Engine) -> Newsroom:
    checker = FakeChecker()
    return Newsroom(make_app(engine, checker), engine, Worker(engine, Checking(checker.check)), make_key(engine))


@pytest.fixture(scope="module")
def address(newsroom: Newsroom) -> Iterator[str]:
    with serving(newsroom.app) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def context(browser: Any, address: str, newsroom: Newsroom) -> Iterator[Any]:
    """A browser of Ana's, who has signed in."""
    context = opened(browser, address)
    signed_in(context, newsroom.key)
    yield context
    context.close()


@pytest.fixture
def page(context: Any) -> Iterator[Any]:
    """A page that fails the test on any script, policy or console error."""
    page = context.new_page()
    troubles = troubles_of(page)
    yield page
    page.close()
    assert troubles == []


def decisions(newsroom: Newsroom, article: str) -> list[tuple[str, str]]:
    found = make_client(newsroom.app, newsroom.key).get(f"/api/v1/articles/{article}/decisions").json["events"]
    return [(event["action"], event["by"]) for event in found if not event["undone"]]


def test_one_article_from_post_to_approved_by_keyboard_alone(
    newsroom: Newsroom, browser: Any, address: str
) -> None:
    article = newsroom.send(id="by-keyboard")
    context = opened(browser, address)
    page = context.new_page()
    troubles, press = troubles_of(page), page.keyboard.press
    page.goto("/")
    page.keyboard.type("Ana")  # nobody has an account here: the cursor stands in the form for keys
    press("Tab")
    page.keyboard.type(newsroom.key)
    press("Enter")
    page.wait_for_selector("#queue")
    press("j")
    press("Enter")
    page.wait_for_selector("#review-state")
    press("j")
    press("c")
    page.wait_for_selector(".decided.confirm")
    assert page.locator(".finding.chosen").get_attribute("id") == page.locator(".finding").nth(1).get_attribute("id")
    press("d")
    page.wait_for_selector(".decided.dismiss")
    press("x")
    page.keyboard.type("Other")  # chooses nothing that there is not, and is no command while a dialog is open
    press("Escape")
    page.wait_for_selector("dialog[open]", state="detached")
    press("d")
    page.wait_for_selector(".decided.dismiss >> nth=1")
    press("d")
    page.wait_for_selector(".decided.dismiss >> nth=2")
    for _ in range(page.locator(".finding").count()):
        press("k")  # back to the first, which was confirmed: what is right in it has to be typed before it is approved
    press("e")
    page.wait_for_selector("textarea[data-draft]")
    page.keyboard.type("cd? ")
    press("Control+Enter")
    page.wait_for_selector(".diff ins")
    press("f")
    page.wait_for_selector("#review-state >> text=Reviewed")
    press("a")
    page.wait_for_selector("#review-state >> text=Approved")
    assert [action for action, _ in decisions(newsroom, article)] == [
        "confirm", "dismiss", "dismiss", "dismiss", "edit", "finish", "approve",
    ]  # fmt: skip
    press("q")
    page.wait_for_selector("#queue")
    assert page.locator("text=by-keyboard").count() == 0
    context.close()
    assert troubles == []


def test_an_arabic_article_is_highlighted_to_the_character(engine: Engine, browser: Any) -> None:
    checker = FakeChecker(planted=ARABIC)
    desk = Newsroom(make_app(engine, checker), engine, Worker(engine, Checking(checker.check)), make_key(engine))
    article = desk.send(
        id="arabic", target=ARABIC_TARGET, source=ARABIC_SOURCE, source_lang="en", target_lang="ar"
    )
    flags = make_client(desk.app, desk.key).get(f"/api/v1/articles/{article}/report").json["flags"]
    assert len(flags) == len(ARABIC)
    with serving(desk.app) as address:
        context = opened(browser, address)
        signed_in(context, desk.key)
        page = context.new_page()
        troubles = troubles_of(page)
        page.goto(f"/articles/{article}")
        for flag in flags:
            marks = page.locator(f'.side.{flag["side"]} mark[data-flags~="{flag["id"]}"]')
            assert "".join(marks.all_text_contents()) == flag["text"]
        for side, text in (("target", ARABIC_TARGET), ("source", ARABIC_SOURCE)):
            assert "".join(page.locator(f".side.{side} [data-at]").all_text_contents()) == text
        assert page.locator(".side.target").first.evaluate("side => getComputedStyle(side).direction") == "rtl"
        assert page.locator(".side.target .unseen").get_attribute("data-label") == "RLM"
        context.close()
    assert troubles == []


SELECT = """([side, words]) => {
  const walker = document.createTreeWalker(document.querySelector(`.side.${side}`), NodeFilter.SHOW_TEXT);
  const nodes = []; while (walker.nextNode()) nodes.push(walker.currentNode);
  const whole = nodes.map((node) => node.data).join(""), range = document.createRange();
  let [from, to] = [whole.indexOf(words), whole.indexOf(words) + words.length];
  for (const node of nodes) {
    if (from >= 0 && from <= node.length) { range.setStart(node, from); from = -1; } else from -= node.length;
    if (to >= 0 && to <= node.length) { range.setEnd(node, to); break; } else to -= node.length;
  }
  getSelection().removeAllRanges(); getSelection().addRange(range);
}"""


@pytest.mark.parametrize(
    ("side", "words"), [("target", "of it 👩‍🚀🇲🇷 today"), ("target", "wished to take"), ("source", "👩‍🚀 مع")]
)
def test_selected_words_are_marked_exactly(newsroom: Newsroom, page: Any, side: str, words: str) -> None:
    article = newsroom.send(id=f"select {words}")
    page.goto(f"/articles/{article}")
    page.evaluate(SELECT, [side, words])
    page.keyboard.press("m")
    assert page.locator("#mark-dialog .quoted").text_content() == words
    page.select_option("#mark-dialog [name=severity]", "minor")
    page.click("#mark-dialog button:not([type])")
    page.wait_for_selector("text=Marked by Ana")
    report = make_client(newsroom.app, newsroom.key).get(f"/api/v1/articles/{article}/report").json
    assert [mark["text"] for mark in report["marks"]] == [words]
    assert page.locator("dialog[open]").count() == 0


def test_a_lost_connection_loses_nothing(newsroom: Newsroom, context: Any) -> None:
    article, page = newsroom.send(id="offline"), context.new_page()
    page.goto(f"/articles/{article}")
    context.set_offline(True)
    for key in "jcd":
        page.keyboard.press(key)
    page.wait_for_selector("#notice >> text=2 to be sent")
    assert decisions(newsroom, article) == []
    context.set_offline(False)
    page.wait_for_selector(".decided.confirm")
    page.wait_for_selector(".decided.dismiss")
    assert sorted(decisions(newsroom, article)) == [("confirm", "Ana"), ("dismiss", "Ana")]
    assert page.evaluate("localStorage.getItem('mtqc-outbox')") is None
    page.close()


def test_a_draft_outlives_the_page(newsroom: Newsroom, page: Any) -> None:
    article = newsroom.send(id="draft")
    page.goto(f"/articles/{article}")
    page.click(".edit >> nth=0")
    page.fill("textarea[data-draft]", "Half a sent")
    page.reload()
    page.click(".edit >> nth=0")
    assert page.input_value("textarea[data-draft]") == "Half a sent"
    page.keyboard.press("Escape")
    assert page.locator("textarea[data-draft]").count() == 0
    assert decisions(newsroom, article) == []


def test_the_queue_is_live(newsroom: Newsroom, page: Any) -> None:
    page.goto("/")
    newsroom.send(id="just-in")
    page.wait_for_selector("text=just-in")
    page.locator("tr", has_text="just-in").get_by_role("button", name="Claim").click()
    page.locator("tr", has_text="just-in").get_by_role("button", name="Release").wait_for()


def test_what_is_pasted_is_shown_as_soon_as_it_is_checked(newsroom: Newsroom, page: Any) -> None:
    page.goto("/check")
    page.fill("[name=source]", STORY["source"])
    page.fill("[name=target]", STORY["target"])
    page.click("button[name=keep]")
    page.wait_for_selector("text=It is not checked yet")
    assert newsroom.worker.work_next()
    page.wait_for_selector("#review-state")
    page.keyboard.press("j")
    assert page.locator(".finding.chosen").count() == 1


def test_confirming_works_without_script(newsroom: Newsroom, browser: Any, address: str) -> None:
    article = newsroom.send(id="no-script")
    context = opened(browser, address, java_script_enabled=False)
    signed_in(context, newsroom.key)
    page = context.new_page()
    page.goto(f"/articles/{article}")
    page.click("#f2 button[value=confirm]")
    assert page.locator("#f2 .decided.confirm").count() == 1 and page.url.endswith("#f2")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(newsroom: Newsroom, browser: Any, address: str, scheme: str) -> None:
    article = newsroom.send(id=f"axe {scheme}")
    context = opened(browser, address, color_scheme=scheme)
    signed_in(context, newsroom.key)
    page = context.new_page()
    for path in ("/sign-in", "/", "/stats", "/check", f"/articles/{article}", f"/articles/{article}/history"):
        page.goto(path)
        if path == f"/articles/{article}":
            for key in "jcjd":
                page.keyboard.press(key)
            page.wait_for_selector(".decided.dismiss")
        page.evaluate(AXE)
        found = page.evaluate("axe.run().then(({ violations }) => violations)")
        told = [(violation["id"], [node["html"][:120] for node in violation["nodes"][:3]]) for violation in found]
        assert told == [], f"{path}: {told}"
    context.close()


@pytest.mark.parametrize("width", [360, 800, 1440])
def test_no_width_needs_sideways_scrolling(newsroom: Newsroom, page: Any, width: int) -> None:
    article = newsroom.send(id=f"width {width}")
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", "/stats", f"/articles/{article}", f"/articles/{article}/history"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_long_article_opens_and_moves_quickly(engine: Engine, browser: Any) -> None:
    words = " ".join(["word"] * (LONG_WORDS // LONG_FLAGS - 2))
    planted = tuple(Planted(f"flag{number:03}") for number in range(LONG_FLAGS))
    lines = [f"{words} flag{number:03} more." for number in range(LONG_FLAGS)]
    checker = FakeChecker(planted=planted)
    desk = Newsroom(make_app(engine, checker), engine, Worker(engine, Checking(checker.check)), make_key(engine))
    article = desk.send(id="long", target="\n".join(lines), source="\n".join(lines))
    with serving(desk.app) as address:
        context = opened(browser, address)
        signed_in(context, desk.key)
        page = context.new_page()
        seconds = []
        for _ in range(3):
            page.goto(f"/articles/{article}")
            seconds.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
        moves = page.evaluate(
            """() => [...Array(60)].map(() => { const from = performance.now();
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
            document.body.getBoundingClientRect(); return performance.now() - from; })"""
        )
        assert page.locator(".finding.chosen").get_attribute("id") == "f60"
        context.close()
    assert min(seconds) < 1_000, seconds
    assert sorted(moves)[len(moves) // 2] < 50, moves
