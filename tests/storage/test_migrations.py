"""What was kept by an earlier version is still there after the tables were brought up to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from service.articles import article_queries
from service.articles.article_queries import UNASSIGNED, Filter
from service.articles.order import LAST_OPEN, place
from service.articles.publishing import publishing_of, rules_of, waits_for_people
from service.storage.database import migrate, open_database, sqlite_url, transaction
from service.storage.tables import RETIRED, ArticleRow, Base, Delivery, Event

KEPT_IN_0004 = (
    "INSERT INTO article (id, site, cms_id, created_at) VALUES ('a', 'news', '1', 0), ('b', 'news', '2', 0)",
    "INSERT INTO revision"
    " (id, article_id, number, cms_revision, sent, received_at, report, verdict, penalty, scored_at)"
    " VALUES ('a1', 'a', 1, '', '{}', 0, '{}', 'reject', 60, 1), ('a2', 'a', 2, '', '{}', 0, '{}', 'pass', 0.5, 1),"
    " ('b1', 'b', 1, '', '{}', 0, '{}', 'review', 4.5, 1)",
    "INSERT INTO job (id, revision_id, state, created_at, due_at, attempts, error) VALUES"
    " ('j1', 'a1', 'done', 0, 0, 1, ''), ('j2', 'a2', 'done', 0, 0, 1, ''), ('j3', 'b1', 'done', 0, 0, 1, '')",
    "INSERT INTO endpoint (id, site, name, url, secret, inside_allowed, created_at)"
    " VALUES ('e', 'news', 'cms', 'https://cms.example', 'whsec_', FALSE, 0)",
    "INSERT INTO delivery (id, endpoint_id, body, state, created_at, due_at, attempts, last_error)"
    " VALUES ('d', 'e', '{}', 'waiting', 0, 0, 0, '')",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without tables."""
    on_postgresql = request.param == "postgresql"
    engine = open_database(request.getfixturevalue("postgres_server").url if on_postgresql else sqlite_url(tmp_path))
    if on_postgresql:
        Base.metadata.drop_all(engine)
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    yield engine
    engine.dispose()


def migrate_from(engine: Engine, revision: str, kept: Sequence[str]) -> None:
    """Brings up to date what an earlier version kept."""
    migrate(engine, revision)
    with engine.begin() as connection:
        for statement in kept:
            connection.execute(text(statement))
    migrate(engine)


REPORT_IN_0007 = (
    '{"segments": [{"id": "s1", "target": {"text": "Old."}}, {"id": "s2", "target": {"text": "Same."}}], "flags": []}'
)
KEPT_IN_0007 = (
    "INSERT INTO site (name, publishing) VALUES ('later', 'publish-then-review'), ('never', 'never-hold')",
    "INSERT INTO article (id, site, cms_id, created_at, newest, place, verdict, review) VALUES"
    " ('edited', 'news', '1', 0, 1, 4999999, 'review', 'approved'), ('passed', 'news', '2', 0, 1, 2000000, 'pass',"
    " 'pending'), ('back', 'later', '3', 0, 1, 4999999, 'review', 'sent back'), ('free', 'never', '4', 0, 1, 1000000,"
    " 'review', 'pending'), ('held', 'news', '5', 0, 1, 1000000, 'review', 'in review')",
    "INSERT INTO revision (id, article_id, number, cms_revision, sent, received_at, report)"
    f" VALUES ('r', 'edited', 1, '', '{{}}', 0, '{REPORT_IN_0007}')",
    "INSERT INTO event (id, article_id, revision, sequence, action, subject, data, \"by\", key_id, made_at) VALUES"
    " ('e1', 'edited', 1, 1, 'edit', 's1', '{\"text\": \"New.\"}', 'ann', 'k', 0),"
    " ('e2', 'edited', 1, 2, 'edit', 's2', '{\"text\": \"Other.\"}', 'ann', 'k', 0),"
    " ('e3', 'edited', 1, 3, 'undo', 'e2', '{}', 'ann', 'k', 0)",
)


def test_edits_are_counted_and_what_waits_for_nobody_is_moved(bare: Engine) -> None:
    migrate_from(bare, "0007", KEPT_IN_0007)
    with transaction(bare) as session:
        found = {article.id: article for article in session.scalars(select(ArticleRow))}
        assert {name: article.edits for name, article in found.items() if article.edits} == {"edited": 1}
        waiting = {name for name, article in found.items() if article.place <= LAST_OPEN}
        assert waiting == {"back", "held"}
        assert found["passed"].place == place("pass", 0.0, waits=False)
        for article in found.values():
            session.delete(article)
        session.execute(text("DELETE FROM site"))


def test_articles_of_an_earlier_version_keep_their_place_in_the_queue(bare: Engine) -> None:
    migrate_from(bare, "0004", KEPT_IN_0004)
    with transaction(bare) as session:
        found = article_queries.page(session, "news", 10).kept
        assert [(kept.article.id, kept.revision.number, kept.article.verdict) for kept in found] == [
            ("b", 1, "review"),
            ("a", 2, "pass"),
        ]
        assert [kept.article.place for kept in found] == [place("review", 4.5), place("pass", 0.5, waits=False)]
        assert session.get_one(Delivery, "d").article_id is None
        for kept in found:
            session.delete(kept.article)
        session.execute(text("DELETE FROM endpoint"))


FAILED = {
    # By name: site, review, open errors, where it stood, and whether it waits.
    "never": ("never", "pending", 0, 3_000_000, False),
    "never-hand": ("never", "in review", 0, 3_000_000, True),
    "hold": ("news", "pending", 0, 3_000_000, True),
    "hold-approved": ("news", "approved", 0, 7_000_000, False),
    "hold-open": ("news", "reviewed", 1, 7_000_000, True),
    "later-back": ("later", "sent back", -1, 7_000_000, True),
    "hold-back": ("news", "sent back", -1, 7_000_000, False),
    "four-eyes": ("two", "reviewed", 0, 7_000_000, True),
}
KEPT_IN_0015 = (
    "INSERT INTO site (name, publishing, four_eyes) VALUES ('later', 'publish-then-review', FALSE),"
    " ('never', 'never-hold', FALSE), ('two', 'hold', TRUE)",
    *(
        statement
        for name, (site, review, errors, stood, _) in FAILED.items()
        for statement in (
            "INSERT INTO article (id, site, cms_id, created_at, newest, place, review, reviewer, received_at, length,"
            " edits, open_errors, source_lang, target_lang, assignee, assigned_by) VALUES"
            f" ('{name}', '{site}', '{name}', 0, 1, {stood}, '{review}', '', 0, 0, 0, {errors}, '', '', '', '')",
            "INSERT INTO revision (id, article_id, number, cms_revision, sent, received_at, kept_since)"
            f" VALUES ('{name}', '{name}', 1, '', '{{}}', 0, 0)",
            "INSERT INTO job (id, revision_id, state, created_at, due_at, attempts, error)"
            f" VALUES ('{name}', '{name}', 'retired', 0, 0, 4, 'It fell over.')",
        )
    ),
)


def test_what_had_failed_waits_where_somebody_is_asked_to_look(bare: Engine) -> None:
    migrate_from(bare, "0015", KEPT_IN_0015)
    with transaction(bare) as session:
        found = {article.id: article for article in session.scalars(select(ArticleRow))}
        places = {name: place(None, None, waits) for name, (*_, waits) in FAILED.items()}
        assert {name: article.place for name, article in found.items()} == places
        for article in found.values():
            rules = rules_of(session, article.site)
            state = publishing_of(article, None, RETIRED, rules)
            assert article.place == place(None, None, waits_for_people(article, state, RETIRED)), article.id
            session.delete(article)
        session.execute(text("DELETE FROM site"))


BACK = {
    # Review and the count of errors in 0016 (below zero: sent back and not finished since); both in 0017.
    "sent-back": ("sent back", -1, (True, 0)),
    "in-hand-since": ("in review", -1, (True, 0)),
    "before-counts": ("sent back", 0, (True, 0)),
    "finished": ("reviewed", 2, (False, 2)),
    "untouched": ("pending", 0, (False, 0)),
}


def test_what_was_sent_back_says_so_in_a_column_of_its_own(bare: Engine) -> None:
    kept = [
        "INSERT INTO article (id, site, cms_id, created_at, newest, place, review, reviewer, received_at, length,"
        " edits, open_errors, source_lang, target_lang, assignee, assigned_by) VALUES"
        f" ('{name}', 'news', '{name}', 0, 1, 0, '{review}', '', 0, 0, 0, {errors}, '', '', '', '')"
        for name, (review, errors, _) in BACK.items()
    ]
    migrate_from(bare, "0016", kept)
    with transaction(bare) as session:
        found = {article.id: article for article in session.scalars(select(ArticleRow))}
        assert {name: (article.is_back, article.open_errors) for name, article in found.items()} == {
            name: expected for name, (_, _, expected) in BACK.items()
        }
        for article in found.values():
            session.delete(article)


SENT_AT = {
    # By name: for each revision when it came and the first with its content (0: it is new); since when it waits.
    "new": ([(10, 0)], 10),
    "twice": ([(10, 0), (20, 1), (30, 1)], 10),
    "changed": ([(10, 0), (20, 1), (30, 0), (40, 3)], 30),
}


def test_what_was_sent_again_has_waited_since_the_first_time(bare: Engine) -> None:
    kept = [
        statement
        for name, (sent, _) in SENT_AT.items()
        for statement in (
            "INSERT INTO article (id, site, cms_id, created_at, newest, received_at)"
            f" VALUES ('{name}', 'news', '{name}', 0, {len(sent)}, {sent[-1][0]})",
            *(
                "INSERT INTO revision (id, article_id, number, cms_revision, sent, received_at, kept_since)"
                f" VALUES ('{name}{number}', '{name}', {number}, '', '{{}}', {at}, {since})"
                for number, (at, since) in enumerate(sent, 1)
            ),
        )
    ]
    migrate_from(bare, "0018", kept)
    with transaction(bare) as session:
        found = {article.id: article for article in session.scalars(select(ArticleRow))}
        assert {name: article.waits_since for name, article in found.items()} == {
            name: expected for name, (_, expected) in SENT_AT.items()
        }
        for article in found.values():
            session.delete(article)


KEPT_IN_0013 = (
    "INSERT INTO article (id, site, cms_id, created_at, newest) VALUES ('a', 'news', '1', 0, 1)",
    "INSERT INTO revision (id, article_id, number, cms_revision, sent, received_at) VALUES ('r', 'a', 1, '', '{}', 0)",
    "INSERT INTO job (id, revision_id, state, created_at, due_at, attempts, error)"
    " VALUES ('j', 'r', 'done', 0, 0, 1, '')",
    "INSERT INTO event (id, article_id, revision, sequence, action, subject, data, \"by\", key_id, made_at)"
    " VALUES ('e', 'a', 1, 1, 'claim', 'article', '{}', 'ann', 'k', 0)",
)


def test_articles_and_decisions_of_before_are_nobodys(bare: Engine) -> None:
    migrate_from(bare, "0013", KEPT_IN_0013)
    with transaction(bare) as session:
        (kept,) = article_queries.page(session, "news", 10, wanted=Filter(assignee=UNASSIGNED)).kept
        assert (kept.assignee, kept.article.assigned_by) == (None, "")
        assert [(event.by, event.account_id) for event in session.scalars(select(Event))] == [("ann", "")]
        session.delete(kept.article)
