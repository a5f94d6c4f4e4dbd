"""What an article takes in PostgreSQL: every table that it has rows in, and no less than its own text."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from scripts.measure import stored_bytes, throwaway_postgres
from scripts.measure.stored_bytes import ShapedChecker, measure, shuffled
from service.storage.tables import Revision

ARTICLES, WORDS = 3, 60


def test_reports_have_the_shape_of_real_ones(postgresql: Engine) -> None:
    chance = random.Random(0)
    told = measure(postgresql, shuffled(ARTICLES, WORDS, chance), ShapedChecker(50.0, chance))
    rows = {cells[1].strip(): cells[2:5] for cells in (line.split("|") for line in told.splitlines()[2:])}
    assert {"revision", "flagged", "article", "job", "all"} < set(rows)
    assert [rows[name][0].strip() for name in ("revision", "article", "job")] == ["1.0"] * 3
    with Session(postgresql) as session:
        kept = session.execute(select(Revision.report, Revision.memory)).all()
    for report, memory in kept:
        assert report and memory
        assert len(report["segments"]) == len(memory) == WORDS / stored_bytes.SENTENCE_WORDS
        assert len(report["flags"]) == 3


@pytest.mark.parametrize("words", [["--articles", "0"], ["--words", "-5"], ["--flags", "many"], ["--flags", "-1"]])
def test_usage(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        stored_bytes.main(words)
    assert ended.value.code == 2


def test_where_postgresql_is_not_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(throwaway_postgres, "installed", lambda: False)
    assert stored_bytes.main([]) == 3
    assert "PostgreSQL is not installed" in capsys.readouterr().err
