"""The samples of the README: every line is an article for the command line and for the service alike."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from fake_checker import FakeChecker
from flask.testing import FlaskClient

from models.intake.requests import CheckRequest, take_in
from models.languages import LanguagePair
from scripts import score
from scripts.cli.score_lines import read_articles

NEWSROOM = Path(__file__).resolve().parent.parent / "samples" / "newsroom.jsonl"


def test_the_newsroom_is_read_line_by_line() -> None:
    read = list(read_articles(str(NEWSROOM), LanguagePair("", "")))
    assert len(read) == 8
    for number, (where, name, request) in enumerate(read, start=1):
        assert where == f"line {number}"
        assert isinstance(request, CheckRequest), request
        assert request.id == name and take_in(request).article.target


def test_the_newsroom_is_checked_on_the_command_line(
    monkeypatch: pytest.MonkeyPatch, checker: FakeChecker, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "models.checker", SimpleNamespace(load_checker=lambda model, budget: checker))
    assert score.main(["--jsonl", str(NEWSROOM)]) == 0
    told = capsys.readouterr()
    sent = [json.loads(line) for line in NEWSROOM.read_text(encoding="utf-8").splitlines()]
    reports = [json.loads(line) for line in told.out.splitlines()]
    assert [report["id"] for report in reports] == [article["id"] for article in sent]
    assert all("verdict" in report for report in reports) and told.err == ""


def test_the_newsroom_is_taken_by_the_service(client: FlaskClient) -> None:
    answer = client.post("/api/v1/batches", data=NEWSROOM.read_bytes(), content_type="application/x-ndjson")
    assert answer.status_code == 200 and (answer.json["accepted"], answer.json["refused"]) == (8, 0), answer.text
