"""News sentences full of numbers, dates, times and names in eight languages: silence on right ones, a flag on wrong.

The sentences in tests/data/written were written for this project by a language model.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from models.checks import CHECKS
from models.report import Flag

WRITTEN = Path(__file__).resolve().parent.parent / "data" / "written"


def rows(name: str) -> list[list[str]]:
    lines = (WRITTEN / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def flags_of(document) -> list[Flag]:
    return [flag for check in CHECKS.values() for flag in check.find(document)]


@pytest.mark.parametrize(("lang", "source", "target"), rows("right.tsv"))
def test_silent_on_right_sentences(make_document, lang: str, source: str, target: str) -> None:
    assert flags_of(make_document(source, target, lang)) == []


@pytest.mark.parametrize(("lang", "source", "target", "wrong"), rows("wrong.tsv"))
def test_finds_the_one_error(make_document, lang: str, source: str, target: str, wrong: str) -> None:
    flags = flags_of(make_document(source, target, lang))
    assert {flag.side for flag in flags} == ({"target"} if wrong else {"source"})
    marked = [flag.span.of(target) for flag in flags] if wrong else []
    assert all(wrong in words or words in wrong for words in marked)
