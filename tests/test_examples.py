"""The examples run as they stand, against a real server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_checker import FakeChecker
from service_app import make_app, make_key, serving
from sqlalchemy import Engine

from models.intake.requests import CheckRequest
from models.report import ArticleReport
from service.articles.checking import Checking
from service.jobs.worker import Worker

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


class Fields(FakeChecker):
    """Knows the body alone of an article with fields."""

    def check(self, request: CheckRequest) -> ArticleReport:
        target = request.target or " ".join(field.target for field in request.fields)
        return super().check(replace(request, target=target, fields=()))


@pytest.fixture
def environment(engine: Engine) -> Iterator[dict[str, str]]:
    """KEY and ADDRESS of a server whose worker answers at once."""
    app = make_app(engine, FakeChecker(), notify=Worker(engine, Checking(Fields().check)).work_next)
    with serving(app, threads=2) as address:
        yield os.environ | {"KEY": make_key(engine), "ADDRESS": address}


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_the_walkthrough(environment: dict[str, str]) -> None:
    command = ["sh", EXAMPLES / "walkthrough.sh"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stdout + run.stderr
    assert '"verdict":"pass"' in run.stdout and '"cms_id":"port-7"' in run.stdout
    assert '"metadata":{"desk":"maritime"}' in run.stdout


def test_the_client(environment: dict[str, str], story: tuple[Path, Path]) -> None:
    command = [sys.executable, EXAMPLES / "client.py", *story]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("review") and "take advantage" in run.stdout


def test_the_client_says_what_was_wrong(environment: dict[str, str], tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" ", encoding="utf-8")
    command = [sys.executable, EXAMPLES / "client.py", empty, empty]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert run.returncode == 1 and "422 Invalid input: target has no text" in run.stderr
