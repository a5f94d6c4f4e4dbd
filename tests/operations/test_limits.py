"""So many requests a minute and no more: of a key, of an address, and far fewer with wrong keys."""

from __future__ import annotations

from typing import Any

import pytest
from apiflask import APIFlask
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from service_app import csrf_token, make_app, make_client, make_key, sign_in
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from service.access import limits
from service.access.limits import WRONG_KEYS_PER_MINUTE, RateLimits, network_of

ARTICLES = "/api/v1/articles"
MAX_REQUESTS = 5


class Clock:
    """The time of `limits` and of its storage, set by hand."""

    now = 1_800_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(limits, "time", found)
    monkeypatch.setattr("limits.storage.memory.time", found)
    return found


@pytest.fixture
def app(engine: Engine, clock: Clock) -> APIFlask:
    return make_app(engine, FakeChecker(), limits=RateLimits(MAX_REQUESTS))


def statuses(client: FlaskClient, path: str, times: int, **more: Any) -> list[int]:
    return [client.get(path, **more).status_code for _ in range(times)]


def refused(answer: TestResponse, name: str, most: int) -> None:
    assert (answer.status_code, answer.mimetype) == (429, "application/problem+json")
    seconds = int(answer.headers["Retry-After"])
    assert 0 < seconds <= 60 and str(seconds) in answer.get_json(force=True)["detail"]
    assert answer.headers["RateLimit-Policy"] == f'"{name}";q={most};w=60'
    assert answer.headers["RateLimit"] == f'"{name}";r=0;t={seconds}'


def test_a_key_has_so_many_a_minute(app: APIFlask, engine: Engine, clock: Clock) -> None:
    cms = make_client(app, make_key(engine))
    for left in reversed(range(MAX_REQUESTS)):
        answer = cms.get(ARTICLES)
        assert (answer.status_code, answer.headers["RateLimit"]) == (200, f'"requests";r={left};t=60')
    clock.now += 18
    answer = cms.get(ARTICLES)
    refused(answer, "requests", MAX_REQUESTS)
    assert answer.headers["Retry-After"] == "42"
    clock.now += 41
    told = cms.get(ARTICLES).get_json(force=True)["detail"]
    assert told == "More than 5 requests a minute. Please try again in 1 second."
    assert make_client(app, make_key(engine)).get(ARTICLES).status_code == 200  # another key, from the same address
    clock.now += 1
    assert cms.get(ARTICLES).status_code == 200


def test_without_a_key_addresses_are_counted(app: APIFlask, engine: Engine) -> None:
    near, far = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.2"}
    stranger = make_client(app)
    assert statuses(stranger, "/check", MAX_REQUESTS, environ_overrides=near) == [200] * MAX_REQUESTS
    for path in ("/check", "/nothing", ARTICLES, "/openapi.json"):
        refused(stranger.get(path, environ_overrides=near), "requests", MAX_REQUESTS)
    assert stranger.get("/check", environ_overrides=far).status_code == 200
    assert make_client(app, make_key(engine)).get(ARTICLES, environ_overrides=near).status_code == 200


def test_a_person_is_told_on_a_page(app: APIFlask) -> None:
    answers = [make_client(app).get("/check", headers={"Accept": "text/html"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * MAX_REQUESTS + [429]
    assert answers[-1].mimetype == "text/html" and "try again" in answers[-1].text


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/static/page.css", "/report-assets/report.css"])
def test_who_watches_is_not_counted(app: APIFlask, engine: Engine, path: str) -> None:
    watcher = make_client(app, make_key(engine))
    answers = [watcher.get(path, buffered=True) for _ in range(MAX_REQUESTS + 3)]
    assert {answer.status_code for answer in answers} == {200}
    assert not any("RateLimit" in answer.headers for answer in answers)


@pytest.mark.parametrize("path", [ARTICLES, "/metrics"])
@pytest.mark.parametrize("wrong", ["x", "mtqc_0123456789abcdef_nonsense"])
def test_wrong_keys_are_limited_harder(engine: Engine, clock: Clock, path: str, wrong: str) -> None:
    app, key = make_app(engine, FakeChecker(), limits=RateLimits(600)), make_key(engine)
    guesser = make_client(app, wrong)
    assert statuses(guesser, path, WRONG_KEYS_PER_MINUTE) == [401] * WRONG_KEYS_PER_MINUTE
    refused(guesser.get(path), "wrong-keys", WRONG_KEYS_PER_MINUTE)
    refused(make_client(app, key).get(path), "wrong-keys", WRONG_KEYS_PER_MINUTE)  # a right guess tells nothing
    elsewhere = {"REMOTE_ADDR": "192.0.2.2"}
    assert make_client(app, key).get(path, environ_overrides=elsewhere).status_code == 200
    clock.now += 60
    assert make_client(app, key).get(path).status_code == 200


def test_right_keys_are_no_guesses(engine: Engine) -> None:
    app = make_app(engine, FakeChecker(), limits=RateLimits(600))
    cms, reader = make_client(app, make_key(engine)), make_client(app, make_key(engine, "submit"))
    assert statuses(cms, ARTICLES, 3 * WRONG_KEYS_PER_MINUTE) == [200] * 3 * WRONG_KEYS_PER_MINUTE
    assert statuses(reader, ARTICLES, 3 * WRONG_KEYS_PER_MINUTE) == [403] * 3 * WRONG_KEYS_PER_MINUTE


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"), ("2001:db8::7", "2001:db8::/64"), ("2001:db8::ffff:1:2:3", "2001:db8::/64"),
        ("2001:db8:0:1::7", "2001:db8:0:1::/64"), ("fe80::1%eth0", "fe80::/64"), ("", ""), ("local", "local"),
    ],
)  # fmt: skip
def test_what_counts_as_one_address(address: str, network: str) -> None:
    assert network_of(address) == network


def test_every_operation_that_is_counted_says_so(app: APIFlask) -> None:
    spec = make_client(app).get("/openapi.json").json
    assert spec is not None
    without = {path for path, own in spec["paths"].items() for one in own.values() if "429" not in one["responses"]}
    assert without == {"/healthz", "/readyz"}


def test_keys_guessed_at_the_sign_in_page_are_counted_with_the_others(engine: Engine) -> None:
    app = make_app(engine, FakeChecker(), limits=RateLimits())
    browser = make_client(app)
    form = {"key": "mtqc_0123456789abcdef_nonsense", "name": "x", "csrf_token": csrf_token(browser, "/sign-in")}
    found = [browser.post("/sign-in", data=form).status_code for _ in range(WRONG_KEYS_PER_MINUTE + 2)]
    assert found == [401] * WRONG_KEYS_PER_MINUTE + [429] * 2


def test_people_of_one_office_are_counted_apart(app: APIFlask, engine: Engine) -> None:
    ana, ben = (sign_in(app, make_key(engine)) for _ in "ab")
    while ana.get("/").status_code == 200:
        pass
    assert ben.get("/", headers={"HX-Request": "true"}).status_code == 200
