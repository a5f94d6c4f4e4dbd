"""Keys: made and shown once, kept as a hash, refused when anything about them is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from scripts.keys import main
from service.access.keys import all_keys, authenticate, create, revoke


def made(database: Engine, scopes: tuple[str, ...] = ("submit", "read")) -> str:
    with Session(database) as session, session.begin():
        return create(session, "news", "the CMS", scopes, 1.0)


def test_a_key_opens_its_site_with_its_scopes(database: Engine) -> None:
    key = made(database, ("read", "submit"))
    with Session(database) as session:
        holder = authenticate(session, key)
    assert holder is not None
    assert (holder.site, holder.name, holder.scopes) == ("news", "the CMS", {"submit", "read"})
    assert re.fullmatch(r"mtqc_[0-9a-f]{16}_[\w-]{43}", key)


def test_no_secret_is_kept(database: Engine) -> None:
    secret = made(database).split("_", 2)[2]
    with database.connect() as connection:
        rows = connection.execute(text("SELECT * FROM api_key")).all()
    assert len(rows) == 1
    assert secret not in repr(rows)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: "",
        lambda key: key[:-1],
        lambda key: key + "x",
        lambda key: key.swapcase(),
        lambda key: key.rpartition("_")[0],
        lambda key: key.replace("mtqc_", "mtqz_"),
        lambda key: "mtqc_0000000000000000_" + key.split("_", 2)[2],
        lambda key: f"mtqc_{key}",
        lambda key: "mtqc_' OR 1=1 --_x",
        lambda key: "mtqc_\x00_\ud800",
        lambda key: "🔑" * 1000,
    ],
)
def test_what_is_no_key_opens_nothing(database: Engine, spoil) -> None:
    wrong = spoil(made(database))
    with Session(database) as session:
        assert authenticate(session, wrong) is None


def test_a_revoked_key_opens_nothing_and_stays_listed(database: Engine) -> None:
    key = made(database)
    key_id = key.split("_")[1]
    with Session(database) as session, session.begin():
        assert revoke(session, key_id, 2.0)
        assert not revoke(session, key_id, 3.0)  # the first time counts
        assert not revoke(session, "0" * 16, 3.0)
    with Session(database) as session:
        assert authenticate(session, key) is None
        assert [(row.id, row.revoked_at) for row in all_keys(session)] == [(key_id, 2.0)]


@pytest.mark.parametrize(
    ("site", "name", "scopes"),
    [("news", "x", ("root",)), ("news", "x", ()), (" ", "x", ("read",)), ("news", " \u200b", ("read",))],
)
def test_keys_without_a_meaning_are_refused(database: Engine, site: str, name: str, scopes: tuple[str, ...]) -> None:
    with Session(database) as session, pytest.raises(InvalidInput):
        create(session, site, name, scopes, 1.0)


def test_the_command_makes_lists_and_revokes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["add", "--site", "news", "--name", "CMS"]) == 0
    key = capsys.readouterr().out.strip()
    key_id = key.split("_")[1]
    assert main(["list"]) == 0
    assert capsys.readouterr().out.split("\t")[:5] == [key_id, "valid", "news", "CMS", "submit,read"]
    assert main(["revoke", key_id]) == 0
    assert main(["revoke", key_id]) == 2
    assert "keys.py list" in capsys.readouterr().err
    assert main(["--database", "mysql://x/y", "list"]) == 2
    assert main(["--database", f"sqlite:///{tmp_path}/no/such/folder/x.db", "list"]) == 3
    assert "cannot be used" in capsys.readouterr().err
