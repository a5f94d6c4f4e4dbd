"""A target in the making: its words, which of them have been made wrong and how, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.network.kinds import UNKNOWN_KIND


@dataclass
class Draft:
    """Words and, for each, whether it is wrong (1.0), sound (0.0) or unclear (nan), and the kind of its error.

    `gaps[k]`: 1.0 where words were left out before word k (the last: behind them all); `lost`: how many in all.
    `making`: the kind of the error that is being made, an index of `models.network.kinds.KINDS`.
    """

    words: list[str]
    wrong: list[float]
    lost: int = 0
    making: int = UNKNOWN_KIND
    kinds: list[int] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Nothing is known of kinds and gaps at first."""
        self.kinds = self.kinds or [UNKNOWN_KIND] * len(self.words)
        self.gaps = self.gaps or [0.0] * (len(self.words) + 1)

    @classmethod
    def of(cls, words: Sequence[str]) -> Draft:
        """A sound one."""
        return cls(list(words), [0.0] * len(words))

    def replace(self, start: int, end: int, words: Sequence[str]) -> None:
        """Puts wrong words in the place of words[start:end]."""
        self.words[start:end] = list(words)
        self.wrong[start:end] = [1.0] * len(words)
        self.kinds[start:end] = [self.making] * len(words)
        self.gaps[start : max(start, end)] = (self.gaps[start : start + 1] + [0.0] * len(words))[: len(words)]

    def leave_out(self, start: int, end: int) -> None:
        """Omits words[start:end]: whether the words on either side are still right is unclear."""
        del self.words[start:end], self.wrong[start:end], self.kinds[start:end]
        self.gaps[start : end + 1] = [1.0]
        self.lost += end - start
        for place in (start - 1, start):
            if 0 <= place < len(self.wrong) and self.wrong[place] != 1.0:
                self.wrong[place] = float("nan")

    def content(self) -> list[int]:
        """Where words of more than three letters stand that are not wrong yet."""
        return [i for i, word in enumerate(self.words) if len(word) > 3 and not self.wrong[i]]
