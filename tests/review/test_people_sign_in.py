"""People at the page: in by their own password or a link, out when it is changed or the account ends."""

from __future__ import annotations

import json

import pytest
from apiflask import APIFlask
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from service_app import csrf_token, make_app, make_client, make_key, sign_in
from sqlalchemy import Engine

from review.conftest import Newsroom, act, fingerprints, shown
from service.access.accounts import create, deactivate, find, make_link, set_password
from service.access.limits import WRONG_KEYS_PER_MINUTE, RateLimits
from service.review.session import is_signed_in
from service.storage.database import transaction

PASSWORD = "seven grey herons"


def person(engine: Engine, login: str, name: str, site: str = "news", role: str = "reviewer") -> str:
    """Makes an account; its id."""
    with transaction(engine) as session:
        return create(session, site, login, name, role, 0.0, PASSWORD).id


def try_password(app: APIFlask, login: str, password: str = PASSWORD, browser: FlaskClient | None = None) -> int:
    browser = browser or app.test_client()
    form = {"login": login, "password": password, "csrf_token": csrf_token(browser, "/sign-in")}
    return browser.post("/sign-in", data=form).status_code


def enter(app: APIFlask, login: str, password: str = PASSWORD) -> FlaskClient:
    """A browser in which that person has signed in; it sends the forms' token with every request."""
    browser = app.test_client()
    assert try_password(app, login, password, browser) == 303
    browser.environ_base["HTTP_X_CSRFTOKEN"] = csrf_token(browser)
    return browser


@pytest.fixture
def ana_id(engine: Engine) -> str:
    return person(engine, "ana", "Ana Ruiz")


def test_decisions_carry_the_name_and_the_account(newsroom: Newsroom, ana_id: str, article: str) -> None:
    browser = enter(newsroom.app, " ANA ")
    assert "Ana Ruiz" in browser.get("/").text
    assert act(browser, article, "dismiss", flag=fingerprints(browser, article)[0]).status_code == 200
    by_key = sign_in(newsroom.app, newsroom.key, "Ben")
    assert act(by_key, article, "comment", comment="Look again.").status_code == 200
    api = make_client(newsroom.app, newsroom.key)
    events = api.get(f"/api/v1/articles/{article}/decisions").get_json()["events"]
    assert [(event["by"], event["account"]) for event in events] == [("Ana Ruiz", ana_id), ("Ben", "")]
    lines = api.get("/api/v1/exports/decisions.jsonl").text.splitlines()
    assert [json.loads(line)["account"] for line in lines] == [ana_id, None]


@pytest.mark.parametrize(
    ("name", "gone", "enters"),
    [
        ("Ana Ruiz", "", False),
        (" ana  RUIZ ", "", False),
        ("Ben Lee", "", False),
        ("Ben Lee", "ben", False),  # decisions of the past go by it
        ("Ana Ruiz", "ana ben", True),  # nobody has an account any more
        ("Ana", "", True),
        ("test", "", True),
        ("", "", True),  # the key's own
        ("Zoe", "", True),  # of another site
    ],
)
def test_a_key_opens_nothing_under_a_persons_name(
    newsroom: Newsroom, engine: Engine, ana_id: str, name: str, gone: str, enters: bool
) -> None:
    person(engine, "ben", "Ben Lee")
    person(engine, "zoe", "Zoe", site="sport")
    with transaction(engine) as session:
        for login in gone.split():
            deactivate(find(session, "news", login), 1.0)  # type: ignore[arg-type]
    browser = newsroom.app.test_client()
    form = {"key": newsroom.key, "name": name, "csrf_token": csrf_token(browser, "/sign-in")}
    answer = browser.post("/sign-in", data=form)
    assert answer.status_code == (303 if enters else 401)
    assert enters or ("is called" in answer.text and "give another name" in answer.text)
    assert browser.get("/").status_code == (200 if enters else 303)


def test_another_key_and_an_account_made_later_do_not_lead_around_that(newsroom: Newsroom, engine: Engine) -> None:
    browser = sign_in(newsroom.app, newsroom.key, "Ana Ruiz")
    person(engine, "ben", "Ben Lee")
    assert browser.get("/").status_code == 200
    form = {"key": make_key(engine, site="sport"), "name": "Ben Lee"}
    assert browser.post("/sign-in", data=form).status_code == 401
    person(engine, "ana", "Ana Ruiz")
    assert browser.get("/").status_code == 303


def test_a_person_takes_back_what_they_did_under_an_earlier_name(
    newsroom: Newsroom, engine: Engine, ana_id: str, article: str
) -> None:
    browser = enter(newsroom.app, "ana")
    act(browser, article, "comment", comment="Mine.")
    with transaction(engine) as session:
        found = find(session, "news", "ana")
        assert found is not None
        found.name = "Ana Gil"
    assert act(browser, article, "undo").status_code == 200
    assert "Ana Gil" in browser.get("/").text


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("ana", "another password"),
        ("ana", ""),
        ("", ""),
        ("nobody", PASSWORD),
        ("a\0na", PASSWORD),
        ("ana", "x" * 5_000),
    ],
)
def test_a_wrong_password_opens_nothing(newsroom: Newsroom, ana_id: str, login: str, password: str) -> None:
    browser = newsroom.app.test_client()
    assert try_password(newsroom.app, login, password, browser) == 401
    assert browser.get("/").status_code == 303


def test_wrong_passwords_are_limited_like_wrong_keys(engine: Engine, checker: FakeChecker, ana_id: str) -> None:
    app = make_app(engine, checker, limits=RateLimits())
    tries = [try_password(app, "ana", "another password") for _ in range(WRONG_KEYS_PER_MINUTE)]
    assert set(tries) == {401}
    assert try_password(app, "ana") == 429
    assert make_client(app, make_key(engine)).get("/api/v1/articles").status_code == 429


def test_signing_in_needs_a_page_of_ours_before_it(newsroom: Newsroom, ana_id: str) -> None:
    answer = newsroom.app.test_client().post("/sign-in", data={"login": "ana", "password": PASSWORD})
    assert answer.status_code == 400


@pytest.mark.parametrize("how", ["password", "deactivated", "signed out"])
def test_a_sign_in_ends(newsroom: Newsroom, engine: Engine, ana_id: str, how: str) -> None:
    browser, copy = enter(newsroom.app, "ana"), newsroom.app.test_client()
    cookie = browser.get_cookie("mtqc")
    assert cookie is not None and is_signed_in(newsroom.app, engine, f"mtqc={cookie.value}")
    copy.set_cookie("mtqc", cookie.value)
    assert copy.get("/").status_code == 200
    with transaction(engine) as session:
        ana = find(session, "news", "ana")
        assert ana is not None
        if how == "password":
            set_password(ana, "eight white storks")
        elif how == "deactivated":
            deactivate(ana, 1.0)
    if how == "signed out":
        assert browser.post("/sign-out").status_code == 303
    assert copy.get("/").status_code == 303
    assert not is_signed_in(newsroom.app, engine, f"mtqc={cookie.value}")


def test_one_password_opens_the_sites_where_it_is_the_persons(newsroom: Newsroom, engine: Engine, ana_id: str) -> None:
    person(engine, "ana", "A. Ruiz", site="sport")
    article = newsroom.send()
    browser = enter(newsroom.app, "ana")
    assert browser.get("/?site=sport").status_code == 200 and browser.get("/?site=politics").status_code == 404
    act(browser, article, "claim")
    assert "Ana Ruiz" in shown(browser, article).css_first("#review-state .state").text()


def test_another_sites_person_sees_nothing(newsroom: Newsroom, engine: Engine, article: str) -> None:
    person(engine, "zoe", "Zoe", site="sport")
    browser = enter(newsroom.app, "zoe")
    assert browser.get(f"/articles/{article}").status_code == 404
    assert browser.post(f"/articles/{article}/assign", data={"to": "zoe"}).status_code == 404
    assert browser.get("/?site=news").status_code == 404


def test_one_sign_in_takes_the_place_of_the_other(newsroom: Newsroom, ana_id: str) -> None:
    browser = enter(newsroom.app, "ana")
    form = {"key": newsroom.key, "name": "Ben"}
    assert browser.post("/sign-in", data=form).status_code == 303
    assert "<bdi>Ben</bdi>" in browser.get("/").text and "<bdi>Ana Ruiz</bdi>" not in browser.get("/").text


def test_only_an_administrator_puts_pasted_texts_in_the_queue(newsroom: Newsroom, engine: Engine, ana_id: str) -> None:
    person(engine, "eve", "Eve", role="admin")
    assert 'name="keep"' not in enter(newsroom.app, "ana").get("/check").text
    sent = enter(newsroom.app, "eve").post("/check", data={"target": "Text.", "source": "A.", "keep": "yes"})
    assert sent.status_code == 303


def test_a_link_sets_the_password_once_and_signs_in(newsroom: Newsroom, engine: Engine, ana_id: str) -> None:
    with transaction(engine) as session:
        ana = find(session, "news", "ana")
        assert ana is not None
        address = f"/set-password/{make_link(ana, 2e9)}"
    browser = newsroom.app.test_client()
    assert ["Ana Ruiz" in browser.get(address).text for _ in range(2)] == [True, True]  # a look does not use it up
    token = csrf_token(browser, address)
    for password, again, told in (("eight white storks", "other", "not the same"), ("short", "short", "A password")):
        refused = browser.post(address, data={"password": password, "again": again, "csrf_token": token})
        assert refused.status_code == 422 and told in refused.text
    form = {"password": "eight white storks", "again": "eight white storks"}
    assert browser.post(address, data=form).status_code == 400  # without the token of a page
    assert browser.post(address, data=form | {"csrf_token": token}).status_code == 303
    assert "Ana Ruiz" in browser.get("/").text
    stranger = newsroom.app.test_client()
    assert stranger.get(address).status_code == 404
    assert [try_password(newsroom.app, "ana", tried) for tried in (PASSWORD, "eight white storks")] == [401, 303]


def test_wrong_links_are_limited_too(engine: Engine, checker: FakeChecker) -> None:
    browser = make_app(engine, checker, limits=RateLimits()).test_client()
    answers = [browser.get("/set-password/x.y").status_code for _ in range(WRONG_KEYS_PER_MINUTE + 1)]
    assert answers == [404] * WRONG_KEYS_PER_MINUTE + [429]


def test_the_key_form_is_open_as_long_as_nobody_has_an_account(newsroom: Newsroom, engine: Engine) -> None:
    door = newsroom.app.test_client()
    assert "<details open>" in door.get("/sign-in").text
    person(engine, "ana", "Ana Ruiz")
    assert "<details>" in door.get("/sign-in").text
