"""What reviewers said, as rows: they say what the events say, whatever was undone, and can be made anew."""

from __future__ import annotations

import pytest
from fake_checker import FakeChecker
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import TARGET, Newsroom
from sqlalchemy import Engine, delete, select, update

import scripts.recount
from models.errors import CheckerError
from service.articles import article_queries
from service.storage.counted import DecidedFlag, FlagRow
from service.storage.database import transaction
from service.storage.tables import ArticleRow

Row = tuple[str, str, str, str, bool]
AT = TARGET.index("today")
MARK = {"start": AT, "end": AT + 5, "category": "accuracy/addition", "severity": "minor"}


@pytest.fixture
def room(database: Engine) -> Newsroom:
    return Newsroom(database)


def rows(engine: Engine) -> list[Row]:
    """(check, fingerprint, reviewer, outcome, counts), in a fixed order."""
    with transaction(engine) as session:
        found = session.scalars(select(DecidedFlag).order_by(DecidedFlag.at, DecidedFlag.article_id)).all()
    return [(j.check, j.fingerprint, j.reviewer, j.outcome, j.counts) for j in found]


def test_a_decision_knows_its_flag(room: Newsroom) -> None:
    article = room.article()
    first, second = room.flags(article)
    room.act(article, "ann", "change", flag=first, severity="critical")
    room.act(article, "ann", "dismiss", flag=second)
    with transaction(room.engine) as session:
        changed, dismissed = session.scalars(select(DecidedFlag).order_by(DecidedFlag.at)).all()
        assert session.get_one(ArticleRow, article).length == len(TARGET)
    assert (changed.site, changed.source_lang, changed.target_lang) == ("news", "ar", "en")
    assert (changed.check, changed.category, changed.severity) == ("fake", "accuracy/mistranslation", "major")
    assert (changed.side, changed.length, changed.revision) == ("target", len("take advantage"), 1)
    assert changed.confidence == changed.raw_confidence == 0.86
    assert (changed.outcome, dismissed.outcome) == ("change", "dismiss")
    assert dismissed.length == len("👩‍🚀🇲🇷")  # code points


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("ann", "confirm")], [("ann", "confirm", True)]),
        ([("ann", "confirm"), ("ann", "dismiss")], [("ann", "dismiss", True)]),
        (
            [("ann", "confirm"), ("ann", "finish"), ("bob", "dismiss")],
            [("ann", "confirm", False), ("bob", "dismiss", True)],
        ),
        ([("ann", "confirm"), ("ann", "undo 1")], []),
        ([("ann", "confirm"), ("ann", "undo 1"), ("ann", "undo 2")], [("ann", "confirm", True)]),
        ([("ann", "confirm"), ("ann", "dismiss"), ("ann", "undo 2")], [("ann", "confirm", True)]),
        (
            [("ann", "confirm"), ("ann", "finish"), ("bob", "dismiss"), ("bob", "undo 3")],
            [("ann", "confirm", True)],
        ),
        ([("ann", "claim"), ("ann", "release")], []),
    ],
)
def test_the_last_word_of_each_counts_once(
    room: Newsroom, told: list[tuple[str, str]], expected: list[tuple[str, str, bool]]
) -> None:
    article = room.article()
    flag, events = room.flags(article)[0], []
    for by, line in told:
        action, _, number = line.partition(" ")
        more = {"event": events[int(number) - 1].id} if number else {}
        if action in ("confirm", "dismiss"):
            more = {"flag": flag}
        events.append(room.act(article, by, action, **more))
    assert [(by, outcome, counts) for _, _, by, outcome, counts in rows(room.engine)] == expected


def test_a_marked_passage_is_an_error_that_was_missed(room: Newsroom) -> None:
    article = room.article()
    mark = room.act(article, "ann", "mark", **MARK)
    with transaction(room.engine) as session:
        (row,) = session.scalars(select(DecidedFlag))
    assert (row.check, row.outcome, row.length, row.confidence) == ("reviewer", "confirm", len("today"), None)
    assert (row.category, row.severity) == ("accuracy/addition", "minor")
    room.act(article, "ann", "release")
    room.act(article, "bob", "dismiss", flag=mark.subject)
    assert [row[2:] for row in rows(room.engine)] == [("ann", "confirm", False), ("bob", "dismiss", True)]


def test_a_flag_that_stands_in_the_next_revision_is_decided_there_anew(room: Newsroom) -> None:
    room.checker = FakeChecker()
    article = room.article(id="7")
    flag = room.flags(article)[0]
    room.act(article, "ann", "confirm", flag=flag)
    assert room.article(id="7") == article
    room.act(article, "ann", "dismiss", flag=flag)
    with transaction(room.engine) as session:
        (row,) = session.scalars(select(DecidedFlag))
        assert (row.revision, row.outcome) == (2, "dismiss")
        assert len(session.scalars(select(FlagRow)).all()) == 4


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["ann", "bob"]),
        st.sampled_from(["confirm", "dismiss", "change", "mark", "finish", "release", "undo"]),
        st.integers(0, 5),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_made_anew_the_rows_are_the_same(engine: Engine, steps: list[tuple[str, str, int]]) -> None:
    room = Newsroom(engine)
    article = room.article()
    flags, events = room.flags(article), []
    for by, action, number in steps:
        more = {}
        if action in ("confirm", "dismiss", "change"):
            more = {"flag": flags[number % len(flags)]} | ({"severity": "neutral"} if action == "change" else {})
        elif action == "mark":
            more = MARK
        elif action == "undo":
            more = {"event": events[number % len(events)].id} if events else {"event": "none"}
        try:
            events.append(room.act(article, by, action, **more))
        except CheckerError:
            continue  # not possible now: nothing was added
    kept = rows(engine)
    with transaction(engine) as session:
        session.execute(delete(DecidedFlag))
        session.execute(delete(FlagRow))
        session.execute(update(ArticleRow).values(length=0))
    assert scripts.recount.main(["--database", engine.url.render_as_string()]) == 0
    assert rows(engine) == kept
    with transaction(engine) as session:
        assert session.get_one(ArticleRow, article).length == len(TARGET)


def test_a_recount_goes_over_all_articles_some_at_a_time(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts.recount, "ARTICLES", 2)
    for _ in range(5):
        article = room.article()
        room.act(article, "ann", "confirm", flag=room.flags(article)[0])
    kept = rows(room.engine)
    with transaction(room.engine) as session:
        session.execute(delete(DecidedFlag))
    assert scripts.recount.main(["--database", room.engine.url.render_as_string(hide_password=False)]) == 0
    assert rows(room.engine) == kept and len(kept) == 5


def test_a_recount_without_a_database_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert scripts.recount.main(["--database", "mysql://x/y"]) == 2
    assert "must be SQLite or PostgreSQL" in capsys.readouterr().err


def test_a_flag_of_a_report_that_was_kept_before_flags_were_counted(room: Newsroom) -> None:
    article = room.article()
    with transaction(room.engine) as session:
        session.execute(delete(FlagRow))
    room.act(article, "ann", "confirm", flag=room.flags(article)[1])
    with transaction(room.engine) as session:
        (row,) = session.scalars(select(DecidedFlag))
        assert (row.check, row.raw_confidence) == ("fake", 0.86)
        assert len(session.scalars(select(FlagRow)).all()) == 2


def test_with_an_article_goes_what_was_counted_of_it(room: Newsroom) -> None:
    kept, gone = room.article(), room.article()
    for article in (kept, gone):
        room.act(article, "ann", "confirm", flag=room.flags(article)[0])
    with transaction(room.engine) as session:
        assert article_queries.delete(session, "news", gone)
    with transaction(room.engine) as session:
        assert [decision.article_id for decision in session.scalars(select(DecidedFlag))] == [kept]
        assert len(session.scalars(select(FlagRow)).all()) == 2
