"""The page in a real Chromium: what is highlighted is exactly what the flags quote."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import NEEDED, chromium, sync_api, troubles_of
from fake_checker import HOSTILE, PLANTED, FakeChecker
from service_app import make_app, serving

from models.intake.requests import CheckRequest
from service.review.sample import sample_request
from service.storage.database import migrate, open_database, sqlite_url

SOURCE = "محاولات للتقارب 👩‍🚀 مع الحلف.\n\nالقوات الأُوكْرانيّة"
TARGET = (
    f"They wished to take advantage of it 👩‍🚀🇲🇷 today.\n\nThen {HOSTILE} came,\n"
    "to the cafe\u0301 e\u0301 & <b>gpj\u202eexe</b>."
)

pytestmark = NEEDED


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    checker = FakeChecker()
    engine = open_database(sqlite_url(tmp_path_factory.mktemp("data")))
    migrate(engine)
    with serving(make_app(engine, checker, sample=checker.check(sample_request()))) as address:
        yield f"{address}/check"
    engine.dispose()


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: sync_api.Browser, address: str) -> Iterator[sync_api.Page]:
    """A page that fails the test on any script, policy or console error."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(30_000)
    troubles = troubles_of(page)
    page.goto(address)
    yield page
    page.close()
    assert troubles == []


def check_article(page: sync_api.Page) -> None:
    page.click("summary")
    page.fill("[name=source]", SOURCE)
    page.fill("[name=target]", TARGET)
    page.click("form button")
    page.wait_for_selector(".finding")


def test_highlights_are_exactly_what_the_flags_quote(page: sync_api.Page) -> None:
    check_article(page)
    report = FakeChecker().check(CheckRequest(target=TARGET, source=SOURCE)).to_dict()
    assert len(report["flags"]) == len(PLANTED)
    for flag in report["flags"]:
        shown = page.eval_on_selector_all(
            f'.{flag["side"]} mark[data-flags~="{flag["id"]}"]',
            "marks => marks.map(mark => mark.textContent).join('')",
        )
        assert shown == flag["text"]
    whole = page.eval_on_selector_all(".side.target", "sides => sides.map(side => side.textContent).join('')")
    assert whole == TARGET


def test_hovering_and_choosing_a_note_lights_its_words(page: sync_api.Page) -> None:
    check_article(page)
    page.hover("#f2 .message")
    assert page.locator("mark.lit").count() >= 1
    assert set(page.locator("mark.lit").evaluate_all("all => all.map(mark => mark.dataset.flags)")) == {"f2"}
    page.locator('mark[data-flags="f3"]').first.click()
    assert page.locator(".finding.chosen").get_attribute("id") == "f3"
    page.keyboard.press("Escape")
    assert page.locator(".chosen").count() == 0
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.locator(".finding").first.get_attribute("id")
    assert page.locator(".finding.chosen").get_attribute("id") == first


def test_links_between_text_and_notes_work_without_script(browser: sync_api.Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(address)
    page.click("summary")
    page.fill("[name=target]", TARGET)
    page.click("form button")
    page.click("#f1 .where")
    assert page.url.endswith("#mark-f1")
    page.click("#mark-f1 a")
    assert page.url.endswith("#f1")
    page.close()


@pytest.mark.parametrize("width", [360, 700, 1000, 1440])
def test_no_width_needs_sideways_scrolling(page: sync_api.Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    check_article(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_arabic_source_reads_from_the_right(page: sync_api.Page) -> None:
    assert page.locator(".side.source").first.evaluate("side => getComputedStyle(side).direction") == "rtl"
