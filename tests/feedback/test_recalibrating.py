"""From decided flags to the confidences of later reports: when, how, and back again."""

from __future__ import annotations

import random
import time

import pytest
from fake_checker import FakeChecker, Planted
from newsroom import Newsroom
from service_app import make_app, make_key, sign_in
from sqlalchemy import Engine, func, select

from models.calibration.recalibration import MIN_DECISIONS
from models.errors import InvalidInput
from models.languages import LanguagePair
from scripts import keys, recalibrate
from service.feedback.recalibrating import AGAIN, RecalibrationScope, fit_now, refit_when_due, revert, states, versions
from service.storage.counted import DecidedFlag, FlagRow, Recalibration
from service.storage.database import transaction
from service.storage.tables import ArticleRow

WORDS = "The minister said harbour would open again after storm and ships were waiting outside for days without water"
ARABIC = RecalibrationScope("news", LanguagePair("ar", "en"))
SAID = 0.9


@pytest.fixture
def room(database: Engine) -> Newsroom:
    """Every word of an article is flagged with a confidence of 0.9."""
    return Newsroom(database, FakeChecker(tuple(Planted(word, confidence=SAID) for word in WORDS.split())))


def decide(room: Newsroom, flags: int, share: float = 0.5, **more: str) -> None:
    """Has so many flags decided, of which a share is right."""
    rng, left = random.Random(f"{flags}{share}"), flags
    while left:
        article = room.article(WORDS, **more)
        for flag in room.flags(article)[:left]:
            room.act(article, "ann", "confirm" if rng.random() < share else "dismiss", flag=flag)
            left -= 1


def made(engine: Engine) -> list[tuple[int, str, int, str]]:
    with transaction(engine) as session:
        return [(v.version, v.kind, v.decisions, state) for v, state in states(versions(session))]


def confidence(room: Newsroom, **more: str) -> tuple[float, str]:
    """Of the first flag of a fresh report, and the report's signature."""
    report = room.report(room.article(WORDS, **more))
    return report["flags"][0]["confidence"], report["signature"]


def test_fifty_decisions_make_a_version_and_25_more_the_next(room: Newsroom) -> None:
    decide(room, MIN_DECISIONS - 1)
    assert made(room.engine) == []
    plain = confidence(room)
    assert plain == (SAID, room.checker.signature)
    decide(room, 1)
    ((version, kind, decisions, state),) = made(room.engine)
    assert (version, decisions, state) == (1, MIN_DECISIONS, "in force") and kind in ("platt", "isotonic")
    mended = confidence(room)
    assert mended[0] == pytest.approx(0.5, abs=0.2) and mended[1] == f"{room.checker.signature}|desk:ar-en:v1"
    decide(room, AGAIN - 1)
    assert len(made(room.engine)) == 1
    decide(room, 1)
    assert [(n, count, state) for n, _, count, state in made(room.engine)] == [
        (2, MIN_DECISIONS + AGAIN, "in force"),
        (1, MIN_DECISIONS, "replaced"),
    ]
    assert confidence(room)[1].endswith("|desk:ar-en:v2")


def test_other_languages_and_other_sites_keep_theirs(room: Newsroom) -> None:
    decide(room, MIN_DECISIONS)
    assert confidence(room, source_lang="fa") == (SAID, room.checker.signature)
    assert confidence(Newsroom(room.engine, room.checker, site="other")) == (SAID, room.checker.signature)


def test_earlier_reports_stay_and_what_is_learnt_from_is_never_mapped(room: Newsroom) -> None:
    before = room.article(WORDS)
    decide(room, MIN_DECISIONS)
    assert room.report(before)["flags"][0]["confidence"] == SAID
    after = room.article(WORDS)
    room.act(after, "ann", "confirm", flag=room.flags(after)[0])
    with transaction(room.engine) as session:
        raw = set(session.scalars(select(FlagRow.raw_confidence).distinct()))
        decided = session.scalars(select(DecidedFlag).where(DecidedFlag.article_id == after)).one()
        assert raw == {SAID} == {decided.raw_confidence}
        assert decided.confidence != SAID
    # what the second version makes of 0.9 is what people say of it, not of its own map
    decide(room, AGAIN + MIN_DECISIONS)
    assert confidence(room)[0] == pytest.approx(0.5, abs=0.15)


def test_taken_back_it_stays_so_until_somebody_asks(room: Newsroom) -> None:
    decide(room, MIN_DECISIONS + AGAIN)
    with transaction(room.engine) as session:
        now_in_force = revert(session, ARABIC, 1.0)
        assert now_in_force is not None and now_in_force.version == 1
    assert confidence(room)[1].endswith("|desk:ar-en:v1")
    with transaction(room.engine) as session:
        assert revert(session, ARABIC, 2.0) is None
    assert confidence(room) == (SAID, room.checker.signature)
    decide(room, 2 * AGAIN)
    assert [state for *_, state in made(room.engine)] == ["taken back", "taken back"]
    with transaction(room.engine) as session:
        with pytest.raises(InvalidInput, match="shipped calibration is in force"):
            revert(session, ARABIC, 3.0)
        assert fit_now(session, ARABIC, 4.0).version == 3
    decide(room, AGAIN)
    assert [n for n, *_ in made(room.engine)] == [4, 3, 2, 1]
    assert confidence(room)[1].endswith("|desk:ar-en:v4")


def test_sound_confidences_are_a_version_that_changes_nothing(room: Newsroom) -> None:
    decide(room, MIN_DECISIONS, share=SAID)
    ((_, kind, _, _),) = made(room.engine)
    assert kind == "identity"
    assert confidence(room) == (SAID, room.checker.signature)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_where_all_said_the_same_nothing_is_learnt(room: Newsroom, share: float) -> None:
    decide(room, MIN_DECISIONS + 5, share)
    assert made(room.engine) == []


def test_marked_passages_are_no_flags(room: Newsroom) -> None:
    decide(room, MIN_DECISIONS - 1)
    article = room.article(WORDS)
    for at in range(5):
        room.act(article, "ann", "mark", start=at, end=at + 3, category="fluency/grammar", severity="minor")
    assert made(room.engine) == []


def test_undone_decisions_count_for_nothing(room: Newsroom) -> None:
    decide(room, MIN_DECISIONS - 1)
    article = room.article(WORDS)
    event = room.act(article, "ann", "mark", start=0, end=3, category="fluency/grammar", severity="minor")
    room.act(article, "ann", "undo", event=event.id)
    assert made(room.engine) == []


def test_two_decisions_at_the_same_moment_make_one_version(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The version that the other has just made is not seen yet: the table refuses a second of its number."""
    decide(room, MIN_DECISIONS)
    monkeypatch.setattr("service.feedback.recalibrating._versions", lambda *_: [])
    with transaction(room.engine) as session:
        refit_when_due(session, ARABIC, 1.0)
        assert session.scalar(select(func.count()).select_from(ArticleRow))
    assert len(made(room.engine)) == 1


def test_the_command_lists_fits_and_reverts(room: Newsroom, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--database", room.engine.url.render_as_string(hide_password=False)]
    if room.engine.dialect.name != "sqlite":
        pytest.skip("the command is the same")
    assert keys.main([*where, "add", "--site", "news", "--name", "CMS"]) == 0
    assert recalibrate.main([*where, "fit", "--site", "news", "--pair", "ar-en"]) == 2
    assert "takes 50 decided flags" in capsys.readouterr().err
    decide(room, MIN_DECISIONS)
    assert recalibrate.main([*where, "fit", "--site", "news", "--pair", "ar-en"]) == 0
    assert recalibrate.main([*where, "revert", "--site", "news", "--pair", "ar-en"]) == 0
    assert "in force: v1" in capsys.readouterr().out
    assert recalibrate.main([*where, "list"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [(line[0], line[1], line[2], line[-1]) for line in lines] == [
        ("news", "ar-en", "v2", "taken back"), ("news", "ar-en", "v1", "in force"),
    ]  # fmt: skip
    assert recalibrate.main([*where, "revert", "--site", "news", "--pair", "ar-en"]) == 0
    assert "the shipped calibration" in capsys.readouterr().out
    assert recalibrate.main([*where, "revert", "--site", "news", "--pair", "ar-en"]) == 2
    assert recalibrate.main([*where, "revert", "--site", "news", "--pair", "arabic"]) == 2
    assert "is written ar-en" in capsys.readouterr().err
    assert recalibrate.main([*where, "list", "--site", "other"]) == 2
    assert "there is no site 'other' (there is: news)" in capsys.readouterr().err


def test_versions_stand_on_the_page_of_numbers(engine: Engine) -> None:
    room = Newsroom(engine, FakeChecker(tuple(Planted(word, confidence=SAID) for word in WORDS.split())))
    room.clock = time.time() - 500
    decide(room, MIN_DECISIONS)
    page = sign_in(make_app(engine, room.checker), make_key(engine)).get("/stats").text
    with transaction(engine) as session:
        version = session.scalars(select(Recalibration)).one()
    assert "Arabic → English</th><td>1</td>" in page and "<td>in force</td>" in page
    assert f"<td>{version.before:.3f}</td><td>{version.after:.3f}</td>" in page
