"""A run over an archive is killed with -9 in the middle, again and again: nothing twice, nothing missed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from durability.running import OWN_PATH, PATIENCE_SECONDS

PROGRAM = Path(__file__).with_name("slow_run.py")
ARTICLES, KILLS, ARTICLES_BETWEEN = 120, 3, 20


def lines_in(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def started(archive: Path, out: Path, seconds: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(PROGRAM), str(seconds), "--archive", str(archive), "--out", str(out), "--quiet"]
    return subprocess.Popen(command, env=os.environ | OWN_PATH)


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    archive, out = tmp_path / "all.jsonl", tmp_path / "reports.jsonl"
    archive.write_text("".join(json.dumps({"id": n, "target": f"Story {n}."}) + "\n" for n in range(ARTICLES)), "utf-8")
    for _ in range(KILLS):
        before, until = lines_in(out), time.monotonic() + PATIENCE_SECONDS
        running = started(archive, out, 0.02)
        while lines_in(out) < before + ARTICLES_BETWEEN:
            assert running.poll() is None and time.monotonic() < until, "the run did not get on"
            time.sleep(0.01)
        running.kill()
        assert running.wait() == -9
        assert before < lines_in(out) < ARTICLES
    assert started(archive, out, 0.0).wait(PATIENCE_SECONDS) == 0
    reports = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [report["id"] for report in reports] == [str(n) for n in range(ARTICLES)]
    assert [report["read_from"] for report in reports] == [f"all.jsonl:{n + 1}" for n in range(ARTICLES)]


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    archive, out = tmp_path / "all.jsonl", tmp_path / "reports.jsonl"
    archive.write_text('{"target": "They met."}\n' * 1_000, "utf-8")
    first = started(archive, out, 0.1)
    try:
        until = time.monotonic() + PATIENCE_SECONDS
        while not lines_in(out):
            assert first.poll() is None and time.monotonic() < until
            time.sleep(0.05)
        assert started(archive, out, 0.0).wait(PATIENCE_SECONDS) == 2
    finally:
        first.kill()
        first.wait()
