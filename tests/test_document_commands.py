"""Every command that a document shows is run as it stands, or it is told here why not and what runs instead."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from fake_checker import FakeChecker
from formats.files import xliff_1
from service_app import make_app, make_key, serving
from sqlalchemy import Engine
from unit_checker import UnitChecker

from service.articles.checking import Checking
from service.jobs.worker import Worker

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    path
    for place in ("*.md", "docs/*.md", "deploy/**/*.md", "examples/**/*.md", "models/**/*.md", "samples/*.md")
    for path in ROOT.glob(place)
    if path.name not in {"EVALUATION.md", "EXPERIMENTS.md", "PERFORMANCE.md", "SCALE.md", "CHANGELOG.md"}
)
"""All but those of results, whose commands are part of what was measured."""
SHELL = re.compile(r"^ *```sh\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
OTHER = re.compile(r"^ *```(?!sh\n)\w*\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
PROGRAM = re.compile(r"(?:MTQC_\w+=\S+ +)*(?:make|curl|docker|celery|sudo|sh|pg_\w+|(?:\.venv/bin/)?python) ")
ADDRESS = "http://127.0.0.1:8000"

IN_ORDER = (
    "python scripts/keys.py add --site news --name \"CMS\" --scope submit --scope read",
    "python scripts/keys.py list",
    "python scripts/keys.py revoke 5f1c0e…",
    "python scripts/sites.py set --site news --publishing publish-then-review",
    "python scripts/sites.py set --site news --four-eyes yes",
    "python scripts/sites.py list",
    "python scripts/webhooks.py add --site news --name cms --url https://cms.example/hooks/mtqc",
    "python scripts/webhooks.py list",
    "python scripts/webhooks.py remove --site news --name cms",
    "python scripts/people.py add --site news --login ana@news.example --name \"Ana Ruiz\" --address https://mtqc.example",
    "python scripts/people.py list",
    "python scripts/people.py change --site news --login ana@news.example --name \"Ana Ruiz Gil\" --role admin",
    "python scripts/people.py link --site news --login ana@news.example --address https://mtqc.example",
    "python scripts/people.py password --site news --login ana@news.example < FILE",
    "python scripts/people.py deactivate --site news --login ana@news.example",
    "python scripts/people.py activate --site news --login ana@news.example",
    "python scripts/recalibrate.py list",
    "python scripts/recalibrate.py fit --site news --pair ar-en",
    "python scripts/recalibrate.py revert --site news --pair ar-en",
    "python -c \"import sqlite3; sqlite3.connect('data/mtqc.sqlite3').backup(sqlite3.connect('backup.sqlite3'))\"",
    "python scripts/keys.py add --site news --name WordPress --scope submit --scope read",
    "python scripts/webhooks.py add --site news --name wordpress --url https://news.example/wp-json/mtqc/v1/webhook",
    "python scripts/fetch_model.py --list",
)
"""What an operator calls, one after the other, in a folder of its own."""
REFUSED = {
    "python scripts/recalibrate.py fit --site news --pair ar-en": "decided flags",
    "python scripts/recalibrate.py revert --site news --pair ar-en": "ar-en",
}
"""Of these, what a service without decisions refuses, and a word of what it says."""
ON_A_SERVER = re.compile(r"curl ")
WITH_THE_MODEL = (
    ".venv/bin/python scripts/score.py -s samples/river-port.ar.txt -t samples/river-port.en.txt",
    "python scripts/score.py --archive stories.jsonl --out reports.jsonl -sl ar -tl en",
    "python scripts/score.py --archive FOLDER --out reports-3.jsonl --shard 3/8",
)
ON_POSTGRESQL = (
    "pg_dump --format=custom --file=mtqc.dump postgresql://user:password@host/name",
    "pg_restore --clean --if-exists --dbname=postgresql://user:password@host/name mtqc.dump",
)
ELSEWHERE: Mapping[str, str] = {
    "python scripts/serve.py": "tests/durability/killable_service.py",
    "python scripts/serve.py --host 0.0.0.0 --data DIR": "tests/operations/test_serve_options.py",
    "celery -A scripts.worker worker --pool prefork --concurrency 1": "tests/durability/killable_worker.py",
    "python -m scripts.measure.load --seconds 1200 --model": "tests/measure/test_load.py",
    "python -m scripts.measure.cluster --articles 20000 --workers 4": "tests/measure/test_cluster.py",
    "python -m scripts.measure.cluster --articles 400 --workers 1 --check 0 --kill-every 0 --cut-off 0 --no-restarts":
        "tests/measure/test_cluster.py",
    "python -m scripts.convert.weights opus-mt-ar-en --to converted": "tests/convert/test_convert_weights.py",
    "python scripts/fetch_model.py marian-ar-en --from converted": "tests/hub/test_fetching.py",
    "python scripts/fetch_model.py m2m100": "tests/hub/test_fetching.py",
    "python scripts/fetch_model.py xlm-roberta-base": "tests/hub/test_fetching.py",
    "python scripts/fetch_model.py own --from runs/own/export": "tests/training/test_own_training.py",
    "python scripts/score.py -s story.ar.txt -t story.en.txt --model own": "tests/training/test_own_training.py",
    "python scripts/train.py prepare --base xlm-roberta-base --run runs/own": "tests/training/test_own_training.py",
    "python scripts/train.py fit --data DATA --run runs/own --minutes 150": "tests/training/test_own_training.py",
    "python scripts/train.py export --run runs/own": "tests/training/test_own_training.py",
    "python -m scripts.calibration.calibrate_model comet-kiwi --data DATA": "tests/calibration/test_calibrate_model.py",
    "sh examples/wordpress/try.sh stay": "tests/test_wordpress_trial.py",
}
"""Commands that would take too long, a network, or weights that are not here: the test that does the same in small."""
NOWHERE: Mapping[str, str] = {
    "make run": "sets up the machine; .ci/run and every new clone begin with these",
    "make run ARGS=\"--port 8080\"": "the same",
    "make test": "the same",
    "make test ARGS=\"tests/test_spans.py\"": "the same",
    "make setup": "the same",
    "make lint": "the same",
    "sudo apt install wordpress php-cli php-mysql mariadb-server": "changes the machine",
    "docker exec CONTAINER python scripts/keys.py list": "takes Docker; what it runs is run above",
    "python scripts/score.py -s story.ar.txt -t story.en.txt --model m2m100": "takes weights of 2 GB",
    "python scripts/serve.py --model m2m100": "the same",
    "python scripts/score.py -s story.ar.txt -t story.en.txt --model builtin+comet-kiwi --budget 0.2": "the same",
    "MTQC_MODEL=builtin+comet-kiwi MTQC_BUDGET=0.2 python scripts/serve.py": "the same",
}


def commands_in(text: str) -> Iterator[str]:
    """The commands of a document's shell blocks, each on one line, without comments."""
    for block in SHELL.findall(text):
        for line in block.replace("\\\n", " ").splitlines():
            if command := re.sub(r"\s+#\s.*$", "", line).strip():
                yield re.sub(r"\s+", " ", command)


SHOWN = sorted({command for path in DOCUMENTS for command in commands_in(path.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_stand_in_blocks_of_the_shell(path: Path) -> None:
    others = "".join(OTHER.findall(path.read_text(encoding="utf-8")))
    assert [line for line in others.splitlines() if PROGRAM.match(f"{line.strip()} ")] == []


def test_every_command_is_run_or_it_is_told_why_not() -> None:
    told = {*IN_ORDER, *WITH_THE_MODEL, *ON_POSTGRESQL, *ELSEWHERE, *NOWHERE}
    served = {command for command in SHOWN if ON_A_SERVER.match(command)}
    assert set(SHOWN) - served - told == set(), "shown, and in no table of this file"
    assert told - set(SHOWN) == set(), "in a table of this file, and shown nowhere"
    assert [test for test in ELSEWHERE.values() if not (ROOT / test).is_file()] == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As the documents' reader has it: the repository's folders, its interpreter, and files of the names they use."""
    for name in ("scripts", "models", "service", "samples"):
        (tmp_path / name).symlink_to(ROOT / name)
    for place in (tmp_path / "bin", tmp_path / ".venv" / "bin"):
        place.mkdir(parents=True)
        (place / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        (place / "python").chmod(0o755)
    (tmp_path / "FILE").write_text("a long enough pass phrase\n")
    (tmp_path / "port.xlf").write_bytes(xliff_1(("أعيد فتح الميناء.", "The port reopened.")))
    return tmp_path


def run(command: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """By the shell, in the folder; without the variables of whoever runs the tests."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("MTQC_")}
    path = f"{folder / 'bin'}{os.pathsep}{own['PATH']}"
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, env=own | {"PATH": path} | more, capture_output=True, text=True, timeout=300
    )


def test_what_an_operator_calls(folder: Path) -> None:
    key = ""
    for command in IN_ORDER:
        done = run(command.replace("5f1c0e…", key), folder)
        word = REFUSED.get(command)
        assert done.returncode == (2 if word else 0), f"{command}\n{done.stderr}"
        assert word is None or word in done.stderr
        key = done.stdout.partition("\t")[0] if "keys.py list" in command else key
    assert (folder / "backup.sqlite3").stat().st_size == (folder / "data" / "mtqc.sqlite3").stat().st_size


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_what_a_cms_asks(engine: Engine, folder: Path) -> None:
    app = make_app(engine, UnitChecker(), notify=Worker(engine, Checking(FakeChecker().check)).work_next)
    with serving(app) as address:
        key = make_key(engine)
        for command in filter(ON_A_SERVER.match, SHOWN):
            asked = command.replace(ADDRESS, address).replace("curl ", "curl --fail-with-body --silent ", 1)
            done = run(asked, folder, KEY=key)
            assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    assert b"its:" in (folder / "port.checked.xlf").read_bytes()


@pytest.mark.parametrize("command", WITH_THE_MODEL)
def test_what_is_scored(command: str, folder: Path) -> None:
    story = (folder / "samples" / "newsroom.jsonl").read_text(encoding="utf-8").splitlines()[0]
    (folder / "stories.jsonl").write_text(f"{story}\n", encoding="utf-8")
    (folder / "FOLDER").mkdir()
    shutil.copyfile(folder / "stories.jsonl", folder / "FOLDER" / "stories.jsonl")
    done = run(command, folder)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="no PostgreSQL tools on this machine")
def test_a_backup_of_postgresql(postgresql: Engine, folder: Path) -> None:
    url = postgresql.url.set(drivername="postgresql").render_as_string(hide_password=False)
    key = make_key(postgresql)
    for command in ON_POSTGRESQL:
        done = run(command.replace("postgresql://user:password@host/name", f"'{url}'"), folder)
        assert done.returncode == 0, done.stderr
    assert make_key(postgresql) != key  # its tables are there again
