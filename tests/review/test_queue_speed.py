"""The queue with 50,000 articles: quick under every filter, on the first page and far down."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from service_app import make_app, make_key, sign_in
from sqlalchemy import Engine, insert

from service.articles.order import place
from service.storage.database import migrate, open_database, sqlite_url
from service.storage.tables import ArticleRow, Job, Revision

ARTICLES = 50_000
ALLOWED_MS = 100
REVIEWS = ("pending", "pending", "pending", "in review", "reviewed", "approved", "approved", "sent back")
ADDRESSES = (
    "/",
    "/?verdict=pass",
    "/?verdict=review&pair=ru>en",
    "/?pair=de>en",
    "/?state=approved",
    "/?state=all",
    "/?state=in review&reviewer=Ben",
    "/?reviewer=Ana",
    "/?waiting=7d",
    "/?waiting=7d&verdict=reject",
    "/?pair=sv>en",
)


@pytest.fixture(scope="module")
def ana(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    engine = open_database(sqlite_url(tmp_path_factory.mktemp("data")))
    migrate(engine)
    fill(engine)
    yield sign_in(make_app(engine, FakeChecker()), make_key(engine), "Ana")
    engine.dispose()


def fill(engine: Engine) -> None:
    """Articles of all verdicts, states and ages, each with a report of some length."""
    rng, now = random.Random(7), time.time()
    articles, revisions, jobs = [], [], []
    report = {"flags": [], "segments": [{"text": "word " * 200}]}
    for number in range(ARTICLES):
        name, received = f"article-{number:06}", now - rng.random() * 10 * 86_400
        verdict = rng.choice(("pass", "pass", "review", "reject"))
        review, penalty = rng.choice(REVIEWS), rng.random() * 30
        waits = review == "in review" or (review == "pending" and verdict != "pass")
        scores = {"fluency": rng.random(), "consistency": rng.random()}
        summary = {"title": f"Title {number}", "flags": {"major": 2}} | scores
        articles.append(
            {
                "id": name, "site": "news", "cms_id": name, "created_at": received, "newest": 1, "verdict": verdict,
                "place": place(verdict, penalty, waits), "source_lang": rng.choice(("ar", "ru", "de")),
                "target_lang": "en", "review": review, "received_at": received, "waits_since": received,
                "summary": summary,
                "reviewer": rng.choice(("Ana", "Ben")) if review == "in review" else "",
            }
        )  # fmt: skip
        revisions.append(
            {"id": name, "article_id": name, "number": 1, "sent": {"target": "word " * 200}, "received_at": received,
             "report": report, "verdict": verdict, "penalty": penalty, "scored_at": received}
        )  # fmt: skip
        jobs.append({"id": name, "revision_id": name, "state": "done", "created_at": received, "due_at": received})
    with engine.begin() as connection:
        for table, rows in ((ArticleRow, articles), (Revision, revisions), (Job, jobs)):
            connection.execute(insert(table), rows)


def test_95_of_100_pages_come_in_a_tenth_of_a_second(ana: FlaskClient) -> None:
    taken: list[tuple[float, str]] = []
    for turn in range(5):
        for address in ADDRESSES:
            here: str | None = address
            for _ in range(4):
                if here is None:
                    break
                began = time.perf_counter()
                page = ana.get(here)
                if turn:  # the first round fills caches, as the first minute of a day does
                    taken.append((1000 * (time.perf_counter() - began), here))
                assert page.status_code == 200
                link = LexborHTMLParser(page.text).css_first("a[rel=next]")
                here = link.attributes["href"] if link else None
    taken.sort()
    assert taken[int(0.95 * len(taken))][0] < ALLOWED_MS, taken[-12:]
