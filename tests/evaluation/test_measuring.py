"""The page of measurements: each report in its own section, with its tables and the command that prints it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import command, publish, with_section

PAGE = "# Measured\n\nWhat this is.\n\n## First\n\nold\n\n### Of it\n\ntable\n\n## Second\n\nkept\n"


@pytest.mark.parametrize(
    ("page", "title", "expected"),
    [
        (PAGE, "First", "# Measured\n\nWhat this is.\n\n## First\n\nnew\n\n## Second\n\nkept\n"),
        (PAGE, "Third", PAGE + "\n## Third\n\nnew\n"),
        ("", "First", "## First\n\nnew\n"),
    ],
    ids=["in its place, with its subsections", "at the end", "of an empty page"],
)
def test_a_report_goes_into_its_section(page: str, title: str, expected: str) -> None:
    once = with_section(page, title, f"## {title}\n\nnew\n")
    assert once.lstrip("\n") == expected
    assert with_section(once, title, f"## {title}\n\nnew\n") == once


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["/home/me/scripts/evaluate.py"], "python scripts/evaluate.py"),
        (["/home/scripts/scripts/evaluate.py"], "python scripts/evaluate.py"),
        (["/home/me/scripts/measure/order.py", "--data", "x"], "python -m scripts.measure.order --data DATA"),
        (
            ["scripts/evaluate.py", "--data", "/home/me/data", "--part", "dev", "-o", "page.md"],
            "python scripts/evaluate.py --data DATA --part dev",
        ),
        (["x.py", "--title", "two words"], "python scripts/x.py --title 'two words'"),
    ],
)
def test_the_command_names_no_place_of_one_machine(arguments: list[str], expected: str) -> None:
    assert command(arguments) == expected


def test_a_table_has_no_blanks_to_spare() -> None:
    assert table_head(["", "AUC"]) == "| | AUC |\n|---|---|"
    assert table_row(["ro-en", ".685", ""]) == "| ro-en | .685 | |"


def test_a_report_is_printed_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["measure_it.py", "--data", "here"])
    page = tmp_path / "page.md"
    publish("Spans", "builtin:1", "| F1 |", page)
    report = "## Spans\n\n`builtin:1`, by `python scripts/measure_it.py --data DATA`.\n\n| F1 |\n"
    assert capsys.readouterr().out.strip() == report.strip()
    assert page.read_text(encoding="utf-8") == f"# The built-in model, measured\n\n{report}"
