"""The command for people: accounts made, listed, changed and deactivated by whoever runs the service."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from scripts import keys
from scripts.people import main
from service.access.accounts import find_by_link, opened_by, who_is
from service.storage.database import open_database, sqlite_url, transaction

WHO = ["--site", "news", "--login", "ana@news.example"]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Engine]:
    """The database of the folder that the commands run in, with the site `news`."""
    monkeypatch.chdir(tmp_path)
    assert keys.main(["add", "--site", "news", "--name", "CMS"]) == 0
    capsys.readouterr()
    engine = open_database(sqlite_url(tmp_path / "data"))
    yield engine
    engine.dispose()


def test_the_command_makes_lists_changes_and_deactivates(own: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", *WHO, "--name", "Ana Ruiz", "--address", "https://mtqc.example/"]) == 0
    base, _, token = capsys.readouterr().out.strip().partition("/set-password/")
    assert base == "https://mtqc.example"
    with transaction(own) as session:
        assert find_by_link(session, token, 0.0) is not None
    assert main(["change", *WHO, "--role", "admin"]) == 0
    assert main(["list"]) == 0
    told = capsys.readouterr().out.strip().split("\t")
    assert told == ["news", "ana@news.example", "no password", "admin", "Ana Ruiz"]
    assert main(["link", *WHO]) == 0
    assert token not in capsys.readouterr().out
    for command, state in (("deactivate", "deactivated"), ("activate", "no password")):
        assert main([command, *WHO]) == 0
        told = capsys.readouterr().err
        assert ("no article was assigned to them" in told) is (command == "deactivate")
        assert main(["list"]) == 0
        assert f"\t{state}\t" in capsys.readouterr().out


def test_a_password_comes_from_standard_input(own: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["add", *WHO, "--name", "Ana Ruiz"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("seven grey herons\n"))
    assert main(["password", *WHO]) == 0
    with transaction(own) as session:
        assert len(opened_by("seven grey herons", who_is(session, "ana@news.example"))) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add", "--site", "nwes", "--login", "ana", "--name", "Ana"], "there is no site 'nwes'"),
        (["add", "--site", "news", "--login", "me", "--name", "Ana"], "a login has"),
        (["change", "--site", "news", "--login", "ben", "--role", "admin"], "has no person 'ben': see people.py list"),
        (["change", "--site", "news", "--login", "ben"], "give --name, --role or both"),
        (["link", "--site", "news", "--login", "b\udce9n"], "has no person"),
        (["password", "--site", "news", "--login", "ben"], "has no person 'ben'"),
    ],
)
def test_what_cannot_be_done_is_told(
    own: Engine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(words) == 2
    assert told in capsys.readouterr().err
