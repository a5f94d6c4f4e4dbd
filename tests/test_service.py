"""The service: its JSON interface, its errors, its queue, and a real server on a real port."""

from __future__ import annotations

import dataclasses
import json
import threading
import urllib.request
from collections.abc import Iterator

import pytest
from fake_checker import HOSTILE, FakeChecker
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from service_app import csrf_token, make_app, make_client, make_key, serving
from sqlalchemy import Engine

from models.errors import ModelUnavailable
from models.glossary import Term
from models.intake.fields import Field
from models.intake.requests import CheckRequest
from models.rating import Score
from models.report import ArticleReport
from models.spans import Span
from service.access.body_limits import MAX_REQUEST_BYTES
from service.api.report_form import Report
from service.http.problem_types import TYPES

CHECK = "/api/v1/check"
STORY = {
    "target": f"They take advantage of it 👩‍🚀🇲🇷. {HOSTILE}",
    "source": "محاولات للتقارب\nالأُوكْرانيّة",
    "source_lang": "ar",
    "target_lang": "en",
    "reference": "They draw closer.",
    "format": "text",
    "id": "story-7",
}


def test_check_answers_the_report_as_it_is(client: FlaskClient, checker: FakeChecker) -> None:
    answer = client.post(CHECK, json=STORY)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert checker.seen == [CheckRequest(**STORY)]
    assert answer.json == checker.check(CheckRequest(**STORY)).to_dict()


def test_only_the_target_is_needed(client: FlaskClient, checker: FakeChecker) -> None:
    assert client.post(CHECK, json={"target": "Text."}).status_code == 200
    assert checker.seen == [CheckRequest(target="Text.")]


def test_languages_by_their_older_names(client: FlaskClient, checker: FakeChecker) -> None:
    languages = {"source_language": "ar", "target_language": "en"}
    assert client.post(CHECK, json={"target": "Text.", "source": "نص", **languages}).status_code == 200
    assert checker.seen == [CheckRequest("Text.", "نص", "ar", "en")]
    answer = client.post(CHECK, json={"target": "Text.", "source_lang": "ar", "source_language": "de"})
    assert answer.status_code == 422 and answer.json
    assert [error["field"] for error in answer.json["errors"]] == ["source_language"]


def test_named_fields_and_a_glossary_reach_the_checker(client: FlaskClient, checker: FakeChecker) -> None:
    body = {
        "fields": [
            {"name": "title", "target": "Talks", "source": "محادثات"},
            {"name": "body", "target": "<p>Talks.</p>", "source": "<p>محادثات</p>", "format": "html"},
        ],
        "glossary": [{"source": "محادثات", "target": "talks", "forbidden": ["negotiations"]}],
        "source_lang": "ar",
    }
    client.post(CHECK, json=body)
    title, text = Field("title", "Talks", "محادثات"), Field("body", "<p>Talks.</p>", "<p>محادثات</p>", "html")
    terms = (Term("محادثات", "talks", ("negotiations",)),)
    assert checker.seen == [CheckRequest(source_lang="ar", fields=(title, text), glossary=terms)]


def test_the_documented_schema_is_what_is_sent() -> None:
    report = FakeChecker().check(CheckRequest(**STORY))
    with_all = dataclasses.replace(
        report,
        reference_scores=(Score("chrF", 0.5, "s"), Score("BLEU", None, "s", "too short")),
        markup={"target": lambda span: Span(span.start + 3, span.end + 3), "source": lambda span: None},
    )
    for one in (report, with_all):
        assert Report.model_validate(one.to_dict()).model_dump(exclude_unset=True) == one.to_dict()


def test_the_specification_names_every_answer(client: FlaskClient) -> None:
    spec = client.get("/openapi.json").json
    assert spec is not None and spec["openapi"].startswith("3.1")
    operation = spec["paths"][CHECK]["post"]
    assert set(operation["responses"]) == {"200", "400", "401", "403", "413", "415", "422", "429", "503"}
    assert operation["requestBody"]["required"] is True
    references = {part.split('"')[0] for part in json.dumps(spec).split('"$ref": "#/components/schemas/')[1:]}
    assert references and references <= set(spec["components"]["schemas"])
    assert "/" not in spec["paths"]


def test_no_page_fetches_from_elsewhere(client: FlaskClient) -> None:
    for page in ("/check", "/docs"):
        for link in LexborHTMLParser(client.get(page).text).css("[src], link[href], a[href]:not([href^='#'])"):
            address = link.attributes.get("src") or link.attributes["href"] or ""
            assert address.startswith("/") and client.get(address, buffered=True).status_code in (200, 303)


def test_health(client: FlaskClient, checker: FakeChecker) -> None:
    assert client.get("/healthz").json == {"status": "ok", "signature": checker.signature}


def test_metrics_tell_no_text(client: FlaskClient, engine: Engine) -> None:
    client.post(CHECK, json=STORY)
    client.post("/api/v1/articles", json=STORY)
    told = client.get("/metrics").text
    for line in (
        'mtqc_jobs{state="queued"} 1.0',
        'mtqc_revisions{verdict="pass"} 0.0',
        'mtqc_flags_total{check="fake",severity="major"} 1.0',
        "mtqc_check_seconds_count 1.0",
    ):
        assert line in told.splitlines()
    assert "take advantage" not in told and "story-7" not in told
    assert make_client(client.application, make_key(engine, "read")).get("/metrics").status_code == 403


JSON = "application/json"


@pytest.mark.parametrize(
    ("status", "method", "path", "body", "media_type", "told"),
    [
        (400, "POST", CHECK, b"{nope", JSON, "JSON"),
        (400, "POST", CHECK, b"", JSON, "JSON"),
        (400, "POST", CHECK, b"[1, 2]", JSON, "JSON"),
        (400, "POST", CHECK, b"null", JSON, "JSON"),
        (400, "POST", CHECK, b"[" * 200_000, JSON, "JSON"),
        (400, "POST", CHECK, b'{"target": "caf\xe9"}', JSON, "JSON"),
        (404, "GET", "/api/v1/nothing", b"", JSON, ""),
        (404, "GET", "/static/../app.py", b"", JSON, ""),
        (405, "GET", CHECK, b"", JSON, ""),
        (413, "POST", CHECK, b'{"target": "' + b"x" * MAX_REQUEST_BYTES + b'"}', JSON, "too large"),
        (415, "POST", CHECK, b'{"target": "x"}', "text/plain", "application/json"),
        (415, "POST", CHECK, b"target=x", "application/x-www-form-urlencoded", "application/json"),
        (422, "POST", CHECK, b"{}", JSON, "target"),
        (422, "POST", CHECK, b'{"target": ""}', JSON, "The target is empty."),
        (422, "POST", CHECK, b'{"target": "\\ud83d"}', JSON, "surrogate"),
    ],
)  # fmt: skip
def test_every_error_is_a_problem(
    client: FlaskClient, status: int, method: str, path: str, body: bytes, media_type: str, told: str
) -> None:
    answer = client.open(path, method=method, data=body, content_type=media_type)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    problem = json.loads(answer.data)
    kind = problem["type"].removeprefix("http://localhost/docs/problems/")
    assert (problem["status"], TYPES[kind].status) == (status, status)
    assert client.get(problem["type"]).status_code == 200
    assert told in problem.get("detail", "")
    if status == 405:
        assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"target": None}, "target"),
        ({"target": 5}, "target"),
        ({"target": "  "}, "target"),
        ({"source": ["a"]}, "source"),
        ({"format": "pdf"}, "format"),
        ({"source_lang": "x" * 36}, "source_lang"),
        ({"id": "\ud800"}, "id"),
        ({"surprise": 1}, "surprise"),
        ({"fields": [{"name": "title", "target": 5}]}, "fields.0.target"),
        ({"fields": [{"name": "t" * 61, "target": "x"}]}, "fields.0.name"),
        ({"glossary": [{"forbidden": ["a", 5]}]}, "glossary.0.forbidden.1"),
    ],
)
def test_the_field_at_fault_is_named(client: FlaskClient, change: dict[str, object], field: str) -> None:
    answer = client.post(CHECK, json=STORY | change)
    assert answer.status_code == 422
    assert [error["field"] for error in json.loads(answer.data)["errors"]] == [field]


class Failing(FakeChecker):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def check(self, request: CheckRequest) -> ArticleReport:
        raise self.error


@pytest.mark.parametrize(
    ("error", "status"), [(RuntimeError("secret path /etc"), 500), (ModelUnavailable("secret path"), 503)]
)
def test_failures_tell_nothing_of_the_inside(engine: Engine, error: Exception, status: int) -> None:
    by_form = lambda c: c.post("/check", data=STORY | {"csrf_token": csrf_token(c)})  # noqa: E731
    for send in (lambda c: c.post(CHECK, json=STORY), by_form):
        answer = send(make_client(make_app(engine, Failing(error)), make_key(engine)))
        assert answer.status_code == status and ("Retry-After" in answer.headers) is (status == 503)
        assert b"secret" not in answer.data and b"Traceback" not in answer.data


def test_headers_keep_hostile_articles_harmless(client: FlaskClient) -> None:
    for answer in (client.get("/check"), client.post(CHECK, json=STORY), client.get("/nothing")):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


class Slow(FakeChecker):
    """Holds every check until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.go, self.busy, self.most = threading.Event(), 0, 0
        self.started = threading.Semaphore(0)

    def check(self, request: CheckRequest) -> ArticleReport:
        self.busy += 1
        self.most = max(self.most, self.busy)
        self.started.release()
        assert self.go.wait(10)
        self.busy -= 1
        return super().check(request)


def test_one_article_at_a_time_and_a_short_queue(engine: Engine) -> None:
    slow = Slow()
    app, key = make_app(engine, slow, waiting=0), make_key(engine)
    answers: list[int] = []
    first = threading.Thread(
        target=lambda: answers.append(make_client(app, key).post(CHECK, json=STORY).status_code)
    )
    first.start()
    assert slow.started.acquire(timeout=10)
    refused = make_client(app, key).post(CHECK, json=STORY)
    visitor = make_client(app, key)
    page = visitor.post("/check", data=STORY | {"csrf_token": csrf_token(visitor)})
    assert make_client(app, key).get("/healthz").status_code == 200
    slow.go.set()
    first.join(10)
    assert (refused.status_code, refused.mimetype) == (503, "application/problem+json")
    assert int(refused.headers["Retry-After"]) > 0
    assert page.status_code == 503 and "try again" in page.text and STORY["target"][:20] in page.text
    assert answers == [200] and slow.most == 1
    assert make_client(app, key).post(CHECK, json=STORY).status_code == 200


def test_those_that_wait_take_turns(engine: Engine) -> None:
    slow = Slow()
    slow.go.set()
    app, key = make_app(engine, slow), make_key(engine)
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(make_client(app, key).post(CHECK, json=STORY).status_code))
        for _ in range(9)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert answers == [200] * 9 and slow.most == 1


# A real server


@pytest.fixture
def address(engine: Engine, checker: FakeChecker) -> Iterator[str]:
    with serving(make_app(engine, checker), threads=2) as address:
        yield address


def test_a_real_server_checks_an_article(engine: Engine, address: str) -> None:
    body = json.dumps(STORY).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {make_key(engine)}"}
    request = urllib.request.Request(address + CHECK, body, headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        report = json.load(answer)
    assert report["flags"][-1]["text"] in STORY["target"]
