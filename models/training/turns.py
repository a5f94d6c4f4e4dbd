"""Drawing by turns: everything comes up once, in random order, before anything comes again.

Ratings and contrasts are few. Drawn freely, a third of them would not have come up after as many draws as there are.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

Name = TypeVar("Name")
Item = TypeVar("Item")


class Turns(Generic[Name, Item]):
    """Collections of items by name, each drawn from by turns."""

    def __init__(self, items: Mapping[Name, Sequence[Item]]) -> None:
        self.items = items
        self._waiting: dict[Name, list[int]] = {name: [] for name in items}

    def draw(self, name: Name, rng: random.Random) -> Item:
        """The next of that name. Raises KeyError for a name that there is not."""
        waiting = self._waiting[name]
        if not waiting:
            waiting.extend(rng.sample(range(len(self.items[name])), len(self.items[name])))
        return self.items[name][waiting.pop()]

    def state(self) -> list[list[int]]:
        """Which wait for their turn, in the order of the names."""
        return [list(waiting) for waiting in self._waiting.values()]

    def restore(self, state: Any) -> None:
        """Goes back to a state of the same items."""
        self._waiting = {name: list(waiting) for name, waiting in zip(self._waiting, state, strict=True)}
