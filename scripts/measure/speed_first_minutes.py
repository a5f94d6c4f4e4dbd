"""From `git clone` to the first verdict: each step of a newcomer, its seconds, and what it leaves on the disk.

The steps are the README's: clone, then what `make run` sets up before it serves, then the command line on the sample,
once and once more. It happens in a folder of its own, which is gone afterwards; pip needs its index.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.measure.markdown_table import table_head, table_row

ROOT = Path(__file__).resolve().parents[2]
SCORE = (".venv/bin/python", "scripts/score.py", "-s", "samples/river-port.ar.txt", "-t", "samples/river-port.en.txt")
STEPS: Mapping[str, Sequence[str]] = {
    "`git clone`": ("git", "clone", "--quiet", "--no-local", str(ROOT), "."),
    "what `make run` sets up": ("make", ".venv/.runtime-installed"),
    "`scripts/score.py` on the sample": SCORE,
    "the same again": SCORE,
}
OUTSIDE = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "MAKEFLAGS", "MAKELEVEL")
"""Variables by which the environment that this runs in would reach into the new one."""
MEGABYTE = 1_000_000


def report(steps: Mapping[str, Sequence[str]] = STEPS) -> str:
    """The table: of each step the seconds and the megabytes that it adds. Raises CalledProcessError where one fails."""
    lines = [table_head(["", "seconds", "MB on the disk"])]
    environment = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
    with tempfile.TemporaryDirectory() as folder:
        home, before, all_seconds = Path(folder), 0, 0.0
        for name, command in steps.items():
            started = time.perf_counter()
            subprocess.run(command, cwd=home, env=environment, check=True, stdout=subprocess.DEVNULL)
            seconds, size = time.perf_counter() - started, bytes_in(home)
            lines.append(table_row([name, f"{seconds:.1f}", f"{(size - before) / MEGABYTE:,.0f}"]))
            before, all_seconds = size, all_seconds + seconds
        lines.append(table_row(["together", f"{all_seconds:.1f}", f"{before / MEGABYTE:,.0f}"]))
    return "\n".join(lines)


def bytes_in(folder: Path) -> int:
    """Of all files below the folder; links count nothing."""
    found = (Path(parent, name) for parent, _, names in os.walk(folder) for name in names)
    return sum(path.stat().st_size for path in found if not path.is_symlink())
