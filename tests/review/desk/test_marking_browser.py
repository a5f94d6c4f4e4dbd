"""Words that the machine missed, marked by keyboard alone, in a real Chromium."""

from __future__ import annotations

from typing import Any

import pytest
from browser import NEEDED
from service_app import make_client

from review.conftest import Newsroom
from review.desk.conftest import Desk
from review.test_review_browser import decisions

pytestmark = NEEDED
TARGET = "They wished for it today.\n\nNobody else came."
SOURCE = "أرادوا ذلك اليوم.\n\nلم يأت أحد."


@pytest.mark.parametrize(
    ("keys", "side", "words"),
    [
        ("m Enter", "target", "They"),
        ("m ArrowRight ArrowRight Enter", "target", "for"),
        ("m ArrowRight Shift+ArrowRight Shift+ArrowRight m", "target", "wished for it"),
        ("m Shift+ArrowRight Shift+ArrowRight Shift+ArrowLeft Enter", "target", "They wished"),
        ("m ArrowDown ArrowRight Enter", "target", "else"),
        ("m ArrowDown ArrowUp ArrowUp Enter", "target", "They"),
        ("m s ArrowLeft Enter", "source", "ذلك"),  # from right to left: on the left stands the next word
        ("m s ArrowDown Shift+ArrowLeft Enter", "source", "لم يأت"),
    ],
)
def test_words_are_chosen_and_marked_without_a_pointer(desk: Desk, keys: str, side: str, words: str) -> None:
    article = desk.send(target=TARGET, source=SOURCE)
    page = desk.page(article)
    for key in keys.split():
        page.keyboard.press(key)
    page.wait_for_selector("#mark-dialog[open]")
    assert page.text_content("#mark-dialog .quoted") == words == page.text_content("#chosen-words")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".finding >> text=Marked by Ana")
    page.close()
    report: Any = make_client(desk.newsroom.app, desk.newsroom.key).get(f"/api/v1/articles/{article}/report").json
    assert [(mark["side"], mark["text"]) for mark in report["marks"]] == [(side, words)]


def test_it_begins_at_the_chosen_flag_says_how_and_ends_with_escape(
    newsroom: Newsroom, article: str, page: Any
) -> None:
    for key in "jjj":
        page.keyboard.press(key)
    chosen = page.locator(".finding.chosen").get_attribute("id")
    row = page.locator(f".row:has(#{chosen})").get_attribute("id")
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.closest('.row').id") == row
    assert "Enter marks them, Esc stops." in page.inner_text("#notice")
    page.keyboard.press("Escape")
    assert page.inner_text("#notice") == "" and page.evaluate("document.activeElement.id") == chosen
    assert page.evaluate("getSelection().isCollapsed") and decisions(newsroom, article) == []
