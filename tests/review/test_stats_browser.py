"""The page of numbers in a real Chromium: the threshold turns under the hand, without a script by a button."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from browser import NEEDED, chromium, troubles_of
from fake_checker import FakeChecker
from newsroom import Newsroom, planted
from service_app import make_app, make_key, serving

from service.storage.database import migrate, open_database, sqlite_url

pytestmark = NEEDED
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """`signed_in(**options)`: a browser of somebody's who is signed in, with numbers to see."""
    engine = open_database(sqlite_url(tmp_path_factory.mktemp("data")))
    migrate(engine)
    room = Newsroom(engine, FakeChecker(planted("advantage", 0.9) + planted("today", 0.3)), clock=time.time() - 500)
    for by in ("ann", "bob"):
        article = room.article()
        for flag in room.flags(article):
            room.act(article, by, "confirm", flag=flag)
        room.act(article, by, "finish")
    key = make_key(engine)

    with serving(make_app(engine, room.checker)) as address, chromium() as browser:

        def opened(**options: Any) -> Any:
            context = browser.new_context(base_url=address, **options)
            context.set_default_timeout(30_000)
            page = context.new_page()
            page.goto("/sign-in")
            page.fill("[name=key]", key)
            page.fill("[name=name]", "Ana")
            page.keyboard.press("Enter")
            page.wait_for_selector("#queue")
            return page

        yield opened
    engine.dispose()


def test_the_threshold_turns_under_the_hand(signed_in: Any) -> None:
    page = signed_in()
    troubles = troubles_of(page)
    page.goto("/stats")
    told = page.locator(".finding-line")
    assert "catch 50 %" in " ".join(told.inner_text().split())
    slider = page.locator("[name=threshold]")
    slider.focus()
    for _ in range(6):  # by keyboard, as by mouse: from 0.50 to 0.20
        page.keyboard.press("ArrowLeft")
    page.locator(".finding-line", has_text="0.20").wait_for()
    assert "catch 100 %" in " ".join(told.inner_text().split())
    assert slider.evaluate("it => document.activeElement === it")
    assert troubles == []


def test_without_scripts_a_button_turns_it(signed_in: Any) -> None:
    page = signed_in()
    scriptless = page.context.browser.new_context(
        base_url=page.url.removesuffix("/"), java_script_enabled=False, storage_state=page.context.storage_state()
    ).new_page()
    scriptless.goto("/stats?threshold=0.95")
    scriptless.click("text=Show >> visible=true >> nth=-1")
    assert "threshold=0.95" in scriptless.url
    assert scriptless.locator("tr[aria-current] th").inner_text() == "0.95"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_open_to_everybody(signed_in: Any, scheme: str, width: int) -> None:
    page = signed_in(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto("/stats")
    page.evaluate("document.querySelectorAll('details').forEach((it) => (it.open = true))")
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
