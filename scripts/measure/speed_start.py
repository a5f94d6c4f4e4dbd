"""From `scripts/score.py` to its first result, beside the imports that nothing can do without.

`import transformers` imports little: what it has comes when it is asked for, which is in the second row.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.timing import by_turns

ROOT = Path(__file__).resolve().parents[2]
IMPORTS, ENCODER = "`import torch, transformers`", "`import torch`, `from transformers import BertModel`"
FIRST = "`scripts/score.py` on the sample"
PROGRAMS: Mapping[str, Sequence[str]] = {
    IMPORTS: (sys.executable, "-c", "import torch, transformers"),
    ENCODER: (sys.executable, "-c", "import torch\nfrom transformers import BertModel"),
    FIRST: (
        sys.executable, "scripts/score.py", "--quiet",
        "-s", "samples/river-port.ar.txt", "-t", "samples/river-port.en.txt",
    ),
}  # fmt: skip


class Program:
    """One that is run to its end. `used`: processor seconds of each run."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self.used: list[float] = []

    def __call__(self) -> None:
        """Raises CalledProcessError where it fails."""
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run(self._command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        after = getrusage(RUSAGE_CHILDREN)
        self.used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def report(rounds: int, programs: Mapping[str, Sequence[str]] = PROGRAMS) -> str:
    """The table: seconds of each program, the middle of so many runs by turns after one that does not count."""
    run = {name: Program(command) for name, command in programs.items()}
    lasted = [median(own) for own in by_turns(list(run.values()), rounds)]
    used = [median(one.used[1:]) for one in run.values()]
    lines = [table_head(["", "seconds", "imports = 1", "processor seconds", "imports = 1"])]
    for name, wall, processor in zip(run, lasted, used, strict=True):
        pairs = (wall, wall / lasted[0]), (processor, processor / max(used[0], 1e-9))
        lines.append(table_row([name, *(f"{figure:.2f}" for pair in pairs for figure in pair)]))
    return "\n".join(lines)
