"""An article's page: what is shown is what was found and decided; every form is one event, or is refused in words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fake_checker import PLANTED, FakeChecker
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine, update

from review.conftest import HOSTILE, STORY, TARGET, Newsroom, act, fingerprints, shown
from service.articles.checking import Checking
from service.jobs.worker import Worker
from service.storage.database import transaction
from service.storage.tables import QUEUED, RETIRED, Job

API = "/api/v1/articles"
FIELDS = ["action", "flag", "event", "segment", "text", "comment", "category", "severity", "side", "start", "end"]
FIELDS += ["revision", "seen", "token", "origin"]


def report(newsroom: Newsroom, article: str) -> dict[str, Any]:
    found: dict[str, Any] = make_client(newsroom.app, newsroom.key).get(f"{API}/{article}/report").json
    return found


def events(newsroom: Newsroom, article: str) -> list[dict[str, Any]]:
    found = make_client(newsroom.app, newsroom.key).get(f"{API}/{article}/decisions").json
    return list(found["events"])


def marked(page: LexborHTMLParser, number: int) -> str:
    return "".join(node.text() for node in page.css(f'mark[data-flags~="f{number}"]'))


def test_every_flag_is_shown_where_it_lies(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    page = shown(ana, article)
    flags = report(newsroom, article)["flags"]
    assert len(flags) == 4
    assert [marked(page, number) for number in range(1, 5)] == [flag["text"] for flag in flags]
    assert "".join(node.text() for node in page.css(".side.target")) == TARGET
    assert HOSTILE not in ana.get(f"/articles/{article}").text


def test_the_source_words_behind_a_flag_are_named_for_it(ana: FlaskClient, article: str) -> None:
    evidence = shown(ana, article).css("[data-evidence]")
    assert [(node.attributes["data-evidence"], node.text()) for node in evidence] == [("f2", "للتقارب")]


def test_every_stretch_of_text_knows_where_it_begins(ana: FlaskClient, article: str) -> None:
    for side, text in (("target", TARGET), ("source", STORY["source"])):
        for node in shown(ana, article).css(f".side.{side} [data-at]"):
            at = int(node.attributes["data-at"] or "")
            assert text[at : at + len(node.text())] == node.text()


@pytest.mark.parametrize("action", ["confirm", "dismiss"])
def test_a_decision_changes_its_row_and_the_standing(
    newsroom: Newsroom, ana: FlaskClient, article: str, action: str
) -> None:
    name = fingerprints(ana, article)[1]
    answer = act(ana, article, action, flag=name)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (200, "#row-1")
    row = LexborHTMLParser(answer.text)
    assert "by Ana" in row.css_first(f".decided.{action}").text()
    told = row.css_first("#review-state").text()
    assert "1 of 4 decided" in told and "In review" in told
    assert (row.css_first("li.dismissed") is not None) is (action == "dismiss")
    assert shown(ana, article).css_first(f".decided.{action}") is not None
    assert report(newsroom, article)["flags"][1]["decision"]["action"] == action


@pytest.mark.parametrize("action", ["confirm", "dismiss"])
def test_confirm_and_dismiss_work_without_script(ana: FlaskClient, article: str, action: str) -> None:
    form = shown(ana, article).css_first("#f2 form.outcomes")
    assert form.attributes["method"] == "post"
    fields = {node.attributes["name"]: node.attributes["value"] for node in form.css("input")}
    del ana.environ_base["HTTP_X_CSRFTOKEN"]
    answer = ana.post(form.attributes["action"] or "", data=fields | {"action": action})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/articles/{article}#f2")
    assert shown(ana, article).css_first(f"#f2 .decided.{action}") is not None


def test_another_category_and_severity(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    name = fingerprints(ana, article)[1]
    assert act(ana, article, "change", flag=name, category="fluency/grammar", severity="critical").status_code == 200
    card = shown(ana, article).css_first("#f2")
    assert "critical" in (card.attributes["class"] or "")
    assert "Grammar" in card.text() and "Changed by Ana" in card.text()
    assert act(ana, article, "change", flag=name).status_code == 422


@pytest.mark.parametrize(
    ("side", "words"), [("target", "wished"), ("target", "👩‍🚀🇲🇷"), ("target", HOSTILE), ("source", "مع الحلف")]
)
def test_a_marked_passage_is_those_words(
    newsroom: Newsroom, ana: FlaskClient, article: str, side: str, words: str
) -> None:
    start = STORY[side].index(words)
    place = {"side": side, "start": start, "end": start + len(words)}
    kind = {"category": "accuracy/mistranslation", "severity": "minor", "comment": "No."}
    answer = act(ana, article, "mark", **place, **kind)
    assert answer.status_code == 200, answer.text
    page = shown(ana, article)
    assert marked(page, 5) == words and "No." in page.css_first("#f5").text()
    assert report(newsroom, article)["marks"][0]["text"] == words
    undone = act(ana, article, "undo")
    assert undone.headers["HX-Retarget"] == answer.headers["HX-Retarget"]
    assert shown(ana, article).css_first("#f5") is None


@pytest.mark.parametrize(
    "form",
    [
        {"action": "mark", "category": "fluency/grammar", "severity": "minor"},
        {"action": "mark", "start": "x", "end": "y", "category": "fluency/grammar", "severity": "minor"},
        {"action": "mark", "start": "0", "end": "100000", "category": "fluency/grammar", "severity": "minor"},
        {"action": "mark", "start": "5", "end": "5", "category": "fluency/grammar", "severity": "minor"},
        {"action": "confirm", "flag": "0" * 16},
        {"action": "confirm", "flag": "../.."},
        {"action": "edit", "segment": "s99", "text": "x"},
        {"action": "edit", "segment": "s1", "text": "a\0b"},
        {"action": "edit", "segment": "s1", "text": "x" * 20_001},
        {"action": "comment"},
        {"action": "explode"},
        {"action": ""},
        {},
    ],
)
def test_what_is_no_decision_is_told_and_changes_nothing(
    newsroom: Newsroom, ana: FlaskClient, article: str, form: dict[str, str]
) -> None:
    answer = ana.post(f"/articles/{article}/act", data=form, headers={"HX-Request": "true"})
    assert answer.status_code == 422 and answer.headers["HX-Reswap"] == "none"
    assert LexborHTMLParser(answer.text).css_first("#notice[role=alert]").text().strip()
    assert events(newsroom, article) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=20)))
def test_no_form_is_too_odd(newsroom: Newsroom, ana: FlaskClient, article: str, form: dict[str, str]) -> None:
    answer = ana.post(f"/articles/{article}/act", data={k: v.encode("utf-8", "replace") for k, v in form.items()})
    assert answer.status_code in (303, 409, 422, 204)


def test_a_post_edit_stands_beside_the_machines_text(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    form = LexborHTMLParser(ana.get(f"/articles/{article}/segments/s1").text)
    machine = TARGET.split("\n")[0]
    assert form.css_first("textarea").text() == machine
    answer = act(ana, article, "edit", segment="s1", text=machine.replace("take advantage of", "come near\r\nto"))
    row = LexborHTMLParser(answer.text)
    assert row.css_first("del").text() == "take" and "near\nto" in row.css_first(".diff").text()
    assert "TER" in row.css_first(".post-edit").text() and "1 sentence edited" in row.css_first("#review-state").text()
    assert report(newsroom, article)["edits"][0]["text"] == machine.replace("take advantage of", "come near\nto")
    assert "near" in LexborHTMLParser(ana.get(f"/articles/{article}/segments/s1").text).css_first("textarea").text()
    assert act(ana, article, "undo").status_code == 200
    assert report(newsroom, article)["edits"] == []
    answer = act(ana, article, "edit", segment="s1", text=machine.replace("They", "We"))
    assert "1 sentence edited" in answer.text and "Edited by" in answer.text
    answer = act(ana, article, "edit", segment="s1", text=machine)  # nothing is left to be told of
    assert "sentence edited" not in answer.text and "Edited by" not in answer.text


@pytest.mark.parametrize(
    ("changes", "status"), [({}, 200), ({"metadata": {"desk": "world"}}, 200), ({"target": "No."}, 409)]
)
def test_a_page_that_is_open_goes_on_when_the_same_comes_again(
    newsroom: Newsroom, ana: FlaskClient, article: str, changes: dict[str, Any], status: int
) -> None:
    def draft() -> str | None:
        form = LexborHTMLParser(ana.get(f"/articles/{article}/segments/s1").text)
        return form.css_first("textarea").attributes["data-draft"]

    flags, typed = fingerprints(ana, article), draft()
    for _ in range(2):
        newsroom.send(**changes)
    assert (draft() == typed) is (status == 200)
    edit = {"segment": "s1", "text": "Mended."}
    for action, more in (("dismiss", {"flag": flags[0]}), ("edit", edit), ("claim", {})):
        assert act(ana, article, action, revision=1, seen=0, **more).status_code == status, action


def test_what_is_sent_twice_is_done_once(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    name, token = fingerprints(ana, article)[0], "T" * 22
    for _ in range(3):
        assert act(ana, article, "confirm", flag=name, token=token).status_code == 200
    assert [event["id"] for event in events(newsroom, article)] == [token]
    other = newsroom.send(id="other")
    assert act(ana, other, "claim", token=token).status_code == 409
    assert len(events(newsroom, article)) == 1


def test_undo_takes_back_ones_own_last(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    first, second = fingerprints(ana, article)[:2]
    act(ana, article, "confirm", flag=first)
    act(ana, article, "dismiss", flag=second)
    assert act(ana, article, "undo").headers["HX-Retarget"] == "#row-1"
    decisions = [flag["decision"] for flag in report(newsroom, article)["flags"]]
    assert decisions[0]["action"] == "confirm" and decisions[1] is None
    act(ana, article, "undo")
    assert "nothing of yours" in act(ana, article, "undo").text


def test_two_at_once_are_told_not_overwritten(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    ben, name = newsroom.browser("Ben"), fingerprints(ana, article)[0]
    assert act(ana, article, "confirm", flag=name, seen=0).status_code == 200
    refused = act(ben, article, "dismiss", flag=name, seen=0)
    assert refused.status_code == 409 and "Ana is reviewing this article" in refused.text
    act(ana, article, "release")
    refused = act(ben, article, "dismiss", flag=name, seen=0)
    assert refused.status_code == 409 and "Ana has meanwhile confirmed this" in refused.text
    assert report(newsroom, article)["flags"][0]["decision"]["action"] == "confirm"
    news = ben.get(f"/articles/{article}/news?seen=0&revision=1")
    assert news.status_code == 200 and "Ana has worked on it" in news.text
    assert ana.get(f"/articles/{article}/news?seen=0&revision=1").status_code == 204


def news(browser: FlaskClient, article: str, revision: int = 1) -> str:
    """What a page that was opened at that revision, before anybody did anything, is told."""
    told = LexborHTMLParser(browser.get(f"/articles/{article}/news?seen=0&revision={revision}").text).body
    for part in told.css("[hx-swap-oob]") if told else ():  # how the review stands, beside it (test_news.py)
        part.decompose()
    return " ".join(told.text().split()) if told else ""


def test_the_same_content_again_is_no_news_to_be_shown(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    cms, again = make_client(newsroom.app, newsroom.key), "The same content has come in again"
    assert news(ana, article) == ""
    cms.post(API, json=STORY)
    assert news(ana, article) == f"{again} and is being checked: what you decide is kept, and sent when that is done."
    assert newsroom.worker.work_next()
    assert news(ana, article) == f"{again}: nothing has changed."
    assert [news(ana, article, revision) for revision in (2, 3, 10**30)] == ["", "", ""]
    act(newsroom.browser("Ben"), article, "claim")
    assert news(ana, article) == "Ben is reviewing it now. Show it"
    act(newsroom.browser("Ben"), article, "release")
    assert news(ana, article) == "Ben has worked on it. Show it"
    newsroom.send(target=f"{TARGET} And more.")
    assert news(ana, article) == "A new revision has come in. Show it"


def test_the_same_content_with_other_flags_is_news(engine: Engine) -> None:
    checker, now = FakeChecker(), FakeChecker(planted=PLANTED[:1])
    room = Newsroom(make_app(engine, checker), engine, Worker(engine, Checking(checker.check)), make_key(engine))
    article, ana = room.send(), room.browser()
    room.worker = Worker(engine, Checking(now.check))
    room.send()
    assert news(ana, article) == "The same content has come in again, and other flags were found in it. Show it"
    make_client(room.app, room.key).post(API, json=STORY)
    with transaction(engine) as session:
        session.execute(update(Job).where(Job.state == QUEUED).values(state=RETIRED, error="It fell over."))
    told = "could not be checked: It fell over. Nothing can be decided until it is sent again."
    assert news(ana, article) == f"The same content has come in again, and {told}"
    assert shown(ana, article).css_first("main").attributes["data-revision"] == "2"  # the last that has a report


def test_an_article_that_is_checked_again_stays_in_sight(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    def asks_at_once() -> bool:
        return str(shown(ana, article).css_first("[hx-get*=news]").attributes["hx-trigger"]).startswith("load")

    name = fingerprints(ana, article)[0]
    act(ana, article, "confirm", flag=name)
    assert not asks_at_once()
    make_client(newsroom.app, newsroom.key).post(API, json=STORY)
    page = shown(ana, article)
    assert asks_at_once() and page.css_first(".decided.confirm") is not None
    assert "In review · Ana" in page.css_first("#review-state").text()
    refused = act(ana, article, "dismiss", flag=name, revision=1)
    assert refused.status_code == 503 and "The article is being checked" in refused.text  # the page sends it again
    assert int(refused.headers["Retry-After"]) > 0
    assert newsroom.worker.work_next()
    assert act(ana, article, "dismiss", flag=name, revision=1).status_code == 200
    make_client(newsroom.app, newsroom.key).post(API, json=STORY | {"target": "Something else."})
    assert "It is not checked yet" in ana.get(f"/articles/{article}").text


def test_a_new_revision_is_told_and_an_old_page_decides_nothing(
    newsroom: Newsroom, ana: FlaskClient, article: str
) -> None:
    name = fingerprints(ana, article)[0]
    newsroom.send(target="They say something else altogether.")
    assert "A new revision" in ana.get(f"/articles/{article}/news?seen=0&revision=1").text
    refused = act(ana, article, "confirm", flag=name, revision=1)
    assert refused.status_code == 409 and "Revision 2" in refused.text


def test_the_whole_way_and_its_history(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    ben = newsroom.browser("Ben")
    moved = [act(ana, article, "claim")]
    for name in fingerprints(ana, article):
        act(ana, article, "dismiss", flag=name)
    moved.append(answer := act(ana, article, "finish"))
    assert {one.headers["HX-Retarget"] for one in moved} == {"#review-state"}
    assert "Approve" in answer.text and "Finish" not in answer.text
    assert act(ben, article, "approve").status_code == 200
    assert act(ben, article, "confirm", flag=fingerprints(ben, article)[0]).status_code == 409
    act(ana, article, "comment", comment=HOSTILE)
    page = ana.get(f"/articles/{article}/history").text
    rows = [re.sub(r"\s+", " ", row.text()) for row in LexborHTMLParser(page).css("tbody tr")]
    assert len(rows) == 8 and "Ben approve" in rows[1] and "Ana claim" in rows[-1]
    assert HOSTILE not in page and HOSTILE in rows[0]


def test_the_strip_has_a_mark_for_every_flag(ana: FlaskClient, article: str) -> None:
    page = shown(ana, article)
    places = [float(node.attributes["y"] or "") for node in page.css(".strip rect")]
    assert len(places) == 4 and all(0 <= place <= 996 for place in places)
    assert page.css_first(".spark polyline") is not None


@pytest.mark.parametrize("path", ["/articles/none", "/articles/none/history", "/articles/none/news"])
def test_what_is_not_there_is_told(ana: FlaskClient, path: str) -> None:
    answer = ana.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 404 and "There is no such article" in answer.text
