"""What a CMS hears when reviewers change what may be published, and what it is told each time."""

from __future__ import annotations

from typing import Any

import pytest
from newsroom import Newsroom
from service_app import make_app, make_client, make_key, sign_in
from sqlalchemy import Engine, select

from service.articles.checking import Checking
from service.articles.giving_up import give_up
from service.articles.publishing import HOLD, NEVER_HOLD, REVIEW_LATER, choose
from service.articles.submission import submit
from service.deadline import TookTooLong
from service.jobs import ledger
from service.jobs.job_notifications import notification_app, sweep
from service.jobs.worker import Worker
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


@pytest.mark.parametrize("target", ["The port is open.", "They take advantage of it."])
@pytest.mark.parametrize("mode", [HOLD, REVIEW_LATER])
def test_what_was_sent_back_stays_down_until_its_next_review(room: Newsroom, mode: str, target: str) -> None:
    with transaction(room.engine) as session:
        choose(session, "news", mode)
    article = room.article(target)
    room.act(article, "ann", "send_back", comment="Another story.")
    room.act(article, "bob", "claim")
    room.act(article, "bob", "release")
    room.act(article, "bob", "edit", segment="s1", text="The harbour is open.")
    assert not any(found["allowed"] for _, found in told(room)[1:])
    for flag in room.flags(article):
        room.act(article, "bob", "dismiss", flag=flag)
    assert not any(found["allowed"] for _, found in told(room)[1:])
    room.act(article, "bob", "finish")
    assert told(room)[-1][1]["allowed"]


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


def test_a_mark_that_holds_an_article_is_told_and_so_is_its_undoing(room: Newsroom) -> None:
    article = room.article("The port is open.")
    marked = room.act(article, "ann", "mark", start=0, end=3, category="fluency/grammar", severity="major")
    room.act(article, "ann", "undo", event=marked.id)
    assert [(kind, found["allowed"]) for kind, found in told(room)] == [
        ("article.checked", True),
        ("article.decided", False),
        ("article.decided", True),
    ]


def fails(room: Newsroom, how: str, **story: Any) -> str:
    """An article whose check fails for good; its id."""
    sent = {"target": "A port.", "source_lang": "ar", "target_lang": "en"} | story
    with transaction(room.engine) as session:
        made = submit(session, room.site, sent.get("id", ""), "", sent, room.tick())

    def check(_: Any) -> Any:
        raise TookTooLong("It took too long.") if how == "too long" else RuntimeError("secret")

    for _ in range(1 if how == "too long" else ledger.MAX_ATTEMPTS):
        room.clock += 1_000.0
        if how == "silent":
            with transaction(room.engine) as session:
                assert ledger.claim(session, made.job, room.tick())
        else:
            assert Worker(room.engine, Checking(check), room.tick).work(made.job)
    for _ in range(2):
        room.clock += 1_000.0
        sweep(notification_app(), room.engine, room.tick(), give_up)
    return made.article


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("fails", "The check failed (RuntimeError). The service's log says why."),
        ("too long", "It took too long."),
        ("silent", "The worker fell silent 4 times while it was at this article."),
    ],
)
def test_a_check_that_failed_for_good_is_told_once_and_what_to_do(room: Newsroom, how: str, why: str) -> None:
    article = fails(room, how, callback="cms")
    ((kind, publishing),) = told(room)
    assert (kind, publishing["allowed"], publishing["review_wanted"]) == ("article.failed", False, True)
    with transaction(room.engine) as session:
        data = session.scalars(select(Delivery)).one().body["data"]
    assert (data["id"], data["verdict"], data["error"]) == (article, None, why)
    app, key = make_app(room.engine, room.checker), make_key(room.engine)
    desk = make_client(app, key)
    browser = sign_in(app, key)
    for action in ("claim", "finish", "send_back", "confirm"):
        more = {"comment": "Why.", "flag": "0" * 16 if action == "confirm" else None}
        sent = {"action": action} | {name: value for name, value in more.items() if value}
        refused: Any = desk.post(f"/api/v1/articles/{article}/decisions", json=sent)
        assert refused.status_code == 409
        assert refused.get_json(force=True)["detail"] == f"Its check failed: {why} Send it again."
        page = browser.post(f"/articles/{article}/act", data=sent, headers={"HX-Request": "true"})
        assert page.status_code == 409 and "Send it again." in page.text
