"""scripts/migrate.py: one process makes the tables, the others wait for it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from scripts import migrate as command
from scripts.measure.throwaway_postgres import free_port
from service.storage.database import is_current, migrate, open_database, sqlite_url
from service.storage.tables import Base


def test_tables_are_made_and_then_current(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    assert command.main(["--database", url, "--wait", "0"]) == 3
    engine = open_database(url)
    assert not inspect(engine).get_table_names(), "who waits changes nothing"
    engine.dispose()
    assert command.main(["--database", url]) == 0
    assert command.main(["--database", url, "--wait", "0"]) == 0


def test_tables_of_an_earlier_version_are_not_current(tmp_path: Path) -> None:
    engine = open_database(sqlite_url(tmp_path))
    migrate(engine, "0005")
    assert not is_current(engine)
    migrate(engine)
    assert is_current(engine)
    engine.dispose()


def test_whoever_waits_sees_when_it_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = sqlite_url(tmp_path)
    monkeypatch.setattr(command, "SECONDS_BETWEEN_LOOKS", 0.05)
    later = threading.Timer(0.3, lambda: command.main(["--database", url]))
    later.start()
    assert command.main(["--database", url, "--wait", "60"]) == 0
    later.join()


@pytest.mark.parametrize("words", [["--wait", "1"], ["--wait", "soon"], ["--database", "mysql://x"]])
def test_usage(words: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("MTQC_DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    try:
        code: object = command.main(words)
    except SystemExit as ended:
        code = ended.code
    assert code == 2


def test_a_database_that_does_not_answer(capsys: pytest.CaptureFixture[str]) -> None:
    url = f"postgresql+psycopg://x@127.0.0.1:{free_port()}/x"
    assert command.main(["--database", url, "--wait", "0"]) == 3
    assert "does not answer" in capsys.readouterr().err


def test_processes_that_start_at_once_are_no_trouble(postgresql: Engine) -> None:
    Base.metadata.drop_all(postgresql)
    with postgresql.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    url, failures = postgresql.url.render_as_string(hide_password=False), []

    def start() -> None:
        engine = open_database(url)
        try:
            migrate(engine)
        except Exception as error:
            failures.append(error)
        finally:
            engine.dispose()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures and is_current(postgresql)
