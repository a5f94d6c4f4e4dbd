"""The review pages on a phone in a real Chromium: nothing is cut off, for people with accounts as for keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser import NEEDED, chromium, troubles_of
from service_app import serving

from review.conftest import STORY, Newsroom
from review.test_people_sign_in import PASSWORD, person

pytestmark = NEEDED
A_LINE = 27
"""Pixels of the text, so that it can be read."""
PARTS = "header *, h1, .filters *, .queue *, .acts *, .assigned *"
CUT = """(parts) => [...document.querySelectorAll(parts)].filter((one) => {
  if (!one.checkVisibility() || one.closest(".rest, .unseen-label, svg, option")) return false;
  const { left, right } = one.getBoundingClientRect();
  const inside = one.closest("nav")?.getBoundingClientRect() ?? { left: 0, right: innerWidth };
  return left < inside.left - 1 || right > inside.right + 1;
}).map((one) => one.outerHTML.slice(0, 80))"""
OVERLAPPING = """() => [...document.querySelectorAll(".queue tbody tr")].flatMap((row) => {
  const shown = [...row.querySelectorAll("td > *, th > *, td:not(:has(*))")].filter((one) => one.checkVisibility());
  const places = shown.map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()]);
  return places.flatMap(([name, a], number) => places.slice(number + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
    .map(([other]) => `${name} | ${other}`));
})"""
"""What lies over something else in a row of the queue."""
TAPPED = "button, .button, a.quiet, .bar-top a, .pages a, select, summary, input, textarea, .queue .open, .where"
SMALL = f"""() => [...document.querySelectorAll("{TAPPED}")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
  .map((one) => one.outerHTML.slice(0, 80))"""
DIALOGS = ("change", "mark", "comment", "back", "finish", "keys")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640), (320, 568)])
def test_somebody_with_an_account_reviews_on_a_phone(
    newsroom: Newsroom, browser: Any, width: int, height: int
) -> None:
    person(newsroom.engine, "ana", "Ana Ruiz-Fernández of the night desk")
    person(newsroom.engine, "ben", "Ben Lee")
    article = newsroom.send()
    newsroom.send(id="untold", source_lang="", source=None)
    with serving(newsroom.app) as address:
        phone = {"viewport": {"width": width, "height": height}, "has_touch": True, "is_mobile": True}
        page = browser.new_context(base_url=address, **phone).new_page()
        page.set_default_timeout(30_000)
        troubles = troubles_of(page)
        page.goto("/sign-in")
        page.fill("[name=login]", "ana")
        page.fill("[name=password]", PASSWORD)
        page.tap("form:has([name=password]) button")
        page.wait_for_selector("#queue")
        assert (page.evaluate(CUT, PARTS), page.evaluate(SMALL), page.evaluate(OVERLAPPING)) == ([], [], [])
        page.tap("details.fold > summary")
        page.wait_for_selector(".filters select[name=assigned]")
        assert (page.evaluate(CUT, PARTS), page.evaluate(SMALL)) == ([], [])
        page.locator("tr", has_text=str(STORY["id"])).get_by_role("button", name="Assign to me").tap()
        page.wait_for_selector("text=for me")
        page.locator("tr", has_text=str(STORY["id"])).locator("a.open").tap()
        page.wait_for_selector(".assigned >> text=Assigned to me")
        assert page.url.endswith(article) and (page.evaluate(CUT, PARTS), page.evaluate(SMALL)) == ([], [])
        assert page.locator(".side.target").first.bounding_box()["y"] + A_LINE <= height
        for path in ("/", "/stats", f"/articles/{article}", f"/articles/{article}/history"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.context.close()
    assert troubles == []


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640), (320, 568)])
def test_the_text_begins_in_the_first_screen_however_far_the_review_is(
    newsroom: Newsroom, browser: Any, width: int, height: int
) -> None:
    person(newsroom.engine, "ana", "Ana Ruiz-Fernández of the night desk")
    article = newsroom.send()
    with serving(newsroom.app) as address:
        phone = {"viewport": {"width": width, "height": height}, "has_touch": True, "is_mobile": True}
        page = browser.new_context(base_url=address, **phone).new_page()
        page.goto("/sign-in")
        page.fill("[name=login]", "ana")
        page.fill("[name=password]", PASSWORD)
        page.tap("form:has([name=password]) button")
        page.wait_for_selector("#queue")

        def seen() -> bool:
            page.goto(f"/articles/{article}")
            assert page.evaluate(SMALL) == []
            return bool(page.locator(".side.target").first.bounding_box()["y"] + A_LINE <= height)

        found = {"pending": seen()}
        for number in range(1, page.locator(".finding").count() + 1):
            page.tap(f"#f{number} button[value=dismiss]")
            page.wait_for_selector(f"#f{number} .decided")
        found["in review"] = seen()
        page.locator(".edit").first.tap()
        page.fill("form.editing textarea", "Other words.")
        page.tap("form.editing button")
        page.wait_for_selector(".diff")
        found["edited"] = seen()
        for move, state in (("finish", "Reviewed"), ("approve", "Approved")):
            page.tap(f"#review-state button[value={move}]")
            page.wait_for_selector(f"#review-state >> text={state}")
            found[state] = seen()
        page.context.close()
    assert found == dict.fromkeys(found, True)


def test_whatever_is_tapped_is_high_enough_on_every_page(newsroom: Newsroom, browser: Any) -> None:
    article = newsroom.send()
    with serving(newsroom.app) as address:
        phone = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
        page = browser.new_context(base_url=address, **phone).new_page()
        page.goto("/sign-in")
        small = {"/sign-in": page.evaluate(SMALL)}
        page.fill("[name=name]", "Ana")
        page.fill("[name=key]", newsroom.key)
        page.tap("form:has([name=key]) button")
        page.wait_for_selector("#queue")
        for path in ("/check", "/stats", "/?state=all", f"/articles/{article}/history", f"/articles/{article}"):
            page.goto(path)
            page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
            small[path] = page.evaluate(SMALL)
        page.locator(".edit").first.tap()
        page.wait_for_selector("form.editing")
        small["editing"] = page.evaluate(SMALL)
        for name in DIALOGS:
            page.evaluate("(name) => document.getElementById(name).showModal()", f"{name}-dialog")
            small[name] = page.evaluate(SMALL) + page.evaluate(CUT, "dialog *")
            page.evaluate("(name) => document.getElementById(name).close()", f"{name}-dialog")
        assert {where: found for where, found in small.items() if found} == {}
        page.context.close()


def test_the_names_of_the_pages_are_whole_for_who_hears_them(newsroom: Newsroom, browser: Any) -> None:
    person(newsroom.engine, "ana", "Ana")
    with serving(newsroom.app) as address:
        page = browser.new_context(base_url=address, viewport={"width": 390, "height": 844}).new_page()
        page.goto("/sign-in")
        page.fill("[name=login]", "ana")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_selector("#queue")
        for name in ("Queue", "Statistics", "Check a text"):
            assert page.get_by_role("link", name=name, exact=True).count() == 1
        page.context.close()
