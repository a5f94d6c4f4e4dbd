"""Whose an article is, on the page: given from its page and the queue, seen by others, led on to."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from service_app import make_client
from sqlalchemy import Engine, event

from review.conftest import STORY, Newsroom, act, fingerprints, shown
from review.test_people_sign_in import enter, person
from service.articles.assigning import deactivate_person
from service.articles.publishing import choose
from service.storage.database import transaction
from service.storage.tables import Account

BAD = "They take advantage."


@pytest.fixture
def anas(newsroom: Newsroom, engine: Engine) -> FlaskClient:
    """Ana's browser; the site has Ben too."""
    person(engine, "ana", "Ana Ruiz")
    person(engine, "ben", "Ben Lee")
    return enter(newsroom.app, "ana")


def give(browser: FlaskClient, article: str, to: str, **form: str) -> Any:
    address = f"/articles/{article}/assign"
    return browser.post(address, data={"to": to} | form, headers={"HX-Request": "true"})


def state(browser: FlaskClient, article: str) -> str:
    return " ".join(shown(browser, article).css_first(".assigned span").text().split())


def queue(browser: FlaskClient, asked: str) -> list[str]:
    rows = LexborHTMLParser(browser.get(f"/?assigned={asked}").text).css(".queue .open")
    return sorted((row.attributes["id"] or "").removeprefix("open-") for row in rows)


def test_an_article_is_given_and_both_see_whose_it_is(newsroom: Newsroom, anas: FlaskClient, article: str) -> None:
    bens = enter(newsroom.app, "ben")
    assert state(anas, article) == "Assigned to nobody"
    news = f"/articles/{article}/news?revision=1&assignee="
    assert bens.get(news).status_code == 204
    changed = give(anas, article, "ana", held="")
    assert changed.status_code == 200 and changed.headers["HX-Retarget"] == "#review-state"
    assert "Assigned to <b><bdi>me</bdi></b>" in changed.text
    assert state(bens, article) == "Assigned to Ana Ruiz by Ana Ruiz"
    told = bens.get(news).text
    assert "It is assigned to <bdi>Ana Ruiz</bdi> now" in told
    assigned = LexborHTMLParser(told).css_first("#review-assigned[hx-swap-oob]")
    assert " ".join(assigned.text().split()) == state(bens, article), "the bar beside it says the same"
    refused = give(bens, article, "ben", held="")
    assert refused.status_code == 409 and "assigned to Ana Ruiz by now" in refused.text
    assert give(bens, article, "", held="ana").status_code == 200
    assert state(anas, article) == "Assigned to nobody"


def test_nobody_is_kept_from_anothers_article(newsroom: Newsroom, anas: FlaskClient, article: str) -> None:
    give(anas, article, "ana")
    bens = enter(newsroom.app, "ben")
    assert act(bens, article, "claim").status_code == 200
    assert "Ben Lee" in shown(anas, article).css_first("#review-state .state").text()


def test_without_htmx_the_page_comes_again(anas: FlaskClient, article: str) -> None:
    answer = anas.post(f"/articles/{article}/assign", data={"to": "ben"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/articles/{article}")


@pytest.mark.parametrize("checked", [False, True])
@pytest.mark.parametrize(
    ("target", "reloads"), [(STORY["target"], False), ("Something else.", True)], ids=["the same text again", "another"]
)
def test_a_page_of_an_earlier_text_gets_no_part_of_the_newer(
    newsroom: Newsroom, anas: FlaskClient, article: str, checked: bool, target: str, reloads: bool
) -> None:
    revision = shown(anas, article).css_first(".assigned [name=revision]").attributes["value"] or ""
    sent = make_client(newsroom.app, newsroom.key).post("/api/v1/articles", json=STORY | {"target": target})
    assert sent.status_code == 202 and (not checked or newsroom.worker.work_next())
    answer = give(anas, article, "ben", held="", revision=revision)
    assert (answer.status_code, answer.headers.get("HX-Refresh")) == ((204, "true") if reloads else (200, None))
    kept = make_client(newsroom.app, newsroom.key).get(f"/api/v1/articles/{article}").json
    assert kept["assigned_to"]["login"] == "ben"


@pytest.mark.parametrize(("to", "told"), [("cleo", "no person"), ("ben", "deactivated"), ("b\0n", "no person")])
def test_who_cannot_have_it_is_told(anas: FlaskClient, engine: Engine, article: str, to: str, told: str) -> None:
    with transaction(engine) as session:
        ben = session.query(Account).filter_by(login="ben").one()
        deactivate_person(session, ben, "Eve", 1.0)
    refused = give(anas, article, to)
    assert refused.status_code == 422 and told in refused.text
    assert [one.attributes["value"] for one in shown(anas, article).css(".assigned option")] == ["", "ana"]


def test_the_queue_shows_and_filters_by_whose_it_is(newsroom: Newsroom, anas: FlaskClient) -> None:
    mine, bens, free = (newsroom.send(id=name, target=BAD) for name in ("mine", "bens", "free"))
    assert give(anas, mine, "ana", origin="queue", held="").headers["HX-Trigger"] == "moved"
    give(anas, bens, "ben")
    asked = {"me": [mine], "ben": [bens], "none": [free], "": sorted([mine, bens, free])}
    assert {name: queue(anas, name) for name in asked} == asked
    page = LexborHTMLParser(anas.get("/").text)
    cells = {name: page.css_first(f"#article-{name} td:last-child").text() for name in (mine, bens, free)}
    assert "for me" in cells[mine] and "for Ben Lee" in cells[bens] and "Assign to me" in cells[free]
    options = [one.attributes["value"] for one in page.css("[name=assigned] option")]
    assert options == ["", "me", "none", "ben"]


def test_a_look_at_the_queue_reads_ones_own_account_once(anas: FlaskClient, engine: Engine) -> None:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    rows = anas.get("/", headers={"HX-Request": "true"})
    assert rows.status_code == 200 and len([one for one in asked if "FROM account" in one]) == 1


def test_whoever_comes_with_a_key_shares_out_but_has_none(newsroom: Newsroom, anas: FlaskClient, article: str) -> None:
    desk = newsroom.browser("Cleo")
    assert give(desk, article, "ana").status_code == 200
    assert state(anas, article) == "Assigned to me by Cleo"
    assert desk.get("/?assigned=me").status_code == 422 and "Assign to me" not in desk.get("/").text
    assert desk.get("/?assigned=cleo").status_code == 422


def test_a_site_without_people_sees_nothing_of_it(ana: FlaskClient, article: str) -> None:
    assert shown(ana, article).css_first(".assigned") is None
    assert 'name="assigned"' not in ana.get("/").text


def test_the_next_article_is_ones_own_and_never_anothers(newsroom: Newsroom, anas: FlaskClient) -> None:
    done, worse, own, bens = (
        newsroom.send(id=name, target=target)
        for name, target in (("done", BAD), ("worse", BAD), ("own", f"{BAD} {'A quiet day. ' * 40}"), ("bens", BAD))
    )
    give(anas, own, "ana")
    give(anas, bens, "ben")

    def following(browser: FlaskClient, article: str) -> str:
        return str(browser.get(f"/articles/{article}/next").headers["Location"]).removeprefix("/articles/")

    assert following(anas, done) == own
    assert following(anas, own) in (done, worse)
    assert following(enter(newsroom.app, "ben"), done) == bens
    give(anas, worse, "ana")
    assert following(newsroom.browser("Cleo"), done) == "/?site=news"


def test_four_eyes_are_another_persons_even_under_another_name(
    newsroom: Newsroom, anas: FlaskClient, engine: Engine, article: str
) -> None:
    with transaction(engine) as session:
        choose(session, "news", four_eyes=True)
    for flag in fingerprints(anas, article):
        act(anas, article, "confirm", flag=flag)
    assert act(anas, article, "finish").status_code == 200
    with transaction(engine) as session:
        session.query(Account).filter_by(login="ana").one().name = "Ana Gil"
    assert act(anas, article, "approve").status_code == 409
    assert act(enter(newsroom.app, "ben"), article, "approve").status_code == 200
