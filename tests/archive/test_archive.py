"""`score.py --archive`: what an archive may be, shards, resuming, and outputs that must not be mixed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit_checker import UnitChecker

from models.errors import InvalidInput
from models.report import ArticleReport
from scripts import score as cli
from scripts.archive.progress import LogLines
from scripts.archive.reading import Shard, open_archive, parse_shard
from scripts.cli.exit_codes import BAD_INPUT, DONE, FAILED

LINES = ['{"id": "a", "target": "They met."}', "", '{"id": "b", "target": 5}', '{"id": "c", "target": "wrong"}', "{"]


@pytest.fixture(autouse=True)
def checker(monkeypatch: pytest.MonkeyPatch) -> UnitChecker:
    found = UnitChecker()
    monkeypatch.setitem(sys.modules, "models.checker", SimpleNamespace(load_checker=lambda *_: found))
    return found


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "all.jsonl"
    path.write_text("".join(f'{{"id": "{n}", "target": "Story {n}."}}\n' for n in range(10)), "utf-8")
    return path


def run(archive: Path, out: Path, *more: str) -> int:
    return cli.main(["--archive", str(archive), "--out", str(out), "--quiet", *more])


def reports_in(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def test_every_article_has_a_line_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_text("\n".join(LINES), "utf-8")
    assert run(tmp_path / "all.jsonl", tmp_path / "out") == BAD_INPUT
    found = reports_in(tmp_path / "out")
    assert [one["read_from"] for one in found] == ["all.jsonl:1", "all.jsonl:3", "all.jsonl:4", "all.jsonl:5"]
    assert [one.get("verdict") for one in found] == ["pass", None, "review", None]
    assert [one.get("error", "")[:7] for one in found] == ["", "line 3:", "", "line 5:"]


def test_a_folder_holds_files_of_every_kind(tmp_path: Path, checker: UnitChecker) -> None:
    root = tmp_path / "archive"
    for name, content in {
        "2025/b.jsonl": '{"id": "b1", "target": "One."}\n{"id": "b2", "target": "Two."}\n',
        "2025/a.json": '{"id": "a",\n "target": "Three."}',
        "2026/port.target.html": "<p>Four.</p>", "2026/port.source.html": "<p>Vier.</p>",
        "2026/alone.target.txt": "Five.", "notes.txt": "no article", ".git/x.json": "{}",
    }.items():  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    assert run(root, tmp_path / "out", "-sl", "de", "-tl", "en") == DONE
    assert [one["read_from"] for one in reports_in(tmp_path / "out")] == [
        "2025/a.json", "2025/b.jsonl:1", "2025/b.jsonl:2",
        "2026/alone.target.txt", "2026/port.target.html",
    ]  # fmt: skip
    last = checker.seen[-1]
    assert (last.source, last.format, last.source_lang) == ("<p>Vier.</p>", "html", "de")


@pytest.mark.parametrize("of", [1, 3, 12])
def test_shards_have_every_article_once(archive: Path, tmp_path: Path, of: int) -> None:
    found = []
    for number in range(1, of + 1):
        out = tmp_path / f"out{number}"
        assert run(archive, out, "--shard", f"{number}/{of}") == DONE
        found += [one["id"] for one in reports_in(out)]
    assert sorted(found) == [str(n) for n in range(10)]


@pytest.mark.parametrize("text", ["", "3", "0/8", "9/8", "-1/8", "a/b", "1/0", "1/2/3", "²/8"])
def test_what_is_no_shard(text: str) -> None:
    with pytest.raises(InvalidInput):
        parse_shard(text)


def test_a_shard() -> None:
    assert parse_shard("3/8") == Shard(3, 8)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_cut_off_anywhere_the_output_comes_out_the_same(archive: Path, tmp_path: Path, data: st.DataObject) -> None:
    out = tmp_path / "out"
    assert run(archive, out) == DONE
    whole = out.read_bytes()
    out.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    assert run(archive, out) == DONE
    assert out.read_bytes() == whole


@pytest.mark.parametrize(
    ("lines", "code"), [(LINES, BAD_INPUT), (['{"id": "a", "target": "The \\"error\\": \\"here."}'], DONE)]
)
def test_what_could_not_be_checked_is_told_by_every_run(tmp_path: Path, lines: list[str], code: int) -> None:
    (tmp_path / "all.jsonl").write_text("\n".join(lines), "utf-8")
    assert [run(tmp_path / "all.jsonl", tmp_path / "out") for _ in range(2)] == [code, code]


def test_a_run_that_is_done_checks_nothing_more(archive: Path, tmp_path: Path, checker: UnitChecker) -> None:
    assert [run(archive, tmp_path / "out") for _ in range(2)] == [DONE, DONE]
    assert len(checker.seen) == 10


def another_signature(archive: Path, out: Path, checker: UnitChecker) -> list[str]:
    checker.signature = "mtqc|v:test|model:other"
    return []


def another_archive(archive: Path, out: Path, checker: UnitChecker) -> list[str]:
    archive.write_bytes(archive.read_bytes() + b'{"target": "Another."}\n')
    return []


def another_shard(archive: Path, out: Path, checker: UnitChecker) -> list[str]:
    return ["--shard", "1/2"]


def a_changed_output(archive: Path, out: Path, checker: UnitChecker) -> list[str]:
    out.write_bytes(b"".join(out.read_bytes().splitlines(keepends=True)[1:]))
    return []


def a_lost_state(archive: Path, out: Path, checker: UnitChecker) -> list[str]:
    out.with_name("out.run.json").unlink()
    return []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (another_signature, "another signature"), (another_archive, "another archive"),
        (another_shard, "another shard"), (a_changed_output, "not of this archive"),
        (a_lost_state, "no run of --archive has begun it"),
    ],
)  # fmt: skip
def test_outputs_are_not_mixed(
    change: Any, told: str, archive: Path, tmp_path: Path, checker: UnitChecker, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(archive, out) == DONE
    more = change(archive, out, checker)
    before = out.read_bytes()
    assert run(archive, out, *more) == BAD_INPUT
    assert told in capsys.readouterr().err and out.read_bytes() == before


def test_one_fault_in_the_checker_ends_no_run(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = UnitChecker.check

    def faulty(self: UnitChecker, request: Any) -> ArticleReport:
        return plain(self, request) if request.id != "4" else {}["secret text"]

    monkeypatch.setattr(UnitChecker, "check", faulty)
    assert run(archive, tmp_path / "out") == FAILED
    assert [one.get("error") for one in reports_in(tmp_path / "out")][4] == "The check failed (KeyError)."
    assert capsys.readouterr().err == "score.py: all.jsonl:5: the check failed (KeyError)\n"


def test_progress_is_told_with_the_time_that_is_left(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--archive", str(archive), "--out", str(tmp_path / "out")]) == DONE
    captured = capsys.readouterr()
    assert captured.err.startswith("10 of 10 articles, ") and captured.err.endswith(" articles/s, 0:00:00 left\n")
    assert captured.out == ""


def test_a_log_gets_a_line_every_half_minute_and_one_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter(range(0, 1_000, 10))
    lines = LogLines(1_009, 1_002, lambda: float(next(seconds)))
    for _ in range(7):
        lines.step()
    assert capsys.readouterr().err.splitlines() == [
        "1,005 of 1,009 articles, 0.1 articles/s, 0:00:40 left",
        "1,008 of 1,009 articles, 0.1 articles/s, 0:00:10 left",
        "1,009 of 1,009 articles, 0.1 articles/s, 0:00:00 left",
    ]


@pytest.mark.parametrize(
    "words",
    [["--shard", "1/2", "-t", "x"], ["--archive", "x"], ["--archive", "x", "-o", "y", "--fail-on", "review"],
     ["--archive", "x", "-o", "y", "--format", "json"], ["--archive", "no.jsonl", "-o", "y"],
     ["--archive", "x", "--jsonl", "y", "-o", "z"]],
)  # fmt: skip
def test_what_does_not_go_together(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(words) == BAD_INPUT


@pytest.mark.parametrize("name", ["all.csv", "empty"])
def test_what_is_no_archive(name: str, tmp_path: Path) -> None:
    (tmp_path / "all.csv").write_text("x", "utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidInput):
        open_archive(str(tmp_path / name))


def test_parquet_without_pyarrow_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "all.parquet").write_bytes(b"PAR1")
    assert run(tmp_path / "all.parquet", tmp_path / "out") == BAD_INPUT
    assert "pip install pyarrow" in capsys.readouterr().err


class Rows:
    """Stands in for pyarrow.parquet.ParquetFile."""

    schema_arrow = SimpleNamespace(names=["id", "target", "source", "glossary", "score"])

    def __init__(self, path: Path) -> None: ...

    def __enter__(self) -> Rows:
        return self

    def __exit__(self, *_: object) -> None: ...

    def iter_batches(self, batch_size: int, columns: list[str]) -> Any:
        assert columns == ["id", "target", "source", "glossary"]
        full = {"id": 7, "target": "They met.", "source": None, "glossary": [{"source": "a", "target": "b",
                "forbidden": None}]}  # fmt: skip
        yield SimpleNamespace(to_pylist=lambda: [full, {**full, "id": "x", "target": None, "glossary": None}])


def test_rows_of_parquet_are_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checker: UnitChecker
) -> None:
    arrow, parquet = ModuleType("pyarrow"), ModuleType("pyarrow.parquet")
    vars(arrow)["ArrowInvalid"], vars(parquet)["ParquetFile"] = ValueError, Rows
    monkeypatch.setitem(sys.modules, "pyarrow", arrow)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", parquet)
    (tmp_path / "all.parquet").write_bytes(b"PAR1")
    assert run(tmp_path / "all.parquet", tmp_path / "out") == BAD_INPUT
    first, second = reports_in(tmp_path / "out")
    assert (first["read_from"], first["id"], first["verdict"]) == ("all.parquet:1", "7", "pass")
    assert (second["read_from"], second["id"]) == ("all.parquet:2", "x") and "error" in second
    assert len(checker.seen[0].glossary) == 1
