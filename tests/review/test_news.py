"""What an open page is told of what others do: the line of news, and beside it how the review stands now."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser, LexborNode

from review.conftest import TARGET, Newsroom, act, fingerprints, shown

PARTS = ("#review-stands", "#review-acts")


def told(browser: FlaskClient, article: str, seen: int = 0) -> LexborHTMLParser:
    """What a page gets that was opened after so many events."""
    answer = browser.get(f"/articles/{article}/news?seen={seen}&revision=1&assignee=")
    assert answer.status_code == 200
    return LexborHTMLParser(answer.text)


def words(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node is not None else ""


@pytest.mark.parametrize(
    ("done", "stands", "can"),
    [
        (["claim"], "In review · Ben", "Release"),
        (["dismiss"], "In review · Ben 1 of 4 decided", "Release"),
        (["claim", "release"], "Pending", "Claim"),
        (["dismiss all", "finish"], "Reviewed 4 of 4 decided", "Approve"),
        (["dismiss all", "finish", "approve"], "Approved 4 of 4 decided", "Claim"),
        (["send_back"], "Sent back", "Next article"),
        (["edit"], "1 sentence edited", "Finish"),
    ],
)
def test_news_and_state_say_the_same(
    newsroom: Newsroom, ana: FlaskClient, article: str, done: list[str], stands: str, can: str
) -> None:
    ben = newsroom.browser("Ben")
    flags = fingerprints(ben, article)
    for step in done:
        action, *every = step.split()
        named: list[dict[str, Any]] = [{"flag": flag} for flag in flags] if every else [{"flag": flags[0]}]
        if action != "dismiss":
            named = [{"comment": "Translate it anew."} if action == "send_back" else {}]
        if action == "edit":
            named = [{"segment": "s1", "text": "They came."}]
        for more in named:
            assert act(ben, article, action, **more).status_code == 200
    page, news = shown(ana, article), told(ana, article)
    for part in PARTS:
        (found,) = news.css(part)
        assert "hx-swap-oob" in found.attributes and words(found) == words(page.css_first(part))
    assert stands in words(news.css_first("#review-stands")) and can in words(news.css_first("#review-acts"))
    assert "Ben" in words(news.body) and words(news.body).count("Release") <= 1


def test_the_page_is_read_up_to_where_it_was(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    flag, ben = fingerprints(ana, article)[0], newsroom.browser("Ben")
    act(ben, article, "dismiss", flag=flag)
    act(ben, article, "release")
    assert told(ana, article).css("[name=seen]") == [], "what Ben decided is not seen yet"
    assert act(ana, article, "confirm", flag=flag, seen=0).status_code == 409


def test_of_another_text_nothing_is_shown_beside_it(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    newsroom.send(target=f"{TARGET} And more.")
    act(newsroom.browser("Ben"), article, "claim")
    assert words(told(ana, article).body) == "A new revision has come in. Show it"
    assert told(ana, article).css("[hx-swap-oob]") == []


def test_what_another_holds_is_released_with_the_page_loaded_anew(
    newsroom: Newsroom, ana: FlaskClient, article: str
) -> None:
    act(newsroom.browser("Ben"), article, "claim")
    for page in (told(ana, article), shown(ana, article)):
        (button,) = page.css("[value=release]")
        assert button.attributes["hx-vals"] == '{"origin": "held"}'
    assert "HX-Refresh" in act(ana, article, "release", origin="held").headers
    act(ana, article, "claim")
    assert "hx-vals" not in shown(ana, article).css_first("[value=release]").attributes
