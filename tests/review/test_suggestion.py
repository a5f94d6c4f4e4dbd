"""A flag's replacement: put into its sentence by a button, looked at, and saved like any other edit."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from service_app import make_client

from review.conftest import STORY, TARGET, Newsroom, act, shown
from review.test_article_page import report

MACHINE = TARGET.split("\n")[0]
BETTER = MACHINE.replace("take advantage", "draw closer to")
EARLIER = "They hoped to take advantage of it."


def editor(browser: FlaskClient, address: str) -> LexborHTMLParser:
    answer = browser.get(address, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer.text
    return LexborHTMLParser(answer.text)


def button(browser: FlaskClient, article: str) -> Any:
    return shown(browser, article).css_first("#f2 button[data-key=r]")


def test_the_suggestion_is_a_button_with_a_key(ana: FlaskClient, article: str) -> None:
    page = shown(ana, article)
    assert [node.text().strip() for node in page.css("button[data-key=r]")] == ["draw closer to"]
    assert page.css_first("#f2").text().count("draw closer to") == 1
    keys = [" ".join(node.text().split()) for node in page.css("#keys-dialog .keys div")]
    assert "r put the suggestion into the sentence" in keys


def test_it_opens_the_sentence_with_the_replacement_and_saves_nothing(
    newsroom: Newsroom, ana: FlaskClient, article: str
) -> None:
    opened = editor(ana, button(ana, article).attributes["hx-get"])
    field = opened.css_first("textarea")
    assert field.text().strip("\n") == BETTER
    assert field.attributes["data-words"] == "take advantage"
    assert field.attributes["data-replacement"] == "draw closer to"
    assert report(newsroom, article)["edits"] == []
    assert act(ana, article, "edit", segment="s1", text=BETTER).status_code == 200
    assert report(newsroom, article)["edits"][0]["text"] == BETTER
    assert act(ana, article, "undo").status_code == 200
    assert report(newsroom, article)["edits"] == []


@pytest.mark.parametrize(
    ("edited", "expected", "told"),
    [
        (EARLIER, EARLIER.replace("take advantage", "draw closer to"), False),
        ("They took it.", "They took it.", True),
        ("take advantage, take advantage", "take advantage, take advantage", True),
    ],
)
def test_what_was_edited_before_is_not_lost(
    ana: FlaskClient, article: str, edited: str, expected: str, told: bool
) -> None:
    act(ana, article, "edit", segment="s1", text=edited)
    opened = editor(ana, button(ana, article).attributes["hx-get"])
    assert opened.css_first("textarea").text().strip("\n") == expected
    assert ("edited since" in opened.css_first("form").text()) is told


@pytest.mark.parametrize("change", ["choice=1", "choice=-1", "flag=0", "segment"])
def test_a_suggestion_that_there_is_not_is_told(ana: FlaskClient, article: str, change: str) -> None:
    address = button(ana, article).attributes["hx-get"].replace("/s1?", "/s2?" if change == "segment" else "/s1?")
    name, _, value = change.partition("=")
    kept = [pair for pair in address.partition("?")[2].split("&") if not pair.startswith(f"{name}=")]
    query = "&".join([*kept, f"{name}={value}"] if value else kept)
    answer = ana.get(f"{address.partition('?')[0]}?{query}", headers={"HX-Request": "true"})
    assert answer.status_code == 409 and answer.headers["HX-Reswap"] == "none"
    assert "There is no such s" in LexborHTMLParser(answer.text).css_first("#notice .reason").text()


@pytest.mark.parametrize("opener", ["#f2 button[data-key=r]", "button[data-key=e]"])
@pytest.mark.parametrize(
    ("target", "told"),
    [
        (TARGET, None),
        (f"Before it stands another sentence.\n{TARGET}", "Revision 2 has come in: read it first, then edit that one."),
    ],
    ids=["the same text again", "another text"],
)
def test_a_sentence_of_another_text_is_not_opened(
    newsroom: Newsroom, ana: FlaskClient, article: str, opener: str, target: str, told: str | None
) -> None:
    address = shown(ana, article).css_first(opener).attributes["hx-get"] or ""
    assert newsroom.send(target=target) == article
    answer = ana.get(address, headers={"HX-Request": "true"})
    notice = LexborHTMLParser(answer.text).css_first("#notice .reason")
    assert (answer.status_code, notice and notice.text()) == (409 if told else 200, told)


def test_a_sentence_is_not_opened_before_its_check(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    address = shown(ana, article).css_first("button[data-key=e]").attributes["hx-get"] or ""
    assert make_client(newsroom.app, newsroom.key).post("/api/v1/articles", json=STORY).status_code == 202
    answer = ana.get(address, headers={"HX-Request": "true"})
    assert answer.status_code == 409 and answer.headers["HX-Reswap"] == "none"
    assert "It is not checked yet" in LexborHTMLParser(answer.text).css_first("#notice .reason").text()
