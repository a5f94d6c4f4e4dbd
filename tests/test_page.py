"""The page, as a server sends it: the sample, the form, its answers and its errors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fake_checker import HOSTILE, FakeChecker
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from service_app import csrf_token, make_app, make_key, sign_in
from sqlalchemy import Engine

from models.intake.requests import CheckRequest
from service.access.body_limits import MAX_REQUEST_BYTES
from service.review.sample import sample_request

STORY = {
    "target": f"They take advantage of it 👩‍🚀🇲🇷. {HOSTILE}",
    "source": "محاولات للتقارب\nالأُوكْرانيّة",
    "source_lang": "ar",
    "target_lang": "en",
}


def form(client: FlaskClient) -> dict[str, str]:
    return STORY | {"csrf_token": csrf_token(client)}


def marked(page: str, flag: str) -> str:
    return "".join(node.text() for node in LexborHTMLParser(page).css(f'mark[data-flags~="{flag}"]'))


def test_the_first_page_shows_the_sample(engine: Engine) -> None:
    checker = FakeChecker()
    sample = checker.check(sample_request())
    page = make_app(engine, checker, sample=sample).test_client().get("/check")
    assert page.status_code == 200
    assert "Saleh Ould Hamdan" in page.text and "invented story" in page.text
    assert len(checker.seen) == 1


def test_without_a_sample_the_first_page_is_the_form(client: FlaskClient) -> None:
    page = LexborHTMLParser(client.get("/check").text)
    assert page.css_first("details[open] textarea[name=target]") is not None
    assert page.css_first(".verdict") is None


def test_the_form_answers_with_marked_text(client: FlaskClient, checker: FakeChecker) -> None:
    page = client.post("/check", data=form(client) | {"target": "One.\r\nThey take advantage. " + HOSTILE})
    assert checker.seen[0].target == "One.\nThey take advantage. " + HOSTILE
    flags = {flag["id"]: flag["text"] for flag in checker.check(checker.seen[0]).to_dict()["flags"]}
    assert {flag: marked(page.text, flag) for flag in flags} == flags
    assert HOSTILE not in page.text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"target": " "}, "The target is empty."),
        ({"target_lang": "xx"}, "not a language"),
        ({"format": "pdf"}, "text or html"),
    ],
)
def test_a_form_that_cannot_be_checked_comes_back_filled(
    client: FlaskClient, change: dict[str, str], told: str
) -> None:
    answer = client.post("/check", data=form(client) | change)
    page = LexborHTMLParser(answer.text)
    assert answer.status_code == 422
    assert told in page.css_first("[role=alert]").text()
    assert page.css_first("textarea[name=source]").text() == STORY["source"]
    assert page.css_first("option[value=ar][selected]") is not None


def test_an_empty_source_field_is_no_source(client: FlaskClient, checker: FakeChecker) -> None:
    sent = {"target": "Text.", "source": " \r\n", "format": "html"}
    client.post("/check", data=sent | {"csrf_token": csrf_token(client)})
    assert checker.seen == [CheckRequest(target="Text.", format="html")]


@pytest.mark.parametrize(
    ("send", "status"),
    [
        (lambda c: c.get("/nothing", headers={"Accept": "text/html"}), 404),
        (
            lambda c: c.post("/check", data={"target": "x" * MAX_REQUEST_BYTES}, headers={"Accept": "text/html"}),
            413,
        ),
    ],
)
def test_a_person_gets_errors_as_a_page(
    client: FlaskClient, send: Callable[[FlaskClient], object], status: int
) -> None:
    answer = send(client)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")  # type: ignore[attr-defined]


def test_it_leads_to_the_other_pages(engine: Engine) -> None:
    app = make_app(engine, FakeChecker())
    for client, way_in in ((app.test_client(), "Sign in"), (sign_in(app, make_key(engine)), "Ana Sign out")):
        bar = LexborHTMLParser(client.get("/check").text).css_first("header.bar-top")
        assert [link.attributes["href"] for link in bar.css("nav a")] == ["/", "/stats", "/check"]
        assert bar.css_first("nav a[aria-current]").attributes["href"] == "/check"
        assert " ".join(bar.css_first(".who").text().split()) == way_in
