"""What passes only because reviewers dismissed flags: no key alone publishes it, and with four eyes no person alone."""

from __future__ import annotations

from typing import Any

import pytest
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from newsroom import Newsroom
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine

from models.calibration.calibration import Calibration
from models.findings.dismissals import without_dismissed
from models.intake.requests import CheckRequest
from models.report import ArticleReport
from service.articles.publishing import HOLD, NEVER_HOLD, REVIEW_LATER, choose
from service.storage.database import transaction

DOUBTED = "They take advantage of it."
PASSES = "The port of the town is open again 👩‍🚀🇲🇷 and " + "all of the ships have come in " * 20
"""With a minor flag."""


class _Heeding(FakeChecker):
    """What was dismissed counts for nothing."""

    def check(self, request: CheckRequest) -> ArticleReport:
        return without_dismissed(super().check(request), request.dismissed, Calibration.load().verdict)


@pytest.fixture
def room(engine: Engine) -> Newsroom:
    return Newsroom(engine, _Heeding())


@pytest.fixture
def desk(room: Newsroom) -> FlaskClient:
    return make_client(make_app(room.engine, room.checker), make_key(room.engine))


def state(desk: FlaskClient, article: str) -> tuple[str, bool, bool]:
    """The verdict; may it be published; is a review wanted?"""
    found: Any = desk.get(f"/api/v1/articles/{article}").json
    return found["verdict"], found["publishing"]["allowed"], found["publishing"]["review_wanted"]


def dismiss_all(room: Newsroom, article: str) -> None:
    for flag in room.flags(article):
        room.act(article, "ann", "dismiss", flag=flag)


@pytest.mark.parametrize(
    ("mode", "dismissed", "finished"),
    [
        (HOLD, (False, True), (True, False)),
        (REVIEW_LATER, (True, True), (True, False)),
        (NEVER_HOLD, (True, False), (True, False)),
    ],
)
def test_dismissals_alone_publish_nothing(
    room: Newsroom, desk: FlaskClient, mode: str, dismissed: tuple[bool, bool], finished: tuple[bool, bool]
) -> None:
    with transaction(room.engine) as session:
        choose(session, "news", mode)
    article = room.article(DOUBTED)
    dismiss_all(room, article)
    assert state(desk, article) == ("pass", *dismissed)
    room.act(article, "ann", "release")
    assert state(desk, article) == ("pass", *dismissed)
    waits: Any = desk.get("/api/v1/articles?review=open").json
    assert len(waits["articles"]) == dismissed[1]
    room.act(article, "ann", "finish")
    assert state(desk, article) == ("pass", *finished)


def test_four_eyes_look_at_what_was_dismissed(room: Newsroom, desk: FlaskClient) -> None:
    with transaction(room.engine) as session:
        choose(session, "news", four_eyes=True)
    article = room.article(DOUBTED)
    dismiss_all(room, article)
    room.act(article, "ann", "finish")
    assert state(desk, article) == ("pass", False, True)
    room.act(article, "bob", "approve")
    assert state(desk, article) == ("pass", True, False)


def test_what_passed_by_itself_stays_published_whatever_is_dismissed(room: Newsroom, desk: FlaskClient) -> None:
    article = room.article(PASSES)
    assert state(desk, article) == ("pass", True, False)
    dismiss_all(room, article)
    assert state(desk, article) == ("pass", True, False)


@pytest.mark.parametrize(
    ("four_eyes", "moves", "allowed"),
    [
        (False, [], False),
        (False, ["ann finish"], True),
        (False, ["ann finish", "bob approve"], True),
        (True, ["ann finish"], False),
        (True, ["ann finish", "bob approve"], True),
    ],
)
@pytest.mark.parametrize("more", ["", " And the ships have come in."])
def test_what_was_dismissed_holds_in_the_next_revision_once_its_review_was_over(
    room: Newsroom, desk: FlaskClient, four_eyes: bool, moves: list[str], allowed: bool, more: str
) -> None:
    with transaction(room.engine) as session:
        choose(session, "news", four_eyes=four_eyes)
    article = room.article(DOUBTED, id="7")
    dismiss_all(room, article)
    for by, move in map(str.split, moves):
        room.act(article, by, move)
    assert room.article(DOUBTED + more, id="7") == article
    assert state(desk, article) == ("pass", allowed, not allowed)
