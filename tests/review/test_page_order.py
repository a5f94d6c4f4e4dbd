"""What a page shows first and what it folds away, and that checks go by their names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from service_app import make_app, make_key
from sqlalchemy import Engine

from models.intake.requests import CheckRequest
from models.report import ArticleReport
from review.conftest import TARGET, Newsroom, act, fingerprints, shown
from service.articles.checking import Checking
from service.jobs.worker import Worker


class SpellingChecker(FakeChecker):
    """One whose flags are all of a check that is called otherwise than its id."""

    def check(self, request: CheckRequest) -> ArticleReport:
        report = super().check(request)
        return replace(report, flags=tuple(replace(flag, check="name-spelling") for flag in report.flags))


def page_of(browser: FlaskClient, path: str) -> LexborHTMLParser:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    return LexborHTMLParser(answer.text)


@pytest.mark.parametrize(
    ("path", "used"), [("/", False), ("/?verdict=reject", True), ("/?state=all", True), ("/stats", False)]
)
def test_filters_fold_and_stay_open_where_one_is_chosen(ana: FlaskClient, path: str, used: bool) -> None:
    """They are open as they come, for whoever has no script; the script folds what is not in use."""
    fold = page_of(ana, path).css_first("details.fold[open]")
    assert fold.css_first("summary").text() == "Filters" and fold.css_first("form.filters") is not None
    assert ("data-used" in fold.attributes) is used


def test_scores_fold_and_the_verdict_does_not(ana: FlaskClient, article: str) -> None:
    page = shown(ana, article)
    assert page.css_first(".summary details.fold[open] .scores") is not None
    assert page.css_first(".summary .verdict h1") is not None and page.css_first("details .verdict") is None


def test_ter_and_chrf_are_details(ana: FlaskClient, article: str) -> None:
    act(ana, article, "edit", segment="s1", text=TARGET.split("\n")[0].replace("wished", "hoped"))
    page = shown(ana, article)
    assert len(page.css("details.measures")) == 2
    for node in page.css("details.measures"):
        assert "TER" in node.text() and "open" not in node.attributes
        node.decompose()
    assert "TER" not in page.body.text() and "chrF" not in page.body.text()


def test_flags_can_hold_the_focus_and_are_no_stop_of_the_tab_key(ana: FlaskClient, article: str) -> None:
    assert {node.attributes["tabindex"] for node in shown(ana, article).css("li.finding")} == {"-1"}


def test_every_key_of_the_page_is_in_the_dialog(ana: FlaskClient, article: str) -> None:
    for flag in fingerprints(ana, article):
        act(ana, article, "confirm", flag=flag)
    pages = [shown(ana, article)]
    act(ana, article, "finish")
    pages.append(shown(ana, article))
    told = {node.text() for node in pages[0].css("#keys-dialog kbd")}
    keys = {node.attributes["data-key"] for page in pages for node in page.css("[data-key]")}
    assert keys <= told and {"r", "n", "f", "a"} <= keys


def test_checks_go_by_their_names(engine: Engine) -> None:
    checker = SpellingChecker()
    room = Newsroom(make_app(engine, checker), engine, Worker(engine, Checking(checker.check)), make_key(engine))
    ana, article = room.browser(), room.send()
    for flag in fingerprints(ana, article):
        act(ana, article, "confirm", flag=flag)
    for path in (f"/articles/{article}", f"/articles/{article}/history", "/stats", "/"):
        page = page_of(ana, path)
        assert "name-spelling" not in page.body.text(), path
    assert "Spelling of names" in shown(ana, article).css_first(".finding").text()


def test_no_page_has_a_script_or_style_of_its_own(ana: FlaskClient, article: str) -> None:
    for path in ("/", "/stats", "/check", f"/articles/{article}", f"/articles/{article}/history"):
        page = page_of(ana, path)
        assert not page.css("style, script:not([src]), [style], [onclick]"), path
