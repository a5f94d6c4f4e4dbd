"""What a CMS hears when reviewers change what may be published, and what it is told each time."""

from __future__ import annotations

from typing import Any

import pytest
from newsroom import Newsroom
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine, select

from service.articles.publishing import HOLD, NEVER_HOLD, REVIEW_LATER, choose
from service.storage.database import transaction
from service.storage.tables import Delivery
from service.webhooks.endpoints import register


@pytest.fixture
def room(engine: Engine) -> Newsroom:
    with transaction(engine) as session:
        register(session, "news", "cms", "https://cms.example/hook", False, 0.0)
    return Newsroom(engine)


def told(room: Newsroom) -> list[tuple[str, dict[str, Any]]]:
    """Kind and publishing of every message, the oldest first."""
    with transaction(room.engine) as session:
        bodies = [found.body for found in session.scalars(select(Delivery).order_by(Delivery.created_at))]
    return [(body["type"], body["data"]["publishing"]) for body in bodies]


def test_messages_carry_all_of_publishing(room: Newsroom) -> None:
    article = room.article()
    desk = make_client(make_app(room.engine, room.checker), make_key(room.engine))
    ((_, publishing),) = told(room)
    assert publishing == desk.get(f"/api/v1/articles/{article}").json["publishing"]  # type: ignore[index]
    assert set(publishing) == {"mode", "allowed", "review_wanted", "reason", "edits"}


@pytest.mark.parametrize(
    ("mode", "allowed", "wanted"), [(HOLD, False, False), (REVIEW_LATER, False, True), (NEVER_HOLD, True, False)]
)
def test_what_is_sent_back_comes_down(room: Newsroom, mode: str, allowed: bool, wanted: bool) -> None:
    with transaction(room.engine) as session:
        choose(session, "news", mode)
    article = room.article()
    room.act(article, "ann", "send_back", comment="Another story.")
    kind, publishing = told(room)[-1]
    assert (kind, publishing["allowed"], publishing["review_wanted"]) == ("article.decided", allowed, wanted)
    with transaction(room.engine) as session:
        *_, last = session.scalars(select(Delivery).order_by(Delivery.created_at))
        assert last.body["data"]["comment"] == "Another story."


def test_edits_are_counted_and_those_of_a_published_article_are_told(room: Newsroom) -> None:
    article = room.article()
    room.act(article, "ann", "confirm", flag=room.flags(article)[0])
    room.act(article, "ann", "edit", segment="s1", text="They draw closer.")
    room.act(article, "ann", "finish")
    room.act(article, "bob", "edit", segment="s1", text="They drew closer.")
    room.act(article, "bob", "edit", segment="s1", text="They take advantage of it 👩‍🚀🇲🇷 today.")
    assert [(kind, found["allowed"], found["edits"]) for kind, found in told(room)] == [
        ("article.checked", False, 0),
        ("article.decided", True, 1),
        ("article.decided", True, 1),
        ("article.decided", False, 0),  # the machine's text again, with the error that was confirmed
    ]


def test_a_dismissal_that_frees_an_article_is_told(room: Newsroom) -> None:
    article = room.article("They take advantage of it today.")
    dismissed = room.act(article, "ann", "dismiss", flag=room.flags(article)[0])
    room.act(article, "ann", "undo", event=dismissed.id)
    assert [(kind, found["allowed"]) for kind, found in told(room)] == [
        ("article.checked", False),
        ("article.decided", True),
        ("article.decided", False),
    ]
