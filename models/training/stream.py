"""Batches without end, which a resumed run takes up exactly where an interrupted one stopped."""

from __future__ import annotations

import random
from typing import Any, Protocol

from models.training.examples import Row

POOL = 24
"""Batches that are cut together: rows of like length share one, so that little is padding."""


class Rows(Protocol):
    """Where training rows come from, at random; `state` and `restore` cover all its randomness."""

    rng: random.Random

    def draw(self) -> Row:
        """The next row."""
        ...

    def state(self) -> Any:
        """Where it stands, in plain numbers, strings, lists, tuples and dicts."""
        ...

    def restore(self, state: Any) -> None:
        """Goes back to where it stood."""
        ...


class Batches:
    """Batches of `size` rows of like length, in random order."""

    def __init__(self, rows: Rows, size: int, pool: int = POOL) -> None:
        self.rows, self.size, self.pool = rows, size, pool
        self._waiting: list[list[Row]] = []
        self._begun, self._taken = rows.state(), 0

    def __iter__(self) -> Batches:
        return self

    def __next__(self) -> list[Row]:
        if not self._waiting:
            self._begun, self._taken = self.rows.state(), 0
            self._waiting = cut([self.rows.draw() for _ in range(self.size * self.pool)], self.size, self.rows.rng)
        self._taken += 1
        return self._waiting.pop()

    def state(self) -> dict[str, Any]:
        """What the pool in hand was drawn from, and how much of it was taken."""
        return {"begun": self._begun, "taken": self._taken}

    def restore(self, state: dict[str, Any]) -> None:
        """Draws the same pool again and passes over what was taken."""
        self.rows.restore(state["begun"])
        self._waiting = []
        for _ in range(state["taken"]):
            next(self)


def cut(rows: list[Row], size: int, rng: random.Random) -> list[list[Row]]:
    """All rows in batches of up to `size`, those of like length together, the batches in random order."""
    ordered = sorted(rows, key=lambda row: len(row.encoded.ids))
    found = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    rng.shuffle(found)
    return found
