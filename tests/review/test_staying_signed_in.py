"""How long a sign-in holds: as long as a person uses it, and no longer because a page is left open."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from service_app import csrf_token, make_client

from review.conftest import STORY, Newsroom, act
from service.review import decisions
from service.review.session import AUTOMATIC, RETRY


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Puts every clock forward by some hours."""
    passed, clock = [0.0], time.time
    monkeypatch.setattr(time, "time", lambda: clock() + 3_600 * sum(passed))
    return passed.append


def asks_by_itself(page: str) -> tuple[str, dict[str, str]]:
    """What a page asks the service now and then, and the headers that htmx sends with it."""
    (asking,) = LexborHTMLParser(page).css("[hx-trigger^=every]")
    return asking.attributes["hx-get"] or "", json.loads(asking.attributes["hx-headers"] or "{}")


def test_a_copied_cookie_that_is_kept_in_use_does_not_outlive_the_memory_of_its_signing_out(
    newsroom: Newsroom, wait: Callable[[float], None]
) -> None:
    ana, ben, copied = newsroom.browser("Ana"), newsroom.browser("Ben"), newsroom.app.test_client()
    cookie = ana.get_cookie("mtqc")
    assert cookie is not None and ana.post("/sign-out").status_code == 303
    copied.set_cookie("mtqc", cookie.value)
    for _ in range(4):
        wait(3.5)
        for path in ("/healthz", "/sign-in", "/check", "/", "/nothing"):
            copied.get(path)
        with copied.session_transaction() as held:  # whatever else would have it signed again
            held["csrf_token"] = ""
        assert ben.get("/").status_code == 200
    assert ben.post("/sign-out").status_code == 303  # forgets who signed out a working day ago
    assert copied.get("/").status_code == 303
    copied.set_cookie("mtqc", cookie.value)
    assert copied.get("/").status_code == 303


@pytest.mark.parametrize(("page", "prolongs"), [("/", True), ("/check", True), ("/healthz", False), ("/docs", False)])
def test_who_opens_pages_stays_signed_in(
    ana: FlaskClient, wait: Callable[[float], None], page: str, prolongs: bool
) -> None:
    wait(8)
    assert ana.get(page).status_code == 200
    wait(8)
    assert ana.get("/").status_code == (200 if prolongs else 303)


def test_a_page_that_is_left_open_does_not_stay_signed_in_by_itself(
    newsroom: Newsroom, article: str, wait: Callable[[float], None]
) -> None:
    ana = newsroom.browser("Ana")
    sent = make_client(newsroom.app, newsroom.key).post("/api/v1/articles", json=STORY | {"id": "unchecked"})
    pages = ("/", f"/articles/{article}", f"/articles/{sent.json['id']}")
    asked = [asks_by_itself(ana.get(page).text) for page in pages]
    assert [bool(headers) for _, headers in asked] == [True] * 3
    for _ in range(3):
        wait(3.5)
        answers = [ana.get(path, headers={"HX-Request": "true"} | headers) for path, headers in asked]
        assert [answer.status_code in (200, 204) for answer in answers] == [True] * 3
        assert [answer.headers.get("Set-Cookie") for answer in answers] == [None] * 3
    wait(3.5)
    assert [ana.get(path, headers={"HX-Request": "true"} | headers).status_code for path, headers in asked] == [401] * 3


def test_what_a_person_does_at_a_page_that_asks_by_itself_prolongs_the_sign_in(
    ana: FlaskClient, article: str, wait: Callable[[float], None]
) -> None:
    _, headers = asks_by_itself(ana.get("/").text)  # htmx sends them with the buttons in the queue, too
    for method, path in (("GET", "/?verdict=reject"), ("POST", f"/articles/{article}/act")):
        wait(8)
        own = headers if method == "POST" else {}
        done = ana.open(path, method=method, headers={"HX-Request": "true"} | own, data={"action": "claim"})
        assert done.status_code == 200
    wait(8)
    assert ana.get("/").status_code == 200


@pytest.mark.parametrize(
    ("action", "status"), [("claim", 200), ("approve", 409), ("no such", 422), ("release", 500)]
)
@pytest.mark.parametrize(("headers", "prolongs"), [({}, True), ({AUTOMATIC: RETRY}, False)])
def test_what_a_page_sends_again_by_itself_does_not_prolong_the_sign_in(
    ana: FlaskClient,
    article: str,
    wait: Callable[[float], None],
    monkeypatch: pytest.MonkeyPatch,
    action: str,
    status: int,
    headers: dict[str, str],
    prolongs: bool,
) -> None:
    if status == 500:
        monkeypatch.setattr(decisions, "record", lambda *_: 1 / 0)
    wait(8)
    sent = ana.post(f"/articles/{article}/act", data={"action": action}, headers={"HX-Request": "true"} | headers)
    assert sent.status_code == status
    assert status != 500 or "Anything it has accepted is safe" in sent.text
    wait(8)
    assert ana.get("/").status_code == (200 if prolongs else 303)


def test_what_a_page_sends_again_in_vain_does_not_prolong_the_sign_in(
    ana: FlaskClient, article: str, wait: Callable[[float], None]
) -> None:
    refused = [{"csrf_token": "of another sign-in"}, {"reader": "name Ben", "csrf_token": csrf_token(ana, "/")}]
    del ana.environ_base["HTTP_X_CSRFTOKEN"]
    wait(8)
    for form in refused:
        assert act(ana, article, "claim", **form).status_code == 400
    wait(8)
    assert ana.get("/").status_code == 303
