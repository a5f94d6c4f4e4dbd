"""The samples of the README: every line is an article for the command line and for the service alike."""

from __future__ import annotations

from pathlib import Path

from models.intake.requests import CheckRequest, take_in
from models.languages import LanguagePair
from scripts.cli.score_input import read_articles

NEWSROOM = Path(__file__).resolve().parent.parent / "samples" / "newsroom.jsonl"


def test_the_newsroom_is_read_line_by_line() -> None:
    read = list(read_articles(str(NEWSROOM), LanguagePair("", "")))
    assert len(read) == 8
    for name, request in read:
        assert isinstance(request, CheckRequest), request
        assert request.id == name and take_in(request).article.target
