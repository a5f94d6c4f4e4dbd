"""A target in the making: its words, and which of them have been made wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class Draft:
    """Words and, for each, whether it is wrong (1.0), sound (0.0) or unclear (nan); `lost`: words left out."""

    words: list[str]
    wrong: list[float]
    lost: int = 0

    def replace(self, start: int, end: int, words: Sequence[str]) -> None:
        """Puts wrong words in the place of words[start:end]."""
        self.words[start:end] = list(words)
        self.wrong[start:end] = [1.0] * len(words)

    def content(self) -> list[int]:
        """Where words of more than three letters stand that are not wrong yet."""
        return [i for i, word in enumerate(self.words) if len(word) > 3 and not self.wrong[i]]
