"""How an article looks in a real Chromium: its parts as such, no boxes, no odd years, scores that say what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from browser import NEEDED, chromium, troubles_of
from service_app import make_app, make_key, serving
from sqlalchemy import Engine
from unit_checker import UnitChecker

from models.article import Document
from models.checks.numbers.numbers import NUMBERS
from models.intake.requests import CheckRequest
from models.report import ArticleReport
from review.conftest import Newsroom
from review.pages import opened, signed_in
from service.articles.checking import Checking
from service.jobs.worker import Worker

pytestmark = NEEDED
BODY = (
    "<h2>{intro}</h2><p>{text}</p><figure><figcaption>{caption}</figcaption></figure>"
    "<table><tr><th>{year}</th><td>2026</td></tr></table>"
)
ARABIC = {"intro": "مقدمة", "text": "أعيد فتح الميناء في عام 2026.", "caption": "الميناء في صورة.", "year": "السنة"}
ENGLISH = {
    "intro": "Intro\u00adduction",
    "text": "The port re\u00adopened in 2062, with 1500 wrong ships.",
    "caption": "The port in a picture.",
    "year": "Year",
}
FIELDS = [
    {"name": "title", "source": "الميناء في عام 2026", "target": "The port in 2026"},
    {"name": "summary", "source": "ملخص.", "target": "In short."},
    {"name": "body", "format": "html", "source": BODY.format(**ARABIC), "target": BODY.format(**ENGLISH)},
]
SENT = {"id": "looks", "source_lang": "ar", "target_lang": "en", "fields": FIELDS}


@dataclass
class _Rejecting(UnitChecker):
    """With the numbers as the rule flags them; whatever has a flag is rejected."""

    def check(self, request: CheckRequest) -> ArticleReport:
        report = super().check(request)
        document = Document(report.article, tuple(part.segment for part in report.segments))
        flags = sorted((*report.flags, *NUMBERS.find(document)), key=lambda flag: (flag.side, flag.span))
        return replace(report, flags=tuple(flags), verdict="reject" if flags else "pass")


@pytest.fixture
def page(engine: Engine) -> Iterator[Any]:
    """An article of three fields, opened by Ana."""
    checker = _Rejecting()
    room = Newsroom(make_app(engine, checker), engine, Worker(engine, Checking(checker.check)), make_key(engine))
    article = room.send(**SENT | {"source": None, "target": ""})
    with serving(room.app) as address, chromium() as browser:
        context = opened(browser, address)
        signed_in(context, room.key)
        page = context.new_page()
        troubles = troubles_of(page)
        page.goto(f"/articles/{article}")
        yield page
        context.close()
    assert troubles == []


def style(page: Any, words: str, name: str) -> str:
    """A style of the translation that has these words."""
    side = page.locator(".side.target", has_text=words)
    return str(side.evaluate("(side, name) => getComputedStyle(side)[name]", name))


def test_fields_headings_captions_and_cells_are_shown_as_such(page: Any) -> None:
    assert [name.strip() for name in page.locator("h2.field").all_inner_texts()] == ["Title", "Summary", "Body"]
    kinds = page.locator(".row:has(.kind)").evaluate_all(
        "rows => rows.map((row) => [row.querySelector('.kind').innerText, row.querySelector('.target').innerText])"
    )
    assert kinds == [
        ["heading", ENGLISH["intro"]],
        ["caption", ENGLISH["caption"]],
        ["table cell", "Year"],
        ["table cell", "2026"],
    ]
    text = {name: style(page, "In short.", name) for name in ("fontWeight", "fontSize", "fontStyle", "fontFamily")}
    assert int(style(page, "duction", "fontWeight")) > int(text["fontWeight"])
    assert float(style(page, "duction", "fontSize")[:-2]) > float(text["fontSize"][:-2])
    assert (style(page, "picture", "fontStyle"), text["fontStyle"]) == ("italic", "normal")
    assert style(page, "Year", "fontFamily") != text["fontFamily"]
    assert style(page, "Year", "borderLeftStyle") == "solid"


def test_soft_hyphens_are_neither_boxes_nor_lost(page: Any) -> None:
    assert "re\u00adopened" in page.locator(".side.target", has_text="opened").text_content()
    assert page.locator(".unseen").count() == 0
    heading = page.locator(".side.target", has_text="duction")
    width = "side => { let a = new Range(); a.selectNodeContents(side); return a.getBoundingClientRect().width; }"
    shown = heading.evaluate(width)
    heading.evaluate("side => side.querySelector('[data-at]').textContent = 'Introduction'")
    assert shown == heading.evaluate(width)


def test_years_are_years(page: Any) -> None:
    assert "2026" in page.locator(".message", has_text="2062").inner_text()
    page.click("text=History")
    page.wait_for_selector("h1 >> text=History")
    page.go_back()
    page.wait_for_selector("#review-state")
    assert re.findall(r"\b\d,\d{3}\b", page.locator("body").inner_text()) == []


def test_two_good_scores_beside_do_not_publish_explain_themselves_in_a_line(page: Any) -> None:
    assert "Do not publish this translation" in page.inner_text("#verdict h1")
    line = page.locator(".scores > .note")
    assert line.inner_text() == "Averages: the verdict also counts single errors." and line.is_visible()
    lines = line.evaluate("one => one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight)")
    assert round(lines) == 1
    assert [note.count(".") for note in page.locator(".score .note").all_inner_texts()] == [1, 1]


def test_the_frame_of_the_chosen_flag_is_whole(page: Any) -> None:
    page.keyboard.press("j")
    chosen = page.locator(".finding:focus")
    chosen.wait_for()
    edges = """(flag) => {
        const [style, row] = [getComputedStyle(flag), flag.closest(".row").getBoundingClientRect()];
        const beyond = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
        const { left, right } = flag.getBoundingClientRect();
        return [left - beyond - row.left, row.right - right - beyond];
    }"""
    assert all(room >= 0 for room in chosen.evaluate(edges))  # a row cuts off what it draws outside of itself


def test_a_button_stays_where_it_is_when_its_flag_opens_under_the_pointer(page: Any) -> None:
    card = page.locator(".finding").first
    top = "node => node.getBoundingClientRect().top"
    depth = f"card => (({top})(card.querySelector('[value=dismiss]')) - ({top})(card))"
    before = card.evaluate(depth)
    assert card.locator(".more").is_hidden()
    card.hover(position={"x": 3, "y": 3})
    assert card.locator(".more").is_visible()
    assert card.evaluate(depth) == before
