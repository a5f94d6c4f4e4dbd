"""Every address tells which methods it takes, and refuses every other one by saying so."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from fake_checker import FakeChecker
from service_app import make_app
from sqlalchemy import Engine
from werkzeug.routing import Rule

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW")


@pytest.fixture
def app(engine: Engine) -> APIFlask:
    return make_app(engine, FakeChecker())


def addresses(app: APIFlask) -> dict[str, set[str]]:
    """The methods that each takes."""
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        found.setdefault(address(rule), set()).update(rule.methods or ())
    return found


def address(rule: Rule) -> str:
    built = rule.build(dict.fromkeys(rule.arguments, 1))
    assert built is not None
    return built[1]


def test_options_needs_neither_a_key_nor_a_body(app: APIFlask) -> None:
    stranger = app.test_client()
    for path, methods in addresses(app).items():
        answer = stranger.options(path)
        assert (path, answer.status_code, answer.data) == (path, 204, b"")
        assert (path, answer.headers["Allow"]) == (path, ", ".join(sorted(methods)))
    assert stranger.options("/nothing").status_code == 404


def test_a_method_that_an_address_does_not_take_is_refused_with_those_that_it_takes(app: APIFlask) -> None:
    stranger = app.test_client()
    for path, methods in addresses(app).items():
        for method in sorted({*METHODS} - methods):
            answer = stranger.open(path, method=method, data="{", content_type="text/plain")
            told = ", ".join(sorted(methods))
            assert (path, method, answer.status_code, answer.headers.get("Allow")) == (path, method, 405, told)
