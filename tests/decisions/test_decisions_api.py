"""Decisions over HTTP: who may do what when, what is refused, what the CMS hears, what the next revision knows."""

from __future__ import annotations

from typing import Any

import pytest
from apiflask import APIFlask
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine, select

from service.api.report_form import Report
from service.api.response_schemas import Decided, EventState, History
from service.articles.checking import Checking
from service.articles.publishing import choose
from service.jobs.worker import Worker
from service.storage.database import transaction
from service.storage.tables import Delivery
from service.webhooks.endpoints import register

ARTICLES = "/api/v1/articles"
TARGET = "They take advantage of it 👩‍🚀🇲🇷 today."
STORY = {"id": "story-7", "source": "محاولات للتقارب", "source_lang": "ar", "target": TARGET}


@pytest.fixture
def app(database: Engine, checker: FakeChecker) -> APIFlask:
    return make_app(database, checker)


@pytest.fixture
def desk(app: APIFlask, database: Engine) -> FlaskClient:
    """A client that may do everything."""
    return make_client(app, make_key(database))


@pytest.fixture
def worker(database: Engine, checker: FakeChecker) -> Worker[Any, Any]:
    return Worker(database, Checking(checker.check))


@pytest.fixture
def place(desk: FlaskClient, worker: Worker[Any, Any]) -> str:
    """The address of a checked article with two flags."""
    sent = desk.post(ARTICLES, json=STORY)
    assert worker.work_next()
    return str(sent.headers["Location"])


def report(desk: FlaskClient, place: str) -> Report:
    return Report.model_validate(desk.get(f"{place}/report").json)


def flags(desk: FlaskClient, place: str) -> list[str]:
    return [flag.fingerprint for flag in report(desk, place).flags]


def added(answer: Any) -> EventState:
    """The event that an answer tells of."""
    found = Decided.model_validate(answer.json).event
    assert found is not None
    return found


def act(desk: FlaskClient, place: str, by: str, action: str, **more: Any) -> Any:
    return desk.post(f"{place}/decisions", json={"action": action, "reviewer": by, **more})


def test_a_review_from_the_first_look_to_the_approval(desk: FlaskClient, place: str) -> None:
    first, second = flags(desk, place)
    assert act(desk, place, "ann", "claim").status_code == 201
    assert act(desk, place, "ann", "confirm", flag=first, comment="Clearly.").status_code == 201
    assert act(desk, place, "ann", "change", flag=second, severity="critical").status_code == 201
    done = Decided.model_validate(act(desk, place, "ann", "finish").json)
    assert (done.article.review, done.article.reviewer) == ("reviewed", "")
    approved = Decided.model_validate(act(desk, place, "bob", "approve").json)
    assert approved.article.review == "approved" and approved.event and approved.event.by == "bob"
    found = report(desk, place)
    told = [flag.decision for flag in found.flags]
    assert told[0] and (told[0].action, told[0].by, told[0].comment) == ("confirm", "ann", "Clearly.")
    assert told[1] and (told[1].action, told[1].severity, told[1].category) == ("change", "critical", None)
    history = History.model_validate(desk.get(f"{place}/decisions").json)
    assert [(e.sequence, e.by, e.action) for e in history.events] == [
        (1, "ann", "claim"), (2, "ann", "confirm"), (3, "ann", "change"), (4, "ann", "finish"), (5, "bob", "approve"),
    ]  # fmt: skip


def test_without_a_name_the_key_decides(desk: FlaskClient, place: str) -> None:
    assert added(act(desk, place, "", "claim")).by == "test"


def test_a_dismissed_flag_stays_dismissed_in_the_next_revision(
    desk: FlaskClient, place: str, worker: Worker[Any, Any], checker: FakeChecker
) -> None:
    first, second = flags(desk, place)
    act(desk, place, "ann", "dismiss", flag=first)
    act(desk, place, "ann", "dismiss", flag=second)
    event = added(act(desk, place, "ann", "comment", comment="Both are idioms."))
    assert act(desk, place, "ann", "undo", event=event.id).status_code == 201
    desk.post(ARTICLES, json=STORY | {"target": f"{TARGET} They left."})
    assert worker.work_next()
    assert checker.seen[-1].dismissed == {first, second}
    found = report(desk, place)
    assert found.article and (found.article.revision, found.article.review) == (2, "pending")
    assert [flag.decision and flag.decision.action for flag in found.flags] == ["dismiss", "dismiss"]


def test_the_ratings_of_a_revision_are_there_for_the_next(
    desk: FlaskClient, worker: Worker[Any, Any], checker: FakeChecker, monkeypatch: pytest.MonkeyPatch
) -> None:
    memories = iter([{"a": "1"}, {"b": "2"}, {}])
    check = checker.check

    def remembering(request: Any) -> Any:
        object.__setattr__(made := check(request), "memory", next(memories))
        return made

    worker = Worker(worker._engine, Checking(remembering))
    for _ in range(3):
        desk.post(ARTICLES, json=STORY)
        assert worker.work_next()
    assert [request.memory for request in checker.seen] == [{}, {"a": "1"}, {"b": "2"}]


@pytest.mark.parametrize(
    ("before", "by", "action", "told"),
    [
        ([("ann", "claim")], "bob", "claim", "ann is reviewing this article"),
        ([("ann", "claim")], "bob", "finish", "ann is reviewing this article"),
        ([("ann", "claim")], "bob", "finish", "ann is reviewing this article: release it first"),
        ([], "ann", "approve", "It is pending: finish its review first"),
        ([], "ann", "release", "It is pending: nobody is reviewing it"),
        ([("ann", "finish")], "bob", "finish", "It is reviewed: approve it, send it back, or claim it first"),
        ([("ann", "finish"), ("bob", "approve")], "ann", "send_back", "It is approved: claim it first"),
    ],
)
def test_what_does_not_go_together_is_told(
    desk: FlaskClient, place: str, before: list[tuple[str, str]], by: str, action: str, told: str
) -> None:
    for flag in flags(desk, place) if ("ann", "finish") in before else ():
        act(desk, place, "ann", "dismiss", flag=flag)
    for earlier in before:
        assert act(desk, place, *earlier).status_code == 201
    known = len(desk.get(f"{place}/decisions").json["events"])  # type: ignore[index]
    answer = act(desk, place, by, action)
    assert answer.status_code == 409 and told in answer.get_json(force=True)["detail"]
    assert len(desk.get(f"{place}/decisions").json["events"]) == known  # type: ignore[index]


def test_two_who_decide_on_the_same_flag_are_told(desk: FlaskClient, place: str) -> None:
    first, second = flags(desk, place)
    act(desk, place, "ann", "confirm", flag=first)
    act(desk, place, "ann", "finish")
    seen = added(act(desk, place, "ann", "confirm", flag=first, comment="Still so.")).sequence
    assert act(desk, place, "bob", "dismiss", flag=first, seen=seen - 1).status_code == 409
    assert act(desk, place, "bob", "dismiss", flag=second, seen=seen - 1).status_code == 201
    assert act(desk, place, "bob", "dismiss", flag=first, seen=seen).status_code == 201


def test_only_the_last_word_can_be_taken_back_and_once(desk: FlaskClient, place: str) -> None:
    flag = flags(desk, place)[0]
    first = added(act(desk, place, "ann", "confirm", flag=flag)).id
    last = added(act(desk, place, "ann", "dismiss", flag=flag)).id
    assert act(desk, place, "ann", "undo", event=first).status_code == 409
    assert act(desk, place, "ann", "undo", event=last).status_code == 201
    assert act(desk, place, "ann", "undo", event=last).status_code == 409
    assert act(desk, place, "ann", "undo", event=first).status_code == 201
    events = History.model_validate(desk.get(f"{place}/decisions").json).events
    assert [event.undone for event in events] == [True, True, False, False]
    assert report(desk, place).flags[0].decision is None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"action": "dismiss", "flag": "0" * 16}, "flag"),
        ({"action": "dismiss", "flag": "none"}, "flag"),
        ({"action": "undo", "event": "none"}, "event"),
        ({"action": "mark", "start": 5, "end": 5, "category": "accuracy/addition", "severity": "minor"}, "end"),
        ({"action": "mark", "start": 0, "end": 999, "category": "accuracy/addition", "severity": "minor"}, "end"),
        (
            {"action": "mark", "field": "title", "start": 0, "end": 1, "category": "accuracy/addition",
             "severity": "minor"},
            "field",
        ),
        ({"action": "mark", "start": 0, "end": 4, "category": "wrong", "severity": "minor"}, "category"),
        ({"action": "comment", "comment": ""}, "comment"),
        ({"action": "comment", "comment": "\0"}, "comment"),
    ],
)  # fmt: skip
def test_what_is_not_there_cannot_be_decided_on(
    desk: FlaskClient, place: str, body: dict[str, Any], field: str
) -> None:
    answer = desk.post(f"{place}/decisions", json=body)
    assert answer.status_code == 422
    assert any(field in error["field"] for error in answer.get_json(force=True)["errors"])


@pytest.mark.parametrize("body", [{"action": "explode"}, {}, {"action": "change", "flag": "0" * 16}, {"action": []}])
def test_other_actions_are_refused(desk: FlaskClient, place: str, body: dict[str, Any]) -> None:
    assert desk.post(f"{place}/decisions", json=body).status_code == 422


def test_a_missed_passage_is_marked_by_code_points(desk: FlaskClient, place: str) -> None:
    start = TARGET.index("today")
    passage = {"start": start, "end": start + 5, "category": "accuracy/addition", "severity": "minor"}
    assert act(desk, place, "ann", "mark", **passage, comment="Not in the source.").status_code == 201
    (mark,) = report(desk, place).marks
    assert (mark.text, mark.category, mark.by) == ("today", "accuracy/addition", "ann")
    assert act(desk, place, "ann", "change", flag=mark.fingerprint, severity="major").status_code == 201
    assert report(desk, place).marks[0].severity == "major"
    assert act(desk, place, "ann", "dismiss", flag=mark.fingerprint).status_code == 201
    assert report(desk, place).marks == []


def test_a_segment_is_edited_and_the_edit_taken_back(desk: FlaskClient, place: str) -> None:
    (segment,) = report(desk, place).segments
    better = "They draw closer to it 👩‍🚀 today."
    first = added(act(desk, place, "ann", "edit", segment=segment.id, text="They …"))
    second = added(act(desk, place, "ann", "edit", segment=segment.id, text=better))
    (edit,) = report(desk, place).edits
    assert (edit.segment, edit.text, edit.by, edit.event) == (segment.id, better, "ann", second.id)
    assert act(desk, place, "ann", "undo", event=second.id).status_code == 201
    assert [edit.text for edit in report(desk, place).edits] == ["They …"]
    assert act(desk, place, "ann", "undo", event=first.id).status_code == 201
    assert report(desk, place).edits == []
    assert act(desk, place, "ann", "edit", segment="s99", text="x").status_code == 422
    assert act(desk, place, "ann", "edit", segment="s1", text=" \u200b ").status_code == 422, "nothing to read"


def test_a_decision_on_an_old_revision_is_refused(desk: FlaskClient, place: str, worker: Worker[Any, Any]) -> None:
    flag = flags(desk, place)[0]
    desk.post(ARTICLES, json=STORY | {"target": "They met."})
    waiting = act(desk, place, "ann", "finish")
    assert waiting.status_code == 409 and "not checked yet" in waiting.get_json(force=True)["detail"]
    assert worker.work_next()
    newer = act(desk, place, "ann", "dismiss", flag=flag, revision=1)
    assert newer.status_code == 422 or newer.status_code == 409
    unknown = act(desk, place, "ann", "dismiss", flag=flag, revision=99)
    assert unknown.status_code == 409
    assert unknown.get_json(force=True)["detail"] == "There is no revision 99: the newest is 2."


@pytest.mark.parametrize(
    ("mode", "checked", "decided", "undone"),
    [
        ("hold", False, True, False),
        ("publish-then-review", True, True, True),
        ("never-hold", True, True, True),
    ],
)
def test_the_cms_hears_of_the_report_the_decision_and_its_undoing(
    app: APIFlask,
    database: Engine,
    checker: FakeChecker,
    mode: str,
    checked: bool,
    decided: bool,
    undone: bool,
) -> None:
    with transaction(database) as session:
        register(session, "news", "cms", "https://cms.example/hook", False, 0.0)
        choose(session, "news", mode)
    desk = make_client(app, make_key(database))
    place = desk.post(ARTICLES, json=STORY).headers["Location"]
    assert Worker(database, Checking(checker.check)).work_next()
    act(desk, place, "ann", "confirm", flag=flags(desk, place)[0])
    act(desk, place, "ann", "edit", segment="s1", text="They draw closer to it today.")
    event = added(act(desk, place, "ann", "finish"))
    act(desk, place, "ann", "undo", event=event.id)
    with transaction(database) as session:
        told = [d.body for d in session.scalars(select(Delivery).order_by(Delivery.created_at))]
    assert [(t["type"], t["data"]["review"], t["data"]["publishing"]["allowed"]) for t in told] == [
        ("article.checked", "pending", checked),
        ("article.decided", "reviewed", decided),
        ("article.decided", "in review", undone),
    ]
    assert told[1]["data"]["by"] == "ann"


def test_the_queue_is_filtered_by_how_far_people_are(desk: FlaskClient, place: str) -> None:
    act(desk, place, "ann", "claim")

    def found(query: str) -> int:
        return len(desk.get(f"{ARTICLES}?{query}").json["articles"])  # type: ignore[index]

    assert found("review=in review&reviewer=ann&source_lang=ar&target_lang=en&verdict=review&state=done") == 1
    assert found("review=pending") == found("reviewer=bob") == found("source_lang=fa") == found("verdict=pass") == 0
