"""The articles API: sent once and kept, found again worst first, and nobody else's business."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine, event, select

from service.api.long_polling import wished_seconds
from service.api.response_schemas import ArticlePage, ArticleState, JobState
from service.articles import submission
from service.articles.checking import Checking
from service.jobs.ledger import MAX_ATTEMPTS
from service.jobs.worker import Worker
from service.storage.database import migrate, open_database, sqlite_url, transaction
from service.storage.tables import Delivery, Endpoint
from service.webhooks.endpoints import register

ARTICLES = "/api/v1/articles"
STORY = {"id": "story-7", "source": "محاولات للتقارب", "source_lang": "ar", "target": "They take advantage of it 👩‍🚀."}
SOUND = {"id": "story-8", "target": "They met.", "target_lang": "en"}


def answered(worker: Worker) -> None:
    """Everything that waits is worked on."""
    while worker.work_next():
        pass


def test_an_article_is_kept_then_checked(cms: FlaskClient, worker: Worker, checker: FakeChecker) -> None:
    accepted = cms.post(ARTICLES, json=STORY | {"revision": 3, "metadata": {"desk": "politics"}})
    assert accepted.status_code == 202 and int(accepted.headers["Retry-After"]) > 0
    state = ArticleState.model_validate(accepted.json)
    assert (state.cms_id, state.revision, state.cms_revision, state.state) == ("story-7", 1, "3", "queued")
    assert state.metadata == {"desk": "politics"} and state.verdict is None
    place = accepted.headers["Location"]
    assert place == f"{ARTICLES}/{state.id}"
    waiting = cms.get(f"{place}/report")
    assert waiting.status_code == 404 and "not checked yet" in waiting.get_json(force=True)["detail"]

    answered(worker)
    done = ArticleState.model_validate(cms.get(place).json)
    assert (done.state, done.verdict, done.mqm_penalty_per_100_words) == ("done", "review", 7.4)
    report = cms.get(f"{place}/report").json
    assert report is not None and ArticleState.model_validate(report.pop("article")) == done
    assert report.pop("marks") == report.pop("edits") == []
    assert [flag.pop("decision") for flag in report["flags"]] == [None]
    assert report == checker.check(checker.seen[0]).to_dict()
    assert report["id"] == "story-7" and report["flags"][0]["text"] == "take advantage"
    job = JobState.model_validate(cms.get(f"/api/v1/jobs/{state.job}").json)
    assert (job.state, job.attempts, job.article) == ("done", 1, state.id)


def test_the_same_id_is_a_new_revision(cms: FlaskClient, worker: Worker) -> None:
    first = cms.post(ARTICLES, json=STORY).json
    second = cms.post(ARTICLES, json=STORY | {"target": "They met."}).json
    assert first and second and first["id"] == second["id"]
    answered(worker)
    place = f"{ARTICLES}/{first['id']}"
    assert [(r["revision"], r["verdict"]) for r in cms.get(f"{place}/revisions").json["revisions"]] == [  # type: ignore[index]
        (2, "pass"),
        (1, "review"),
    ]
    assert cms.get(f"{place}/revisions/1/report").json["verdict"] == "review"  # type: ignore[index]
    assert cms.get(f"{place}/report").json["verdict"] == "pass"  # type: ignore[index]
    assert cms.get(f"{place}/revisions/3/report").status_code == 404


def test_without_an_id_every_article_is_another(cms: FlaskClient) -> None:
    sent = [cms.post(ARTICLES, json={"target": "They met."}).json for _ in range(2)]
    assert len({one["id"] for one in sent if one}) == len({one["cms_id"] for one in sent if one}) == 2


def test_those_in_most_need_come_first_page_by_page(cms: FlaskClient, worker: Worker) -> None:
    for number in range(3):
        cms.post(ARTICLES, json=SOUND | {"id": f"sound-{number}"})
        cms.post(ARTICLES, json=STORY | {"id": f"poor-{number}"})
    answered(worker)
    cms.post(ARTICLES, json=SOUND | {"id": "waiting"})
    seen, cursor = [], ""
    while cursor is not None:
        page = ArticlePage.model_validate(cms.get(f"{ARTICLES}?limit=2&cursor={cursor}").json)
        assert len(page.articles) <= 2
        seen += [one.cms_id for one in page.articles]
        cursor = page.next_cursor  # type: ignore[assignment]
    assert [one.split("-")[0] for one in seen] == ["poor"] * 3 + ["waiting"] + ["sound"] * 3  # these wait for nobody
    assert len(set(seen)) == 7
    passed = cms.get(f"{ARTICLES}?verdict=pass").json
    assert passed and {one["verdict"] for one in passed["articles"]} == {"pass"}
    queued = cms.get(f"{ARTICLES}?state=queued").json
    assert queued and [one["cms_id"] for one in queued["articles"]] == ["waiting"]


def test_a_wait_ends_without_a_report(cms: FlaskClient) -> None:
    assert cms.post(ARTICLES, json=STORY, headers={"Prefer": "wait=1"}).status_code == 202


def test_what_is_ready_in_time_is_answered(database: Engine, checker: FakeChecker) -> None:
    worker = Worker(database, Checking(checker.check))
    app = make_app(database, checker, notify=worker.work_next)
    answer = make_client(app, make_key(database)).post(ARTICLES, json=STORY, headers={"Prefer": "wait=5"})
    assert answer.status_code == 201 and answer.json["verdict"] == "review"  # type: ignore[index]
    assert answer.headers["Location"].startswith(ARTICLES)


@pytest.mark.parametrize(
    ("preference", "seconds"),
    [("", 0), ("wait=10", 10), ("respond-async, wait=5", 5), ("wait=999", 30), ("wait=-1", 0), ("wait=x", 0),
     ("wait", 0), ("wait=1e9", 0), ("wait=٣", 0)],
)  # fmt: skip
def test_how_long_a_client_wishes_to_wait(preference: str, seconds: float) -> None:
    assert wished_seconds(preference) == seconds


def test_what_can_never_be_checked_is_not_accepted(cms: FlaskClient) -> None:
    refused = cms.post(ARTICLES, json=STORY | {"source": "  "})
    assert refused.status_code == 422 and refused.get_json(force=True)["errors"][0]["field"] == "source"
    assert cms.get(ARTICLES).json == {"articles": [], "next_cursor": None}


class Poisoned(FakeChecker):
    def check(self, request: Any) -> Any:
        raise RuntimeError("secret path /etc")


def test_a_poisoned_article_is_retired_visibly(cms: FlaskClient, database: Engine) -> None:
    sent = cms.post(ARTICLES, json=STORY).json
    assert sent is not None
    now = 1e12
    worker = Worker(database, Checking(Poisoned().check), lambda: now)
    for _ in range(MAX_ATTEMPTS):
        assert worker.work(sent["job"])
        now += 1e6
    assert not worker.work(sent["job"])
    state = ArticleState.model_validate(cms.get(f"{ARTICLES}/{sent['id']}").json)
    assert state.state == "retired" and "RuntimeError" in state.error and "secret" not in state.error
    report = cms.get(f"{ARTICLES}/{sent['id']}/report")
    assert report.status_code == 404 and "could not be checked" in report.get_json(force=True)["detail"]


def test_a_full_queue_asks_to_come_back(cms: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submission, "MAX_WAITING", 2)
    codes = [cms.post(ARTICLES, json=SOUND | {"id": str(n)}).status_code for n in range(3)]
    assert codes == [202, 202, 503]
    refused = cms.post(ARTICLES, json=SOUND)
    assert int(refused.headers["Retry-After"]) > 0 and "wait to be checked" in refused.get_json(force=True)["detail"]


def test_deleting_leaves_nothing(cms: FlaskClient, worker: Worker) -> None:
    sent = cms.post(ARTICLES, json=STORY).json
    assert sent is not None
    place = f"{ARTICLES}/{sent['id']}"
    assert (cms.delete(place).status_code, cms.delete(place).status_code) == (204, 404)
    for gone in (place, f"{place}/report", f"{place}/revisions", f"/api/v1/jobs/{sent['job']}"):
        assert cms.get(gone).status_code == 404
    assert not worker.work_next()


def test_an_endpoint_is_told_in_the_transaction_that_ends_the_job(
    cms: FlaskClient, database: Engine, checker: FakeChecker
) -> None:
    with transaction(database) as session:
        for name in ("cms", "desk"):
            register(session, "news", name, "https://cms.example/hook", False, 0.0)
    assert cms.post(ARTICLES, json=STORY | {"callback": "nobody"}).status_code == 422
    sent = cms.post(ARTICLES, json=STORY | {"callback": "desk", "revision": "9"}).json
    assert Worker(database, Checking(checker.check)).work_next() and sent is not None
    with transaction(database) as session:
        (told,) = session.scalars(select(Delivery)).all()
        assert session.get_one(Endpoint, told.endpoint_id).name == "desk"
    assert told.body["type"] == "article.checked" and STORY["target"] not in str(told.body)
    data = told.body["data"]
    assert (data["cms_id"], data["cms_revision"], data["verdict"]) == ("story-7", "9", "review")
    assert cms.get(data["report"]).json["id"] == "story-7"  # type: ignore[index]


def test_sent_twice_kept_once(cms: FlaskClient, app: Any, database: Engine) -> None:
    again = {"Idempotency-Key": "4f1c"}
    first, second = (cms.post(ARTICLES, json=STORY, headers=again) for _ in range(2))
    assert first.status_code == second.status_code == 202 and first.json == second.json
    assert first.headers["Location"] == second.headers["Location"]
    other = cms.post(ARTICLES, json=SOUND, headers=again)
    assert other.status_code == 422 and "another article" in other.get_json(force=True)["detail"]
    assert cms.post(ARTICLES, json=STORY, headers={"Idempotency-Key": "x" * 201}).status_code == 422
    someone_else = make_client(app, make_key(database)).post(ARTICLES, json=SOUND, headers=again)
    assert someone_else.status_code == 202
    assert cms.delete(first.headers["Location"]).status_code == 204
    assert cms.post(ARTICLES, json=SOUND, headers=again).status_code == 202  # the article has gone with its traces


def test_sent_many_times_at_once_kept_once(app: Any, database: Engine) -> None:
    key, answers = make_key(database), []

    def send() -> None:
        client = make_client(app, key)
        answers.append(client.post(ARTICLES, json=STORY, headers={"Idempotency-Key": "k"}).json)

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 6 and all(answer == answers[0] for answer in answers)


def test_a_full_disk_refuses_and_loses_nothing(tmp_path: Path) -> None:
    engine = open_database(sqlite_url(tmp_path))
    migrate(engine)
    cms = make_client(make_app(engine, FakeChecker()), make_key(engine))
    kept = [cms.post(ARTICLES, json=SOUND | {"id": str(n)}).json["id"] for n in range(3)]  # type: ignore[index]
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    event.listen(engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count={pages}"))
    engine.dispose()  # connections from now on find no room beyond that
    refused = cms.post(ARTICLES, json=SOUND | {"target": "They met. " * 10_000})
    assert refused.status_code == 507 and refused.mimetype == "application/problem+json"
    assert "Nothing of it was accepted" in refused.get_json(force=True)["detail"]
    listed = cms.get(ARTICLES).json
    assert listed and {one["id"] for one in listed["articles"]} == set(kept)
    engine.dispose()


def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    engine = open_database(sqlite_url(tmp_path))
    migrate(engine)
    cms = make_client(make_app(engine, FakeChecker()), make_key(engine))
    engine.dispose()
    for file in tmp_path.iterdir():
        file.unlink()
    tmp_path.rmdir()
    for answer in (cms.post(ARTICLES, json=SOUND), cms.get("/readyz")):
        assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
    tmp_path.mkdir()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": "a\0"}, "id"),
        ({"revision": "x" * 201}, "revision"),
        ({"metadata": {"a": 5}}, "metadata.a"),
        ({"metadata": {str(n): "" for n in range(51)}}, "metadata"),
        ({"metadata": {"a": "x" * 501}}, "metadata.a"),
        ({"site": "theirs"}, "site"),
    ],
)
def test_the_field_at_fault_is_named(cms: FlaskClient, change: dict[str, Any], field: str) -> None:
    answer = cms.post(ARTICLES, json=STORY | change)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.get_json(force=True)["errors"]] == [field]


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "limit=201", "verdict=good", "state=lost", "order=best"])
def test_a_query_at_fault_is_named(cms: FlaskClient, query: str) -> None:
    answer = cms.get(f"{ARTICLES}?{query}")
    assert answer.status_code == 422
    assert [e["field"] for e in answer.get_json(force=True)["errors"]] == [query.split("=")[0]]


@pytest.mark.parametrize("cursor", ["x", "a~b", "1~2~3", "nan~x", "1e999~x", "%00~1"])
def test_a_foreign_cursor_is_no_failure(cms: FlaskClient, cursor: str) -> None:
    assert cms.get(f"{ARTICLES}?cursor={cursor}").status_code == 422
