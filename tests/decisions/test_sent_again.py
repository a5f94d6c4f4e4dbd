"""An article that comes again: the same content keeps everything, new content keeps what was said of what stayed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from newsroom import Newsroom, planted
from sqlalchemy import update

from models.fingerprints import former_fingerprint
from models.mqm import Severity
from models.spans import Span
from service.articles.checking import Checking
from service.articles.submission import submit
from service.jobs.worker import Worker
from service.storage.database import transaction
from service.storage.tables import QUEUED, RETIRED, Event, Job, Revision

ARTICLES = "/api/v1/articles"
SOURCE = "كانت محاولات للتقارب مع الحلف."
FIRST = "They take advantage of it. The port is open."
BEFORE, AFTER = "An opening sentence. ", " And a closing one."
EDIT = {"segment": "s1", "text": "They draw closer to it. The port is open."}


def approved(room: Newsroom) -> str:
    """An article with a confirmed flag and a post-edit, approved."""
    article = room.article(FIRST, SOURCE, id="7")
    room.act(article, "ann", "confirm", flag=room.flag(article, "take advantage"))
    room.act(article, "ann", "edit", **EDIT)
    room.act(article, "ann", "finish")
    room.act(article, "bob", "approve")
    return article


def state(desk: FlaskClient, article: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.get(f"{ARTICLES}/{article}").json
    return found


@pytest.mark.parametrize(
    ("change", "kept", "edits"),
    [
        ({}, True, 1),
        ({"metadata": {"desk": "world"}, "revision": "2"}, True, 1),
        ({"dismissed": ["0" * 16]}, True, 1),
        ({"target": f"{FIRST} More."}, False, 0),
        ({"source": "قصة أخرى."}, False, 0),
        ({"source_lang": "fa"}, False, 1),
        ({"target_lang": "de"}, False, 1),
        ({"glossary": [{"source": "الحلف", "target": "NATO"}]}, False, 1),
    ],
)
def test_the_same_content_keeps_approval_and_edits(
    room: Newsroom, desk: FlaskClient, change: dict[str, Any], kept: bool, edits: int
) -> None:
    article = approved(room)
    assert not state(desk, article)["unchanged"]
    story = {"target": FIRST, "source": SOURCE, "id": "7"} | change
    room.article(story.pop("target"), **story)
    found = state(desk, article)
    assert (found["revision"], found["unchanged"]) == (2, kept)
    assert found["review"] == ("approved" if kept else "pending")
    assert found["publishing"]["edits"] == edits and found["publishing"]["allowed"] is kept
    report: Any = desk.get(f"{ARTICLES}/{article}/report").json
    assert [edit["text"] for edit in report["edits"]] == [EDIT["text"]] * edits
    assert (desk.get(f"{ARTICLES}/{article}/corrected").json["text"] == EDIT["text"]) is bool(edits)


def test_it_is_kept_before_the_check_is_done_and_however_often_it_comes(room: Newsroom, desk: FlaskClient) -> None:
    article = approved(room)
    story = {"target": FIRST, "source": SOURCE, "source_lang": "ar", "target_lang": "en", "id": "7"}
    for number in (2, 3, 4):
        found: Any = desk.post(ARTICLES, json=story).json
        assert (found["revision"], found["review"], found["unchanged"]) == (number, "approved", True)
        assert found["publishing"]["allowed"] and found["publishing"]["edits"] == 1
    room.act(article, "bob", "comment", comment="Still so.")
    desk.post(ARTICLES, json=story | {"target": "Something else."})
    assert state(desk, article)["review"] == "pending"


@pytest.mark.parametrize("retired", [False, True])
def test_what_was_approved_is_to_be_had_while_it_is_checked_again(
    room: Newsroom, desk: FlaskClient, retired: bool
) -> None:
    article = approved(room)
    story = {"target": FIRST, "source": SOURCE, "source_lang": "ar", "target_lang": "en", "id": "7"}
    for number in (2, 3):
        desk.post(ARTICLES, json=story)
        if retired:
            with transaction(room.engine) as session:
                session.execute(update(Job).where(Job.state == QUEUED).values(state=RETIRED, error="It fell over."))
        found = state(desk, article)
        assert (found["revision"], found["verdict"], found["publishing"]["allowed"]) == (number, None, True)
        for door in ("report", "corrected"):
            answer: Any = desk.get(f"{ARTICLES}/{article}/{door}").json
            assert answer["article"] == found, door
        assert answer["text"] == EDIT["text"]
        assert EDIT["text"] in desk.get(f"{ARTICLES}/{article}/xliff").text
        assert desk.get(f"{ARTICLES}/{article}/revisions/{number}/report").status_code == 404
    desk.post(ARTICLES, json=story | {"target": "Something else."})
    for door in ("report", "corrected", "xliff"):
        assert desk.get(f"{ARTICLES}/{article}/{door}").status_code == 404


@pytest.mark.parametrize(("target", "allowed"), [("The port is open.", True), (FIRST, False)])
@pytest.mark.parametrize("retired", [False, True])
def test_what_passed_may_be_published_while_it_is_checked_again(
    room: Newsroom, desk: FlaskClient, target: str, allowed: bool, retired: bool
) -> None:
    article = room.article(target, SOURCE, id="7")
    story = {"target": target, "source": SOURCE, "source_lang": "ar", "target_lang": "en", "id": "7"}
    for _ in range(2):
        desk.post(ARTICLES, json=story)
        if retired:
            with transaction(room.engine) as session:
                session.execute(update(Job).where(Job.state == QUEUED).values(state=RETIRED, error="It fell over."))
        found = state(desk, article)
        assert (found["verdict"], found["publishing"]["allowed"]) == (None, allowed)
        assert found["publishing"]["review_wanted"] is not allowed
    desk.post(ARTICLES, json=story | {"target": "Something else."})
    assert not state(desk, article)["publishing"]["allowed"]
    room.article(target, SOURCE, id="7")
    assert state(desk, article)["publishing"]["allowed"] is allowed


@pytest.mark.parametrize("move", ["", "claim"])
def test_what_people_decided_on_outweighs_what_a_later_check_of_it_finds(
    room: Newsroom, desk: FlaskClient, move: str
) -> None:
    article = approved(room)
    room.checker = FakeChecker(planted("advantage port", 0.9, Severity.CRITICAL))
    room.article(FIRST, SOURCE, id="7")
    if move:  # then it is under review anew, and the edit still mends its sentence
        room.act(article, "bob", move)
    found = state(desk, article)
    assert (found["review"], found["publishing"]["allowed"]) == (("in review", False) if move else ("approved", True))


class _CutOtherwise(FakeChecker):
    """Of a new release, which cuts the text in another way."""

    def check(self, request: Any) -> Any:
        found = super().check(request)
        cut = Span(0, len(request.target) - 1)
        other = {"id": "x1", "target": cut.of(request.target), "target_span": cut}
        segments = tuple(replace(part, segment=replace(part.segment, **other)) for part in found.segments)
        return replace(found, segments=segments)


def test_edits_of_segments_that_there_are_no_more_are_not_kept(room: Newsroom, desk: FlaskClient) -> None:
    article = approved(room)
    room.checker = _CutOtherwise()
    room.article(FIRST, SOURCE, id="7")
    found = state(desk, article)
    assert (found["review"], found["unchanged"], found["publishing"]["edits"]) == ("pending", False, 0)


LINES, SOURCE_LINES = "They take advantage of it.\nThe port is open.", "محاولات للتقارب.\nالميناء مفتوح."
OPENING, SOURCE_OPENING = "An opening.\n", "بداية.\n"
MARK = {"start": 4, "end": 8, "category": "accuracy/mistranslation", "severity": "critical"}


def edited_and_marked(room: Newsroom, desk: FlaskClient) -> str:
    """An article whose first sentence was mended and in whose second "port" was marked."""
    article = room.article(LINES, SOURCE_LINES, id="8")
    room.act(article, "ann", "edit", segment="s1", text="They draw closer to it.")
    at = LINES.index("port")
    room.act(article, "ann", "mark", **MARK | {"start": at, "end": at + 4})
    return article


@pytest.mark.parametrize(
    ("target", "source", "edited", "marked"),
    [
        (f"{LINES}\nMore.", f"{SOURCE_LINES}\nالمزيد.", True, True),
        (OPENING + LINES, SOURCE_OPENING + SOURCE_LINES, True, True),
        (f"{OPENING}{LINES}\nMore.", f"{SOURCE_OPENING}{SOURCE_LINES}\nالمزيد.", True, True),
        (LINES.replace("advantage", "profit"), SOURCE_LINES, False, True),
        (LINES.replace("open", "shut"), SOURCE_LINES, True, False),
        (LINES, SOURCE_LINES.replace("مفتوح", "مغلق"), True, False),
    ],
)
def test_post_edits_and_marks_hold_where_their_sentence_says_the_same(
    room: Newsroom, desk: FlaskClient, target: str, source: str, edited: bool, marked: bool
) -> None:
    article = edited_and_marked(room, desk)
    for _ in range(2):  # and when that comes again
        room.article(target, source, id="8")
        found = state(desk, article)
        assert (found["review"], found["publishing"]["edits"]) == ("pending", int(edited))
        report: Any = desk.get(f"{ARTICLES}/{article}/report").json
        assert [target[mark["start"] : mark["end"]] for mark in report["marks"]] == (["port"] if marked else [])
        corrected: Any = desk.get(f"{ARTICLES}/{article}/corrected").json
        assert corrected["text"] == (target.replace(*SAID) if edited else target)
        assert [edit["text"] for edit in report["edits"]] == ([SAID[1]] if edited else [])
    if marked:
        room.act(article, "bob", "dismiss", flag=report["marks"][0]["fingerprint"])
        assert desk.get(f"{ARTICLES}/{article}/report").json["marks"] == []  # type: ignore[index]


SAID = ("They take advantage of it.", "They draw closer to it.")


def test_a_marked_error_does_not_go_out_because_a_sentence_was_added(room: Newsroom, desk: FlaskClient) -> None:
    article = room.article("The port is open.", "الميناء مفتوح.", id="9")
    assert state(desk, article)["publishing"]["allowed"]
    room.act(article, "ann", "mark", **MARK)
    assert not state(desk, article)["publishing"]["allowed"]
    room.article("The port is open.\nMore.", "الميناء مفتوح.\nالمزيد.", id="9")
    found = state(desk, article)
    assert found["verdict"] == "pass" and not found["publishing"]["allowed"]
    room.act(article, "ann", "edit", segment="s1", text="The harbour is open.")
    assert state(desk, article)["publishing"]["allowed"]


def test_what_was_not_checked_in_between_loses_nothing(room: Newsroom, desk: FlaskClient) -> None:
    article = edited_and_marked(room, desk)
    for line in ("More.", "Still more.", "Still more."):
        story = {"target": f"{LINES}\n{line}", "source": f"{SOURCE_LINES}\nالمزيد."}
        with transaction(room.engine) as session:
            submit(session, room.site, "8", "", story | {"source_lang": "ar", "target_lang": "en"}, room.tick())
    worker = Worker(room.engine, Checking(room.checker.check), room.tick)
    while worker.work_next():
        pass
    found = state(desk, article)
    assert (found["revision"], found["unchanged"], found["publishing"]["edits"]) == (4, True, 1)


@pytest.mark.parametrize("target", [FIRST + AFTER, BEFORE + FIRST, BEFORE + FIRST + AFTER, f"{BEFORE}\n\n{FIRST}\n"])
@pytest.mark.parametrize("action", ["confirm", "dismiss"])
def test_decisions_survive_what_is_written_around_the_sentence(
    room: Newsroom, desk: FlaskClient, target: str, action: str
) -> None:
    article = room.article("They take advantage of it.", SOURCE, id="7")
    room.act(article, "ann", action, flag=room.flag(article, "take advantage"))
    room.article(target, SOURCE, id="7")
    (flag,) = desk.get(f"{ARTICLES}/{article}/report").json["flags"]  # type: ignore[index]
    assert flag["decision"] and flag["decision"]["action"] == action


@pytest.mark.parametrize("target", [FIRST, FIRST + AFTER, BEFORE + FIRST])
@pytest.mark.parametrize("action", ["confirm", "dismiss"])
def test_decisions_of_an_earlier_release_are_recognised(
    room: Newsroom, desk: FlaskClient, target: str, action: str
) -> None:
    article = room.article(FIRST, SOURCE, id="7")
    room.act(article, "ann", action, flag=room.flag(article, "take advantage"))
    at = FIRST.index("take")
    former = former_fingerprint("fake", "target", Span(at, at + len("take advantage")), FIRST)
    with transaction(room.engine) as session:  # as the database of that release had it
        (kept,) = session.query(Revision).all()
        flags = [flag | {"fingerprint": former} for flag in (kept.report or {})["flags"]]
        kept.report = (kept.report or {}) | {"flags": flags}
        session.execute(update(Event).values(subject=former))
    told = desk.get(f"{ARTICLES}/{article}/report").json["flags"][0]  # type: ignore[index]
    assert told["decision"]["action"] == action
    room.article(target, SOURCE, id="7")
    assert former in room.checker.seen[-1].dismissed if action == "dismiss" else True  # type: ignore[attr-defined]
    (flag,) = desk.get(f"{ARTICLES}/{article}/report").json["flags"]  # type: ignore[index]
    assert flag["decision"] and flag["decision"]["action"] == action
