"""What is asked before a review is finished or approved: no key alone ends one over an error that stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from service_app import make_app, make_key
from sqlalchemy import Engine

from review.conftest import Newsroom, act, fingerprints, shown
from service.articles.checking import Checking
from service.articles.publishing import HOLD, NEVER_HOLD, REVIEW_LATER, choose
from service.jobs.worker import Worker
from service.storage.database import transaction

MINOR, SERIOUS = "👩‍🚀🇲🇷", "take advantage"
MENDED = {"segment": "s1", "text": "They draw closer."}
MARKED = {"start": "0", "end": "4", "category": "accuracy/mistranslation", "severity": "minor"}
UNREAD = "nobody has edited a sentence or decided on a major or critical flag"
ONE = "1 serious error stands in the text: once the review is finished, the article is not to be published until"
TWO = "2 serious errors stand in the text: once the review is finished, the article is not to be published until"


class _Judging(FakeChecker):
    """Whatever it finds, this is the verdict."""

    def __init__(self, verdict: str) -> None:
        super().__init__()
        self._verdict = verdict

    def check(self, request: Any) -> Any:
        return replace(super().check(request), verdict=self._verdict)


def room_of(engine: Engine, verdict: str) -> Newsroom:
    checker = _Judging(verdict)
    return Newsroom(make_app(engine, checker), engine, Worker(engine, Checking(checker.check)), make_key(engine))


def asked(page: LexborHTMLParser, key: str, move: str) -> str:
    """What the button of that key asks; "" where it just does it."""
    (button,) = page.css(f"#review-state [data-key={key}]")
    if button.attributes.get("data-dialog"):
        assert button.attributes["data-dialog"] == move and "value" not in button.attributes
        return button.attributes["data-question"] or ""
    assert button.attributes["value"] == move
    return ""


@pytest.mark.parametrize(
    ("verdict", "words", "done", "told"),
    [
        # rejected, and nobody has read it
        ("reject", MINOR, [], UNREAD),
        ("reject", MINOR, [("confirm", {})], UNREAD),
        ("reject", MINOR, [("mark", MARKED)], UNREAD),
        ("reject", MINOR, [("edit", MENDED)], ""),
        ("reject", MINOR, [("edit", MENDED), ("edit", MENDED | {"text": f"They {MINOR} met."})], UNREAD),  # as it was
        ("review", MINOR, [], ""),
        # serious errors that stand, whatever the verdict is
        ("reject", MINOR, [("mark", MARKED | {"severity": "major"})], ONE),
        ("pass", MINOR, [("mark", MARKED | {"severity": "major"})], ONE),
        ("reject", MINOR, [("change", {"severity": "critical"})], ONE),
        ("review", SERIOUS, [("confirm", {})], ONE),
        ("review", SERIOUS, [("confirm", {}), ("mark", MARKED | {"severity": "critical"})], TWO),
        # mended, dismissed, or not serious
        ("review", SERIOUS, [("confirm", {}), ("edit", MENDED)], ""),
        ("review", SERIOUS, [("confirm", {}), ("dismiss", {})], ""),
        ("reject", SERIOUS, [("change", {"severity": "minor"})], ""),
        # refused by the service, which says why
        ("review", SERIOUS, [], ""),
        ("review", SERIOUS, [("mark", MARKED | {"severity": "major"})], ""),
    ],
)
def test_what_is_asked_before_a_review_is_finished(
    engine: Engine, verdict: str, words: str, done: list[tuple[str, dict[str, str]]], told: str
) -> None:
    newsroom = room_of(engine, verdict)
    ana, article = newsroom.browser(), newsroom.send(target=f"They {words} met.", source="لقاء.")
    (flag,) = fingerprints(ana, article)
    for action, more in done:
        named = {"flag": flag} if action in ("confirm", "dismiss", "change") else {}
        answer = act(ana, article, action, **named, **more)
        assert answer.status_code == 200
        assert asked(LexborHTMLParser(answer.text), "f", "finish") == asked(shown(ana, article), "f", "finish")
    found = asked(shown(ana, article), "f", "finish")
    assert told in found and bool(told) is bool(found)


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        (HOLD, "even once it is approved, the article is not to be published until the sentence is edited"),
        (REVIEW_LATER, "even once it is approved, the article is not to be published until the sentence is edited"),
        (NEVER_HOLD, "The site does not hold articles: it may be published with it."),
    ],
)
def test_what_follows_is_told_before_an_approval_which_stays_possible(
    newsroom: Newsroom, ana: FlaskClient, mode: str, told: str
) -> None:
    with transaction(newsroom.engine) as session:
        choose(session, "news", mode)
    article = newsroom.send(target="They take advantage of it.", source="لقاء.")
    act(ana, article, "confirm", flag=fingerprints(ana, article)[0])
    act(ana, article, "finish")
    found = asked(shown(ana, article), "a", "approve")
    assert found.startswith("1 serious error stands in the text") and told in found
    assert shown(ana, article).css_first("#approve-dialog [name=action]").attributes["value"] == "approve"
    act(ana, article, "edit", segment="s1", text="They draw closer.")
    assert asked(shown(ana, article), "a", "approve") == ""
    act(ana, article, "edit", segment="s1", text="They take advantage of it.")
    assert act(ana, article, "approve").status_code == 200
