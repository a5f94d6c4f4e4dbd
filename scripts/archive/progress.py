"""How far a run over an archive is: a moving line on a terminal, now and then a line of its own in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from tqdm import tqdm

SECONDS_BETWEEN_LINES = 30.0
Step = Callable[[], object]
"""Called after each article."""


@contextmanager
def progress(total: int, done: int, quiet: bool) -> Iterator[Step]:
    """Tells standard error of each article. `done`: how many of `total` earlier runs have checked."""
    if quiet:
        yield lambda: None
    elif sys.stderr.isatty():
        with tqdm(total=total, initial=done, unit="article", dynamic_ncols=True) as bar:
            yield bar.update
    else:
        yield LogLines(total, done).step


class LogLines:
    """A line every 30 seconds and one at the end, with the speed and the time left. `clock` counts seconds."""

    def __init__(self, total: int, done: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._total, self._done, self._before, self._clock = total, done, done, clock
        self._began = self._told = clock()

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        now = self._clock()
        if now - self._told >= SECONDS_BETWEEN_LINES or self._done == self._total:
            self._told = now
            print(self._line(now - self._began), file=sys.stderr, flush=True)

    def _line(self, seconds: float) -> str:
        speed = (self._done - self._before) / max(seconds, 0.001)
        left = timedelta(seconds=round((self._total - self._done) / speed))
        return f"{self._done:,} of {self._total:,} articles, {speed:.1f} articles/s, {left} left"
