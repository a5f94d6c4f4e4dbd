"""A vocabulary in little memory: its words one behind the other, found by their hashes.

A list and a dictionary of strings take some 200 bytes for each word; this takes 16 and the word itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

import numpy as np

from models.text.hashed_numbers import HashedNumbers


class PackedWords(Sequence[str]):
    """Words by their number, and the number of a word. No word holds a line end."""

    def __init__(self, text: bytes) -> None:
        """`text`: the words in UTF-8, a line end between each two."""
        self._text = text
        ends = np.flatnonzero(np.frombuffer(text, np.uint8) == ord("\n"))
        self._starts = np.concatenate([[0], ends + 1, [len(text) + 1]]).astype(np.uint32).data
        self._numbers: HashedNumbers | None = None

    @classmethod
    def of(cls, words: Iterable[str]) -> PackedWords:
        """PackedWords.of(["a", "b"]).find("b") == 1"""
        return cls("\n".join(words).encode())

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...

    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        place = range(len(self))[number]
        return self._text[self._starts[place] : self._starts[place + 1] - 1].decode()

    def __iter__(self) -> Iterator[str]:
        return iter(self._text.decode().split("\n"))

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.find(word) is not None

    def find(self, word: str) -> int | None:
        """The word's number; None for one that is not there."""
        if self._numbers is None:
            self._numbers = HashedNumbers(self, np.arange(len(self), dtype=np.uint32))
        for number in self._numbers.of(word):
            if self[number] == word:
                return number
        return None
