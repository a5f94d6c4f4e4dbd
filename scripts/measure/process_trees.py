"""Programs with all their children: started, killed, frozen and timed as one."""

from __future__ import annotations

import os
import signal
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PARENT, _OWN_TIMES = 1, slice(11, 15)
"""Columns of /proc/PID/stat, counted from what follows the program's name: see proc(5)."""


class ProcessTree:
    """A program in a process group of its own. Its standard error goes to the end of `log`."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        with open(log, "ab") as stream:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env={**os.environ, **environment}, process_group=0,
                stdout=subprocess.PIPE, stderr=stream, text=True,
            )  # fmt: skip

    @property
    def process(self) -> int:
        """The number of the process that all its others descend from."""
        return self._process.pid

    def first_line(self) -> str:
        """What it says first on standard output; "" when it ended without a word."""
        assert self._process.stdout is not None  # it is a pipe
        return self._process.stdout.readline().strip()

    def kill(self) -> None:
        """As kill -9, all of it."""
        self._signal(signal.SIGKILL)
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def freeze(self) -> None:
        """Cuts it off: from now on it does nothing, and its connections stay open."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on where it was, and has not noticed."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        os.killpg(self._process.pid, number)


def processor_seconds(process: int) -> float:
    """What a process and its children have used until now, as Linux tells it; 0 where it does not."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    used: dict[int, float] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            columns = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        number = int(folder.name)
        children[int(columns[_PARENT])].append(number)
        used[number] = sum(map(int, columns[_OWN_TIMES])) / os.sysconf("SC_CLK_TCK")
    waiting, total = [process], 0.0
    while waiting:
        one = waiting.pop()
        total += used.get(one, 0.0)
        waiting.extend(children[one])
    return total
