"""Batches without end: groups of like length together, up to so many subwords each."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from models.network.pairs import PairTokenizer
from models.training.rows import Group, RowGroup, TrainingRow, encode_group

BATCH_TOKENS = 2_600
"""Padding included."""
POOL = 600
"""Groups that are cut into batches together: rows of like length share one, so that little is padding."""


class Source(Protocol):
    """Where groups come from, at random; `state` and `restore` cover all its randomness."""

    rng: random.Random

    def draw(self) -> Group:
        """The next group."""
        ...

    def state(self) -> Any:
        """Where it stands, in plain numbers, strings, lists and tuples."""
        ...

    def restore(self, state: Any) -> None:
        """Goes back to where it stood."""
        ...


@dataclass(frozen=True, slots=True)
class RowBatch:
    """Rows, and pairs of their numbers of which the first is the better: (better, worse, margin)."""

    rows: Sequence[TrainingRow]
    worse: Sequence[tuple[int, int, float]]


class Batches:
    """Batches of about `tokens` subwords, in random order; `state` is of the pool in hand."""

    def __init__(self, source: Source, tokenizer: PairTokenizer, tokens: int = BATCH_TOKENS, pool: int = POOL) -> None:
        self.source, self.tokenizer, self.tokens, self.pool = source, tokenizer, tokens, pool
        self._waiting: list[RowBatch] = []
        self._begun, self._taken = source.state(), 0

    def __next__(self) -> RowBatch:
        if not self._waiting:
            self._begun, self._taken = self.source.state(), 0
            self._waiting = cut([self._draw() for _ in range(self.pool)], self.tokens, self.source.rng)
        self._taken += 1
        return self._waiting.pop()

    def _draw(self) -> RowGroup:
        while True:
            group = encode_group(self.source.draw(), self.tokenizer)
            if group is not None:
                return group

    def state(self) -> dict[str, Any]:
        """What the pool in hand was drawn from, and how much of it was taken."""
        return {"begun": self._begun, "taken": self._taken}

    def restore(self, state: dict[str, Any]) -> None:
        """Draws the same pool again and passes over what was taken."""
        self.source.restore(state["begun"])
        self._waiting = []
        for _ in range(state["taken"]):
            next(self)


def cut(groups: Sequence[RowGroup], tokens: int, rng: random.Random) -> list[RowBatch]:
    """All groups in batches of up to `tokens` subwords with padding, those of like length together, in random order."""
    found: list[RowBatch] = []
    rows: list[TrainingRow] = []
    worse: list[tuple[int, int, float]] = []
    for group in sorted(groups, key=lambda group: max(len(row.encoded.ids) for row in group.rows)):
        longest = max(len(row.encoded.ids) for row in group.rows)
        if rows and longest * (len(rows) + len(group.rows)) > tokens:
            found.append(RowBatch(rows, worse))
            rows, worse = [], []
        worse += [(better + len(rows), other + len(rows), margin) for better, other, margin in group.worse]
        rows += group.rows
    found.append(RowBatch(rows, worse))
    rng.shuffle(found)
    return found
