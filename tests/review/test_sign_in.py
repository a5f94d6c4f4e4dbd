"""Who gets to the review pages, and what another site's page cannot do in their name."""

from __future__ import annotations

import re

import pytest
from apiflask import APIFlask
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from service_app import csrf_token, make_app, make_key, sign_in
from sqlalchemy import Engine

from review.conftest import Newsroom, act, shown
from service.access import sign_ins
from service.access.keys import all_keys, revoke
from service.access.secret import cookie_secret
from service.storage.database import transaction

PAGES = ("/", "/articles/x", "/articles/x/history", "/articles/x/news", "/articles/x/segments/s1")


def enter(client: FlaskClient, key: str, following: str = "", name: str = "Ana") -> int:
    form = {"key": key, "name": name, "next": following, "csrf_token": csrf_token(client, "/sign-in")}
    return client.post("/sign-in", data=form).status_code


@pytest.mark.parametrize("page", PAGES)
def test_whoever_has_not_signed_in_is_sent_to_the_door(newsroom: Newsroom, page: str) -> None:
    answer = newsroom.app.test_client().get(page)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/sign-in?next={page}"


def test_a_part_of_a_page_is_refused_rather_than_replaced_by_the_door(newsroom: Newsroom) -> None:
    client = newsroom.app.test_client()
    by_htmx = {"HX-Request": "true"}
    for answer in (client.get("/", headers=by_htmx), client.post("/articles/x/act", headers=by_htmx)):
        assert answer.status_code == 401 and "Sign in again" in answer.text


@pytest.mark.parametrize("wrong", ["", "mtqc_x_y", "nonsense", "mtqc_0123456789abcdef_" + "x" * 43])
def test_a_wrong_key_opens_nothing(newsroom: Newsroom, wrong: str) -> None:
    client = newsroom.app.test_client()
    assert enter(client, wrong) == 401
    assert client.get("/").status_code == 303


def test_a_key_without_the_scope_opens_nothing(newsroom: Newsroom) -> None:
    client = newsroom.app.test_client()
    assert enter(client, make_key(newsroom.engine, "submit", "read", "admin")) == 401
    assert client.get("/").status_code == 303


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/articles/x?y=1", "/articles/x?y=1"),
        ("", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\r\nSet-Cookie: a=b", "/"),
    ],
)
def test_after_signing_in_one_stands_where_one_wanted_to_go_but_nowhere_else(
    newsroom: Newsroom, wanted: str, led: str
) -> None:
    client = newsroom.app.test_client()
    form = {"key": newsroom.key, "name": "Ana", "next": wanted, "csrf_token": csrf_token(client, "/sign-in")}
    answer = client.post("/sign-in", data=form)
    assert (answer.status_code, answer.headers["Location"]) == (303, led)


def test_the_cookie_is_not_for_scripts_nor_for_other_sites(newsroom: Newsroom) -> None:
    client = newsroom.app.test_client()
    client.get("/sign-in", base_url="https://localhost")
    cookie = client.get("/sign-in", base_url="https://localhost").headers.get("Set-Cookie", "")
    fresh = newsroom.app.test_client().get("/sign-in", base_url="https://localhost").headers["Set-Cookie"]
    assert all(word in fresh for word in ("HttpOnly", "SameSite=Lax", "Secure")), cookie
    plain = newsroom.app.test_client().get("/sign-in").headers["Set-Cookie"]
    assert "Secure" not in plain  # else nobody could sign in on 127.0.0.1 without TLS


def test_a_revoked_key_closes_the_page_at_once(newsroom: Newsroom, ana: FlaskClient) -> None:
    assert ana.get("/").status_code == 200
    with transaction(newsroom.engine) as session:
        assert revoke(session, all_keys(session)[0].id, 1.0)
    assert ana.get("/").status_code == 303


def test_signing_out(ana: FlaskClient) -> None:
    assert ana.post("/sign-out").status_code == 303
    assert ana.get("/").status_code == 303


@pytest.mark.parametrize("address", ["/articles/{}/act", "/sign-out", "/check"])
def test_a_form_from_another_site_does_nothing(ana: FlaskClient, article: str, address: str) -> None:
    del ana.environ_base["HTTP_X_CSRFTOKEN"]
    for token in ("", "guessed"):
        form = {"action": "claim", "target": "Text.", "csrf_token": token}
        assert ana.post(address.format(article), data=form).status_code == 400
    assert "story-7" in ana.get("/?state=pending").text


def test_all_processes_know_each_others_cookies(newsroom: Newsroom, ana: FlaskClient, checker: FakeChecker) -> None:
    other = make_app(newsroom.engine, checker).test_client()
    for cookie in ana._cookies.values():  # type: ignore[attr-defined]
        other.set_cookie(cookie.key, cookie.value)
    assert other.get("/").status_code == 200
    assert re.fullmatch(r"[\w-]{43}", cookie_secret(newsroom.engine))


def test_a_second_key_adds_its_site(newsroom: Newsroom, ana: FlaskClient) -> None:
    article = newsroom.send()
    sport = make_key(newsroom.engine, site="sport")
    assert enter(ana, sport) == 303
    page = ana.get("/").text
    assert 'value="sport"' in page and 'value="news"' in page
    assert ana.get(f"/articles/{article}").status_code == 200
    assert ana.get("/?site=elsewhere").status_code == 404


def test_another_sites_articles_are_not_there(newsroom: Newsroom, engine: Engine, article: str) -> None:
    stranger = sign_in(newsroom.app, make_key(engine, site="sport"))
    for path in ("", "/history", "/news", "/segments/s1"):
        assert stranger.get(f"/articles/{article}{path}").status_code == 404
    assert stranger.post(f"/articles/{article}/act", data={"action": "claim"}).status_code == 404
    assert "They wished" not in stranger.get("/?state=all").text


def test_where_strangers_come_by_only_the_signed_in_may_paste(engine: Engine, checker: FakeChecker) -> None:
    app: APIFlask = make_app(engine, checker, open_to_all=False)
    visitor = app.test_client()
    assert visitor.get("/check").status_code == 200 and "textarea" not in visitor.get("/check").text
    assert visitor.post("/check", data={"target": "Text."}).status_code == 303
    assert checker.seen == []
    ana = sign_in(app, make_key(engine))
    assert ana.post("/check", data={"target": "Text."}).status_code == 200


def test_what_is_pasted_can_join_the_queue(newsroom: Newsroom, ana: FlaskClient) -> None:
    sent = ana.post("/check", data={"target": "They take advantage.", "source": "للتقارب", "keep": "yes"})
    assert sent.status_code == 303
    assert "It is not checked yet" in ana.get(sent.headers["Location"]).text
    assert newsroom.worker.work_next()
    assert "They take advantage." in ana.get("/").text
    assert ana.post("/check", data={"target": "a\0b", "keep": "yes"}).status_code == 422


def test_a_key_that_may_not_submit_keeps_nothing(newsroom: Newsroom) -> None:
    reviewer = sign_in(newsroom.app, make_key(newsroom.engine, "review"))
    assert 'name="keep"' not in reviewer.get("/check").text
    assert reviewer.post("/check", data={"target": "Text.", "keep": "yes"}).status_code == 200
    assert "Nothing here" in reviewer.get("/?state=all").text


def test_a_copy_of_a_cookie_is_worth_nothing_after_signing_out(newsroom: Newsroom) -> None:
    app, key = newsroom.app, newsroom.key
    ana, elsewhere = sign_in(app, key), sign_in(app, key)
    copied = app.test_client()
    cookie = ana.get_cookie("mtqc")
    assert cookie is not None
    copied.set_cookie("mtqc", cookie.value)
    assert copied.get("/").status_code == 200
    assert ana.post("/sign-out").status_code == 303
    for old in (ana, copied):
        assert old.get("/").status_code == 303 and "/sign-in" in old.get("/").headers["Location"]
    assert elsewhere.get("/").status_code == 200  # her other browser is another sign-in
    again = sign_in(app, key)
    assert again.get("/").status_code == 200
    assert copied.get("/").status_code == 303


def test_who_signs_in_with_an_old_cookie_begins_anew(newsroom: Newsroom) -> None:
    app, engine = newsroom.app, newsroom.engine
    browser = sign_in(app, make_key(engine, site="one"))
    cookie = browser.get_cookie("mtqc")
    assert cookie is not None and browser.post("/sign-out").status_code == 303
    browser.set_cookie("mtqc", cookie.value)
    form = {"key": make_key(engine, site="two"), "name": "Ana", "csrf_token": csrf_token(browser, "/sign-in")}
    del browser.environ_base["HTTP_X_CSRFTOKEN"]
    assert browser.post("/sign-in", data=form).status_code == 303
    assert browser.get("/").status_code == 200
    assert browser.get("/?site=one").status_code == 404  # signed out of


def test_sign_outs_are_forgotten_when_their_cookies_have_run_out(engine: Engine) -> None:
    with transaction(engine) as session:
        sign_ins.end(session, "old", 0.0, 100.0)
        sign_ins.end(session, "new", 101.0, 100.0)
        sign_ins.end(session, "new", 102.0, 100.0)
    with transaction(engine) as session:
        assert [sign_ins.is_ended(session, name) for name in ("old", "new", "other", "")] == [False, True, False, True]


def reader_of(page: LexborHTMLParser) -> str:
    """By whom a page's script says that something was done, also of what it has kept while there was no connection."""
    return page.css_first("body").attributes["data-reader"] or ""


def test_nothing_is_done_in_the_name_of_whoever_signed_in_to_the_browser_next(newsroom: Newsroom, article: str) -> None:
    browser = newsroom.browser("Ana")
    ana = reader_of(shown(browser, article))
    assert enter(browser, newsroom.key, name="Ben") == 303
    ben = reader_of(shown(browser, article))
    assert ana and ben and ana != ben
    kept = act(browser, article, "claim", reader=ana)
    assert kept.status_code == 400 and "Somebody else has signed in" in kept.text
    assert "Pending" in shown(browser, article).css_first("#review-state").text()
    assert enter(browser, newsroom.key, name="Ana") == 303
    assert act(browser, article, "claim", reader=ana).status_code == 200
    assert "In review · Ana" in shown(browser, article).css_first("#review-state .state").text()
