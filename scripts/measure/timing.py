"""Seconds of work that is done several times."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def by_turns(works: Sequence[Callable[[], object]], rounds: int) -> list[list[float]]:
    """The seconds of each work in each round, one after the other: what else the machine does then hits all alike.

    Each is done once before, which does not count.
    """
    for work in works:
        work()
    found: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, own in zip(works, found, strict=True):
            own.append(seconds(work))
    return found
