"""What a back-end loads a model from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.hub.settings import Settings


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model's verified folder, how it is to run, and what the catalogue says of it.

    `checksum`: 64 hex digits that stand for all its files. `languages`: those it knows, empty for any. `longest`:
    subwords that it reads at once; 0: the back-end's own number.
    """

    folder: Path
    settings: Settings
    checksum: str
    languages: frozenset[str] = frozenset()
    longest: int = 0

    def reads(self, most: int) -> int:
        """Subwords read at once by a back-end that reads `most` where the catalogue says nothing."""
        return self.longest or most
