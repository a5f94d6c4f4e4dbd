"""What is asked for and stands already: no event comes of it, and the answer says how it stands."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from newsroom import Newsroom

from service.storage.database import transaction
from service.storage.tables import RETIRED, Job

ARTICLES = "/api/v1/articles"
TEXT = "They take advantage of it 👩‍🚀🇲🇷 today."
KIND = {"category": "accuracy/mistranslation", "severity": "major"}
MARK = {"action": "mark", "start": 0, "end": 4, "category": "fluency/grammar", "severity": "minor"}
CHANGE = {"action": "change", "flag": "advantage"}
EDIT = {"action": "edit", "segment": "s1"}
COMMENT = {"action": "comment", "comment": "Who says so?"}
CONFIRM = {"action": "confirm", "flag": "advantage"}


def send(desk: FlaskClient, room: Newsroom, article: str, said: dict[str, Any]) -> Any:
    """An action that names its flag by a word in it."""
    body = {"reviewer": "ann"} | said
    if "flag" in body:
        body["flag"] = room.flag(article, "take advantage")
    return desk.post(f"{ARTICLES}/{article}/decisions", json=body)


@pytest.mark.parametrize(
    ("before", "again"),
    [
        ((), CHANGE | KIND),
        ((), CHANGE | {"severity": "major"}),
        ((), EDIT | {"text": TEXT}),
        ((CONFIRM,), CONFIRM),
        ((CONFIRM | {"comment": "Quite."},), CONFIRM | {"comment": "Quite."}),
        ((CONFIRM,), CHANGE | KIND | {"reviewer": "ann"}),
        ((CHANGE | {"severity": "minor"},), CHANGE | {"severity": "minor"}),
        ((EDIT | {"text": "Better."},), EDIT | {"text": "Better."}),
        ((MARK,), MARK),
        (({"action": "claim"},), {"action": "claim"}),
        ((COMMENT,), COMMENT),
    ],
)
@pytest.mark.parametrize("seen", [{}, {"seen": 0}])  # with it, whoever lost the answer sends the same again
def test_what_stands_already_is_no_event(
    room: Newsroom, desk: FlaskClient, before: tuple[dict[str, Any], ...], again: dict[str, Any], seen: dict[str, int]
) -> None:
    article = room.article(TEXT)
    made = [send(desk, room, article, said) for said in before]
    assert [answer.status_code for answer in made] == [201] * len(before)
    stood = desk.get(f"{ARTICLES}/{article}").json
    answer = send(desk, room, article, again | seen)
    assert answer.status_code == 200, answer.text
    assert answer.json == {"event": made[-1].json["event"] if made else None, "article": stood}
    assert len(desk.get(f"{ARTICLES}/{article}/decisions").json["events"]) == len(before)


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ((), CHANGE | KIND | {"comment": "It is worse than it looks."}),
        ((), CHANGE | {"severity": "minor"}),
        ((CONFIRM,), CONFIRM | {"reviewer": "bob"}),
        ((CONFIRM,), CONFIRM | {"comment": "Now I know why."}),
        ((CONFIRM | {"action": "dismiss"},), CHANGE | KIND),
        ((CHANGE | {"severity": "minor"},), CHANGE | {"severity": "major"}),
        ((EDIT | {"text": "Better."},), EDIT | {"text": TEXT}),
        ((MARK,), MARK | {"severity": "major"}),
    ],
)
def test_what_says_something_new_is_an_event(
    room: Newsroom, desk: FlaskClient, before: tuple[dict[str, Any], ...], then: dict[str, Any]
) -> None:
    article = room.article(TEXT)
    for said in before:
        send(desk, room, article, said)
    if "reviewer" in then:
        send(desk, room, article, {"action": "release"})
    answer = send(desk, room, article, then)
    assert answer.status_code == 201 and answer.json["event"]["action"] == then["action"], answer.text


ELSE = {"reviewer": "bob"}
RELEASE = {"action": "release"}
DISMISS = CONFIRM | {"action": "dismiss"}


@pytest.mark.parametrize(
    ("said", "meanwhile", "status"),
    [
        # nothing else of the same has changed since
        (CONFIRM, (EDIT | {"text": "Better."}, MARK, COMMENT), 200),
        (DISMISS, ({"action": "finish"},), 200),
        (EDIT | {"text": "Better."}, (CONFIRM, RELEASE), 200),
        (CONFIRM, (RELEASE, DISMISS | ELSE, CONFIRM | ELSE, RELEASE, CONFIRM), 200),
        # it has: whoever sends it again would reverse that
        (CONFIRM, (DISMISS,), 409),
        (CONFIRM, (RELEASE, DISMISS | ELSE, RELEASE), 409),
        (CONFIRM, (CHANGE | {"severity": "minor"},), 409),
        (CHANGE | {"severity": "minor"}, (CONFIRM,), 409),
        (EDIT | {"text": "Better."}, (EDIT | {"text": "Best."},), 409),
        (CONFIRM, (DISMISS, {"action": "finish"}), 409),
        # somebody else has it in hand, or it is locked
        (CONFIRM, (RELEASE, {"action": "claim"} | ELSE), 409),
        (DISMISS, ({"action": "finish"}, {"action": "approve"}), 409),
    ],
)
def test_a_decision_sent_again_is_a_conflict_only_where_something_else_was_said_of_the_same(
    room: Newsroom, desk: FlaskClient, said: dict[str, Any], meanwhile: tuple[dict[str, Any], ...], status: int
) -> None:
    article = room.article(TEXT.replace(" 👩‍🚀🇲🇷", ""))
    for one in (said, *meanwhile):
        assert send(desk, room, article, one).status_code == 201, one
    answer = send(desk, room, article, said | {"seen": 0})
    assert answer.status_code == status, answer.text


@pytest.mark.parametrize("again", [True, False])
def test_whoever_comes_before_the_report_is_told_when_to_come_again(
    room: Newsroom, desk: FlaskClient, again: bool
) -> None:
    story = {"target": TEXT, "source": "محاولات", "source_lang": "ar", "target_lang": "en", "id": "7"}
    if again:
        room.article(TEXT, "محاولات", id="7")
    article = desk.post(ARTICLES, json=story).json["id"]
    answer = desk.post(f"{ARTICLES}/{article}/decisions", json={"action": "claim"})
    assert answer.status_code == 409 and answer.json["type"].endswith("/not-checked-yet")
    assert int(answer.headers["Retry-After"]) > 0
    with transaction(room.engine) as session:
        session.query(Job).filter(Job.state != "done").update({"state": RETIRED, "error": "It fell over."})
    answer = desk.post(f"{ARTICLES}/{article}/decisions", json={"action": "claim"})
    assert answer.status_code == 409 and "Retry-After" not in answer.headers, "none will come"
