"""examples/ray_map.py on a Ray of this machine: killed at work, it goes on, and every article is there once."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
OWN_PATH = os.pathsep.join(str(ROOT / name) for name in (".", "tests", "examples"))
PATIENCE_SECONDS = 240.0
ARTICLES, EMPTY = 600, "s7"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason='Ray is not installed here: "ray[data]"'),
]


def run(articles: Path, out: Path, *, seconds: float) -> subprocess.Popen[bytes]:
    """The example around a checker that takes so many seconds for an article, in a process group of its own."""
    command = [sys.executable, str(ROOT / "tests" / "ray_run.py"), str(seconds), str(articles), str(out), "--cpus", "1"]
    with open(out.with_suffix(".log"), "ab") as log:
        return subprocess.Popen(
            command, env=os.environ | {"PYTHONPATH": OWN_PATH}, process_group=0, stdout=log, stderr=log
        )


def rows(out: Path) -> list[dict[str, Any]]:
    from pyarrow.parquet import read_table

    return [row for path in sorted((out / "reports").glob("*.parquet")) for row in read_table(path).to_pylist()]


def test_a_killed_run_goes_on_and_every_article_is_there_once(tmp_path: Path) -> None:
    articles, out = tmp_path / "stories.jsonl", tmp_path / "checked"
    texts = {f"s{n}": f"They take advantage of it, {n}." for n in range(ARTICLES)} | {EMPTY: " "}
    sent = ({"id": name, "target": text, "metadata": {"desk": "a"}} for name, text in texts.items())
    articles.write_text("".join(f"{json.dumps(one)}\n" for one in sent), encoding="utf-8")
    first = run(articles, out, seconds=0.05)
    until = time.monotonic() + PATIENCE_SECONDS
    while not list((out / "done").glob("*.parquet")):
        assert time.monotonic() < until and first.poll() is None, out.with_suffix(".log").read_text()[-3000:]
        time.sleep(0.05)
    os.killpg(first.pid, 9)
    first.wait()
    before = len(rows(out))
    assert 0 < before < ARTICLES
    assert run(articles, out, seconds=0.0).wait(PATIENCE_SECONDS) == 0, out.with_suffix(".log").read_text()[-3000:]
    found = rows(out)
    assert sorted(row["id"] for row in found) == sorted(texts)
    assert [row["id"] for row in found if row["error"]] == [EMPTY]
    checked = next(row for row in found if row["id"] == "s0")
    assert checked["verdict"] == json.loads(checked["report"])["verdict"] == "review"
