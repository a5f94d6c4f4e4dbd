"""A dismissal counts in the revision on which it was made: verdict, penalty, scores and queue follow at once."""

from __future__ import annotations

from typing import Any

import pytest
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from newsroom import Newsroom, planted
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine

LONG = "They take advantage of it; " + "so it was said all day long, " * 40


@pytest.fixture
def room(engine: Engine) -> Newsroom:
    return Newsroom(engine, FakeChecker(planted("advantage today", 0.9)))


@pytest.fixture
def desk(room: Newsroom) -> FlaskClient:
    return make_client(make_app(room.engine, room.checker), make_key(room.engine))


def report(desk: FlaskClient, article: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.get(f"/api/v1/articles/{article}/report").json
    return found


def test_the_verdict_follows_the_dismissal_and_its_undoing(room: Newsroom, desk: FlaskClient) -> None:
    article = room.article(LONG + "until today.")
    assert report(desk, article)["verdict"] == "review"
    major, minor = room.flags(article)
    first = room.act(article, "ann", "dismiss", flag=major)
    found = report(desk, article)
    assert (found["verdict"], found["article"]["verdict"]) == ("pass", "pass")
    assert found["mqm_penalty_per_100_words"] == found["article"]["mqm_penalty_per_100_words"]
    with_minor = found["mqm_penalty_per_100_words"]
    room.act(article, "ann", "dismiss", flag=minor)
    found = report(desk, article)
    assert found["mqm_penalty_per_100_words"] == 0.0 < with_minor
    assert [flag["dismissed"] for flag in found["flags"]] == [True, True]
    room.act(article, "ann", "undo", event=first.id)
    found = report(desk, article)
    assert found["verdict"] != "pass" or found["mqm_penalty_per_100_words"] > 0
    assert [flag["dismissed"] for flag in found["flags"]] == [False, True]


@pytest.mark.parametrize("actions", [["dismiss"], ["dismiss", "confirm"], ["confirm", "dismiss"], ["confirm"]])
def test_dismissed_and_decision_agree(room: Newsroom, desk: FlaskClient, actions: list[str]) -> None:
    article = room.article(LONG)
    (flag,) = room.flags(article)
    for action in actions:
        room.act(article, "ann", action, flag=flag)
    (told,) = report(desk, article)["flags"]
    assert told["decision"]["action"] == actions[-1]
    assert told["dismissed"] is (actions[-1] == "dismiss")


def test_what_the_cms_dismissed_a_reviewer_may_confirm(room: Newsroom, desk: FlaskClient) -> None:
    (flag,) = room.flags(room.article(LONG))
    article = room.article(LONG, dismissed=[flag])
    room.act(article, "ann", "confirm", flag=flag)
    (told,) = report(desk, article)["flags"]
    assert not told["dismissed"]
