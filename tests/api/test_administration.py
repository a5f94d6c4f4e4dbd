"""What operators set by commands is set over the API too, by a key of the scope admin, for its own site alone."""

from __future__ import annotations

from typing import Any

import pytest
from apiflask import APIFlask
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from service_app import csrf_token, make_app, make_client, make_key, sign_in
from sqlalchemy import Engine

from models.calibration.calibration import Calibration
from models.glossary import Term
from models.intake.requests import CheckRequest
from models.languages import LanguagePair
from models.preferences import NONE, Preferences, plain
from service.articles.checking import Checking
from service.jobs.worker import Worker

SITE, KEYS, ENDPOINTS, RECALIBRATIONS = (f"/api/v1/{name}" for name in ("site", "keys", "endpoints", "recalibrations"))
GLOSSARY = {"name": "names", "source_lang": "ara", "terms": [{"source": "الناتو", "target": "NATO"}]}
PUBLIC = {"name": "cms", "url": "https://cms.example/hook"}
SHIPPED = Calibration.load().verdict


@pytest.fixture
def admin(engine: Engine, checker: FakeChecker) -> FlaskClient:
    return make_client(make_app(engine, checker), make_key(engine))


@pytest.fixture
def other(engine: Engine, checker: FakeChecker) -> FlaskClient:
    return make_client(make_app(engine, checker), make_key(engine, site="sport"))


def test_a_site_that_has_chosen_nothing_has_the_defaults(admin: FlaskClient) -> None:
    assert admin.get(SITE).json == {
        "site": "news", "publishing": "hold", "four_eyes": False, "checks_off": [], "ignored": [], "glossaries": [],
        "thresholds": {"review": None, "reject": None, "consistency": None, "sentence": None},
    }  # fmt: skip


def test_what_is_left_out_stays_and_other_sites_keep_theirs(admin: FlaskClient, other: FlaskClient) -> None:
    assert admin.patch(SITE, json={"four_eyes": True, "checks_off": ["numbers"]}).status_code == 200
    assert admin.patch(SITE, json={"thresholds": {"review": 2.5}, "glossaries": [GLOSSARY]}).status_code == 200
    told: dict[str, Any] = admin.patch(SITE, json={"publishing": "never-hold"}).get_json()
    assert (told["publishing"], told["four_eyes"], told["checks_off"]) == ("never-hold", True, ["numbers"])
    assert (told["thresholds"]["review"], told["glossaries"][0]["source_lang"]) == (2.5, "ar")
    assert admin.patch(SITE, json={"thresholds": {}, "checks_off": []}).get_json()["thresholds"]["review"] is None
    assert other.get(SITE).get_json()["publishing"] == "hold"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"checks_off": ["model"]}, "must be a check that can be switched off, not 'model': one of numbers"),
        ({"thresholds": {"review": 900, "reject": 10}}, "`reject` (10) is below `review` (900)"),
        ({"thresholds": {"reject": 0.5}}, f"`reject` (0.5) is below `review` ({SHIPPED.review:g}, as shipped)"),
        ({"thresholds": {"consistency": 2}}, "thresholds.consistency must be at most 1, not 2"),
        ({"publishing": "sometimes"}, "publishing must be one of hold, publish-then-review, never-hold"),
        ({"four_eyes": "yes"}, "four_eyes must be true or false"),
        ({"glossaries": [GLOSSARY, GLOSSARY]}, "a name of its own"),
        (
            {"glossaries": [GLOSSARY, {"name": "b", "terms": [{"forbidden": ["y"]}, {"source": "x"}]}]},
            "glossaries[1]: term 2 asks for nothing",
        ),
        (
            {"glossaries": [GLOSSARY | {"name": name, "terms": [{"forbidden": ["y"]}] * 1_001} for name in "ab"]},
            "all glossaries together have at most 2,000 terms, not 2,002",
        ),
        ({"glossaries": [GLOSSARY | {"source_lang": "xx"}]}, "source_lang must be a language code such as ar or en"),
        ({"ignored": [""]}, "ignored[0] is empty"),
        ({"ignored": ["Al Jazeera", " \u200b"]}, "ignored[1] has no text"),
    ],
)
def test_what_cannot_be_chosen_is_told(admin: FlaskClient, change: dict[str, Any], told: str) -> None:
    refused = admin.patch(SITE, json=change)
    assert refused.status_code == 422 and told in refused.get_json(force=True)["detail"]
    assert admin.get(SITE).get_json()["checks_off"] == []


def test_what_a_site_wants_reaches_the_checker_by_every_door(
    admin: FlaskClient, engine: Engine, checker: FakeChecker
) -> None:
    admin.patch(SITE, json={"checks_off": ["numbers"], "ignored": ["Al  Jazeera"], "thresholds": {"sentence": 0.1}})
    wanted = Preferences(frozenset({"numbers"}), frozenset({"al jazeera"}), (("sentence", 0.1),))
    admin.post("/api/v1/check", json={"target": "A."})
    admin.post("/api/v1/articles", json={"target": "A."})
    assert Worker(engine, Checking(checker.check)).work_next()
    app: APIFlask = admin.application  # type: ignore[assignment]
    assert sign_in(app, make_key(engine)).post("/check", data={"target": "A."}).status_code == 200
    stranger = app.test_client()
    form = {"target": "A.", "csrf_token": csrf_token(stranger)}
    assert stranger.post("/check", data=form).status_code == 200  # of no site
    assert [request.preferences for request in checker.seen] == [wanted, wanted, wanted, NONE]
    assert wanted.signature.startswith("|site:") and NONE.signature == ""


def test_stored_terms_are_for_their_languages() -> None:
    kept = Preferences(glossaries=())
    assert kept.terms(LanguagePair("ar", "en")) == () and plain(" Al\n Jazeera") == "al jazeera"
    assert CheckRequest(glossary=(Term("a", "b"),)).preferences == NONE


def test_keys_are_made_listed_and_revoked(admin: FlaskClient, other: FlaskClient) -> None:
    made = admin.post(KEYS, json={"name": "CMS", "scopes": ["read"]})
    assert made.status_code == 201
    own = make_client(admin.application, made.get_json()["key"])  # type: ignore[arg-type]
    assert own.get("/api/v1/articles").status_code == 200 and own.get(KEYS).status_code == 403
    listed = {key["id"]: key for key in admin.get(KEYS).get_json()["keys"]}
    key = made.get_json()["id"]
    assert listed[key]["scopes"] == ["read"] and "key" not in listed[key]
    assert other.delete(f"{KEYS}/{key}").status_code == 404
    assert admin.delete(f"{KEYS}/{key}").status_code == 204
    used = next(name for name in listed if name != key)
    assert admin.delete(f"{KEYS}/{used}").status_code == 409  # nobody locks themselves out
    assert own.get("/api/v1/articles").status_code == 401 and admin.delete(f"{KEYS}/{key}").status_code == 404


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://127.0.0.1/hook", "not a public address"),
        ("http://[::1]/hook", "not a public address"),
        ("http://10.0.0.7:8080/", "not a public address"),
        ("http://localhost/hook", "a name inside a network"),
        ("http://cms/hook", "a name inside a network"),
        ("https://cms.local/", "a name inside a network"),
        ("http://2130706433/", "write it as four numbers"),
        ("http://0x7f.1/", "write it as four numbers"),
        ("http://cms.example:0/", "port 0"),
        ("https://cms.invalid/", "no name server knows"),
        ("https://cms_-.example/", "not a valid host name"),
        ("https://cms..example/", "cannot be looked up"),
    ],
)
def test_an_endpoint_that_can_never_be_reached_is_refused(admin: FlaskClient, url: str, told: str) -> None:
    refused = admin.post(ENDPOINTS, json={"name": "cms", "url": url})
    assert refused.status_code == 422 and told in refused.get_json(force=True)["detail"]
    assert admin.get(ENDPOINTS).get_json() == {"endpoints": []}


def test_an_endpoint_has_a_name_that_is_seen(admin: FlaskClient) -> None:
    refused = admin.post(ENDPOINTS, json=PUBLIC | {"name": " \u200b"})
    assert refused.status_code == 422 and "needs a site, a name" in refused.get_json(force=True)["detail"]


def test_endpoints_are_registered_listed_and_removed(admin: FlaskClient, other: FlaskClient) -> None:
    made = admin.post(ENDPOINTS, json=PUBLIC)
    assert made.status_code == 201 and made.get_json()["secret"].startswith("whsec_")
    assert [found["name"] for found in admin.get(ENDPOINTS).get_json()["endpoints"]] == ["cms"]
    assert "secret" not in admin.get(ENDPOINTS).text and other.get(ENDPOINTS).get_json() == {"endpoints": []}
    assert admin.post(ENDPOINTS, json=PUBLIC).status_code == 422
    assert admin.delete(f"{ENDPOINTS}/cms").status_code == 204
    assert admin.delete(f"{ENDPOINTS}/cms").status_code == 404


def test_recalibrations_are_asked_for_and_taken_back(admin: FlaskClient) -> None:
    pair = {"source_lang": "ar", "target_lang": "en"}
    assert admin.get(RECALIBRATIONS).get_json() == {"recalibrations": []}
    for path, told in ((RECALIBRATIONS, "takes 50 decided flags"), (f"{RECALIBRATIONS}/revert", "the shipped")):
        refused = admin.post(path, json=pair)
        assert refused.status_code == 422 and told in refused.get_json(force=True)["detail"]


@pytest.mark.parametrize("path", [SITE, KEYS, ENDPOINTS, RECALIBRATIONS])
def test_only_an_administrator_may(client: FlaskClient, engine: Engine, path: str) -> None:
    reader = make_client(client.application, make_key(engine, "submit", "read", "review"))  # type: ignore[arg-type]
    assert reader.get(path).status_code == 403
