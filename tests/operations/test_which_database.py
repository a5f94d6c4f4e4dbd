"""Every command finds the database as the service does, says which one it was, and refuses sites that there are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import keys, recalibrate, sites, webhooks
from scripts.cli.opening import name_of, opened
from scripts.cli.serve_options import parser

SITE = ["--site", "news"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("MTQC_DATABASE_URL", "MTQC_DATA"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        ([], {}),
        (["--data", "one"], {}),
        ([], {"MTQC_DATA": "two"}),
        (["--data", "one"], {"MTQC_DATA": "two"}),
        (["--data", "one"], {"MTQC_DATABASE_URL": "sqlite:///three.db"}),
        (["--data", "one", "--database", "sqlite:///four.db"], {"MTQC_DATABASE_URL": "sqlite:///three.db"}),
    ],
)
def test_a_command_writes_where_the_service_reads(
    options: list[str],
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    served = parser().parse_args(options)
    wanted = f"database {name_of(opened(served.database, served.data))}"
    for arguments in (["add", *SITE, "--name", "CMS", *options], [*options, "list"], ["list", *options]):
        assert keys.main(arguments) == 0
        told = capsys.readouterr()
        assert told.err.splitlines()[-1] == f"keys.py: {wanted}" and told.out.count("\n") == 1


def test_a_password_is_not_told() -> None:
    from sqlalchemy import create_engine

    assert "secret" not in name_of(create_engine("postgresql+psycopg://user:secret@host/name"))


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        (sites, ["set", "--site", "nwes", "--publishing", "hold"]),
        (webhooks, ["add", "--site", "nwes", "--name", "cms", "--url", "https://cms.example/"]),
        (recalibrate, ["fit", "--site", "nwes", "--pair", "ar-en"]),
        (recalibrate, ["list", "--site", "nwes"]),
        (recalibrate, ["revert", "--site", "nwes", "--pair", "ar-en"]),
    ],
)
def test_a_site_that_there_is_not_is_refused(
    command: object, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert keys.main(["add", *SITE, "--name", "CMS"]) == 0
    assert "'news' is a new site" in capsys.readouterr().err
    assert command.main(arguments) == 2  # type: ignore[attr-defined]
    assert "there is no site 'nwes' (there is: news)" in capsys.readouterr().err


def test_a_list_of_sites_without_a_choice_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert keys.main(["add", *SITE, "--name", "CMS"]) == 0
    capsys.readouterr()
    assert sites.main(["list"]) == 0
    told = capsys.readouterr()
    assert told.out == "" and "nothing was chosen for any site: all of them use hold" in told.err
    assert sites.main(["set", *SITE, "--publishing", "never-hold"]) == 0
    capsys.readouterr()
    assert sites.main(["list"]) == 0
    told = capsys.readouterr()
    assert told.out == "news\tnever-hold\n" and "nothing was chosen" not in told.err


def test_an_address_inside_is_refused_unless_it_is_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    keys.main(["add", *SITE, "--name", "CMS"])
    inside = ["add", *SITE, "--name", "cms", "--url", "http://127.0.0.1:9000/hook"]
    assert webhooks.main(inside) == 2
    assert "127.0.0.1 is not a public address" in capsys.readouterr().err
    assert webhooks.main([*inside, "--inside-allowed"]) == 0
    assert capsys.readouterr().out.startswith("whsec_")
