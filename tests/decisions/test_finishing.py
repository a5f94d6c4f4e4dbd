"""Before a review ends: every serious flag is decided, what is confirmed is mended, and a site may want four eyes."""

from __future__ import annotations

from typing import Any

import pytest
from apiflask import APIFlask
from fake_checker import FakeChecker, Planted
from flask.testing import FlaskClient
from service_app import make_app, make_client, make_key, sign_in
from sqlalchemy import Engine

from models.mqm import Severity
from service.articles.checking import Checking
from service.articles.publishing import choose
from service.jobs.worker import Worker
from service.storage.database import transaction

ARTICLES = "/api/v1/articles"
PLANTED = (
    Planted("grave error"),
    Planted("worst of all", Severity.CRITICAL),
    Planted("slip", Severity.MINOR),
    Planted("فقرة", Severity.MAJOR, side="source"),
)
TEXTS = {"source": "الأولى.\nالثانية.", "target": "A grave error and a slip.\nThe worst of all came."}
BOTH = {"grave error": "confirm", "worst of all": "dismiss"}


@pytest.fixture
def checker() -> FakeChecker:
    return FakeChecker(PLANTED)


@pytest.fixture
def app(engine: Engine, checker: FakeChecker) -> APIFlask:
    return make_app(engine, checker)


@pytest.fixture
def desk(app: APIFlask, engine: Engine) -> FlaskClient:
    return make_client(app, make_key(engine))


def sent(desk: FlaskClient, engine: Engine, checker: FakeChecker, **more: Any) -> str:
    """The address of a checked article."""
    place = desk.post(ARTICLES, json=TEXTS | {"source_lang": "ar", "target_lang": "en"} | more).headers["Location"]
    assert Worker(engine, Checking(checker.check)).work_next()
    return str(place)


@pytest.fixture
def place(desk: FlaskClient, engine: Engine, checker: FakeChecker) -> str:
    return sent(desk, engine, checker)


def act(desk: FlaskClient, place: str, by: str, action: str, **more: Any) -> Any:
    return desk.post(f"{place}/decisions", json={"action": action, "reviewer": by, **more})


def names(desk: FlaskClient, place: str) -> dict[str, str]:
    """Fingerprints by the words of the flags."""
    return {flag["text"]: flag["fingerprint"] for flag in desk.get(f"{place}/report").json["flags"]}  # type: ignore[index]


def decide(desk: FlaskClient, place: str, outcomes: dict[str, str]) -> None:
    known = names(desk, place)
    for words, action in outcomes.items():
        action, _, severity = action.partition(" ")
        more = {"severity": severity} if severity else {}
        assert act(desk, place, "ann", action, flag=known[words], **more).status_code == 201


def publishing(desk: FlaskClient, place: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.get(place).json["publishing"]  # type: ignore[index]
    return found


@pytest.mark.parametrize(
    ("outcomes", "left"),
    [
        ({}, ["grave error", "worst of all"]),
        ({"slip": "dismiss"}, ["grave error", "worst of all"]),
        ({"grave error": "confirm"}, ["worst of all"]),
        ({"worst of all": "change minor"}, ["grave error"]),
        (BOTH, []),
    ],
)
def test_every_serious_flag_is_decided_before_the_end(
    desk: FlaskClient, place: str, outcomes: dict[str, str], left: list[str]
) -> None:
    decide(desk, place, outcomes)
    answer = act(desk, place, "ann", "finish")
    assert answer.status_code == (409 if left else 201)
    if left:
        told = answer.get_json(force=True)
        assert told["flags"] == [names(desk, place)[words] for words in left]
        assert all(words in told["detail"] for words in left) and "not decided yet" in told["detail"]


def test_the_reviewer_is_who_has_it_in_review_and_the_decisions_say_who_finished_it(
    desk: FlaskClient, place: str
) -> None:
    assert desk.get(place).json["reviewer"] == ""  # type: ignore[index]
    decide(desk, place, BOTH)
    assert desk.get(place).json["reviewer"] == "ann"  # type: ignore[index]
    done = act(desk, place, "ann", "finish").get_json(force=True)
    assert (done["article"]["reviewer"], done["article"]["review"], done["event"]["by"]) == ("", "reviewed", "ann")


def test_the_page_says_what_is_left(app: APIFlask, engine: Engine, desk: FlaskClient, place: str) -> None:
    ana = sign_in(app, make_key(engine))
    page = f"/articles/{place.rpartition('/')[2]}/act"
    refused = ana.post(page, data={"action": "finish"}, headers={"HX-Request": "true"})
    assert refused.status_code == 409 and "grave error" in refused.text and "2 serious flags" in refused.text


GRAMMAR = {"category": "fluency/grammar", "severity": "minor"}
EDIT_FIRST, EDIT_SECOND = {"segment": "s1", "text": "A sound text."}, {"segment": "s2", "text": "It came."}


@pytest.mark.parametrize(
    ("outcomes", "edits", "allowed"),
    [
        (BOTH, [], False),
        (BOTH, [EDIT_FIRST], True),
        (BOTH, [EDIT_SECOND], False),
        (BOTH, [EDIT_FIRST, EDIT_FIRST | {"text": "A grave error and a slip."}], False),  # the machine's text again
        ({"grave error": "dismiss", "worst of all": "dismiss"}, [], True),
        ({"grave error": "change minor", "worst of all": "dismiss"}, [], True),
        ({"grave error": "dismiss", "worst of all": "dismiss", "slip": "change major"}, [], False),
        ({"grave error": "dismiss", "worst of all": "dismiss", "slip": "confirm"}, [], True),
    ],
)
def test_a_confirmed_error_is_mended_before_it_is_published(
    desk: FlaskClient, place: str, outcomes: dict[str, str], edits: list[dict[str, str]], allowed: bool
) -> None:
    decide(desk, place, outcomes)
    for edit in edits:
        assert act(desk, place, "ann", "edit", **edit).status_code == 201
    for move, by in (("finish", "ann"), ("approve", "bob")):
        assert act(desk, place, by, move).status_code == 201
        found = publishing(desk, place)
        assert (found["allowed"], found["review_wanted"]) == (allowed, not allowed)
        assert ("serious error" in found["reason"]) is not allowed


def test_a_marked_serious_passage_is_an_error_too(desk: FlaskClient, place: str) -> None:
    decide(desk, place, {"grave error": "dismiss", "worst of all": "dismiss"})
    act(desk, place, "ann", "mark", start=0, end=1, category="fluency/grammar", severity="major")
    act(desk, place, "ann", "finish")
    assert not publishing(desk, place)["allowed"]
    act(desk, place, "ann", "edit", **EDIT_FIRST)
    assert publishing(desk, place)["allowed"]


def test_a_missing_sentence_is_mended_beside_its_place(
    desk: FlaskClient, engine: Engine, checker: FakeChecker
) -> None:
    place = sent(desk, engine, checker, source="الأولى.\nفقرة.", target="The first.")
    decide(desk, place, {"فقرة": "confirm"})
    act(desk, place, "ann", "finish")
    assert not publishing(desk, place)["allowed"]
    act(desk, place, "ann", "edit", segment="s1", text="The first. And a paragraph.")
    assert publishing(desk, place)["allowed"]


def test_a_decision_that_was_taken_back_holds_the_article_again(desk: FlaskClient, place: str) -> None:
    decide(desk, place, {"grave error": "dismiss"})
    last = act(desk, place, "ann", "dismiss", flag=names(desk, place)["worst of all"]).json["event"]["id"]
    act(desk, place, "ann", "finish")
    assert publishing(desk, place)["allowed"]
    act(desk, place, "ann", "undo", event=last)
    assert not publishing(desk, place)["allowed"]
    refused = act(desk, place, "bob", "approve")
    assert refused.status_code == 409 and "worst of all" in refused.text
    assert not publishing(desk, place)["allowed"]


@pytest.mark.parametrize("comment", ["", "   "])
def test_sending_back_asks_why(app: APIFlask, engine: Engine, desk: FlaskClient, place: str, comment: str) -> None:
    refused = act(desk, place, "ann", "send_back", comment=comment)
    assert refused.status_code == 422 and "why" in refused.get_json(force=True)["detail"]
    page = f"/articles/{place.rpartition('/')[2]}"
    ana = sign_in(app, make_key(engine))
    form = {"action": "send_back", "comment": comment}
    on_page = ana.post(f"{page}/act", data=form, headers={"HX-Request": "true"})
    assert on_page.status_code == 422 and "why" in on_page.text
    assert 'data-dialog="back"' in ana.get(page).text
    assert act(desk, place, "ann", "send_back", comment="Another story.").status_code == 201


@pytest.mark.parametrize(
    "again",
    [{"action": "claim"}, {"action": "edit", **EDIT_FIRST}, {"action": "mark", "start": 0, "end": 1, **GRAMMAR}],
)
def test_what_was_sent_back_is_not_published_by_one_key(
    app: APIFlask, engine: Engine, desk: FlaskClient, place: str, again: dict[str, Any]
) -> None:
    decide(desk, place, {"grave error": "dismiss", "worst of all": "dismiss"})
    act(desk, place, "ann", "send_back", comment="Another story.")
    refused = act(desk, place, "bob", "finish")
    assert refused.status_code == 409 and "It is sent back: claim it" in refused.get_json(force=True)["detail"]
    page = sign_in(app, make_key(engine)).get(f"/articles/{place.rpartition('/')[2]}")
    assert 'data-key="l"' in page.text and 'data-key="f"' not in page.text
    assert not publishing(desk, place)["allowed"]
    assert act(desk, place, "bob", again.pop("action"), **again).status_code == 201
    assert act(desk, place, "bob", "release").status_code == 201  # and it is sent back as before
    assert desk.get(place).json["review"] == "sent back" and not publishing(desk, place)["allowed"]  # type: ignore[index]
    assert act(desk, place, "bob", "claim").status_code == 201
    assert act(desk, place, "bob", "finish").status_code == 201
    assert publishing(desk, place)["allowed"]


@pytest.mark.parametrize(
    ("four_eyes", "approver", "status"),
    [(True, "ann", 409), (True, " Ann ", 409), (True, "bob", 201), (False, "ann", 201)],
)
def test_four_eyes_are_a_choice_of_the_site(
    desk: FlaskClient, engine: Engine, place: str, four_eyes: bool, approver: str, status: int
) -> None:
    with transaction(engine) as session:
        choose(session, "news", four_eyes=four_eyes)
    decide(desk, place, {"grave error": "dismiss", "worst of all": "change minor"})
    act(desk, place, "ann", "finish")
    assert publishing(desk, place)["allowed"] is not four_eyes
    answer = act(desk, place, approver, "approve")
    assert answer.status_code == status
    if status == 409:
        assert "ann has finished it" in answer.get_json(force=True)["detail"]
    assert publishing(desk, place)["allowed"] is (status == 201)


APPROVED = ["ann edit", "ann finish", "bob approve"]


@pytest.mark.parametrize(
    ("before", "by", "undone", "told"),
    [
        (APPROVED, "cas", 0, "It is approved: claim it"),
        (APPROVED, "cas", 1, "bob has decided on the same since"),
        (["ann mark", "ann finish", "bob approve"], "cas", 0, "It is approved: claim it"),
        (["ann edit", "ann undo 0", "ann finish", "bob approve"], "cas", 1, "It is approved: claim it"),
        (["ann edit", "ann comment", "ann finish", "bob approve"], "cas", 1, ""),
        (APPROVED, "bob", 2, ""),  # the approval itself
        ([*APPROVED, "bob undo 2"], "bob", 3, ""),  # and back
        ([*APPROVED, "bob undo 2", "bob edit"], "bob", 3, "It was changed after it had been approved"),
        ([*APPROVED, "bob undo 2", "cas undo 0"], "bob", 3, "It was changed after it had been approved"),
        ([*APPROVED, "cas claim", "cas edit"], "cas", 3, "It was changed after it had been approved"),
        ([*APPROVED, "cas claim"], "cas", 3, ""),
    ],
)
def test_what_is_approved_stays_as_it_was_approved(
    desk: FlaskClient, place: str, before: list[str], by: str, undone: int, told: str
) -> None:
    decide(desk, place, {"grave error": "dismiss", "worst of all": "dismiss"})
    made = did(desk, place, before)
    answer = act(desk, place, by, "undo", event=made[undone])
    assert answer.status_code == (409 if told else 201), answer.text
    if told:
        assert told in answer.get_json(force=True)["detail"]


def did(desk: FlaskClient, place: str, lines: list[str]) -> list[str]:
    """Does "ann edit", "ann undo 0" (the first of these), one after the other; the ids of the events."""
    made: list[str] = []
    with_it = {"edit": EDIT_FIRST, "mark": {"start": 0, "end": 1, **GRAMMAR}, "comment": {"comment": "Well."}}
    for n, (by, action, *event) in enumerate(line.split() for line in lines):
        more = {"event": made[int(event[0])]} if event else dict(with_it.get(action, {}))
        if action == "edit":
            more["text"] = f"{more['text']} {n}"
        answer = act(desk, place, by, action, **more)
        assert answer.status_code == 201, answer.text
        made.append(answer.json["event"]["id"])
    return made


@pytest.mark.parametrize(
    ("before", "approver", "told"),
    [
        (["bob edit", "bob release", "ann finish"], "bob", ""),  # ann has read what bob wrote
        (["ann finish", "bob edit"], "bob", "bob has changed it since it was finished"),
        (["ann finish", "bob edit"], "Bob ", "bob has changed it since it was finished"),
        (["ann finish", "bob edit"], "ann", "ann has finished it"),
        (["ann finish", "bob edit"], "cas", ""),
        (["ann finish", "bob mark"], "bob", "bob has changed it since it was finished"),
        (["ann finish", "bob comment"], "bob", ""),
        (["ann finish", "bob edit", "bob undo 1"], "bob", ""),
        (["ann edit", "ann finish", "bob undo 0"], "bob", "bob has changed it since it was finished"),
        (["ann finish", "bob edit", "bob claim", "bob finish"], "bob", "bob has finished it"),
        (["ann finish", "bob edit", "bob claim", "bob finish"], "ann", ""),
    ],
)
def test_whoever_changed_it_after_its_review_is_no_second_pair_of_eyes(
    desk: FlaskClient, engine: Engine, place: str, before: list[str], approver: str, told: str
) -> None:
    with transaction(engine) as session:
        choose(session, "news", four_eyes=True)
    known = names(desk, place)
    for words in ("grave error", "worst of all"):
        act(desk, place, before[0].split()[0], "dismiss", flag=known[words])
    did(desk, place, before)
    answer = act(desk, place, approver, "approve")
    assert answer.status_code == (409 if told else 201), answer.text
    if told:
        assert told in answer.get_json(force=True)["detail"]
