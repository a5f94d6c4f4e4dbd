"""Numbers of texts in little memory: two arrays, the texts' hashes in order and a number for each.

A dictionary of strings takes some 150 bytes for each; this takes eight and those of the number. Two of a million words
have the same hash of 64 bits once in forty million processes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class HashedNumbers:
    """Numbers by the hash of a text, in their order where several have the same."""

    def __init__(self, texts: Iterable[str], numbers: NDArray[np.integer[Any]]) -> None:
        """A text for each number."""
        hashes = np.fromiter(map(hash, texts), np.int64, len(numbers))
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._numbers = hashes[order].data, numbers[order].data

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def nbytes(self) -> int:
        """What they take."""
        return self._hashes.nbytes + self._numbers.nbytes

    def of(self, text: str) -> Sequence[int]:
        """Those of the text, and of whatever else has its hash."""
        wanted = hash(text)
        first = last = bisect_left(self._hashes, wanted)
        while last < len(self._hashes) and self._hashes[last] == wanted:
            last += 1
        return self._numbers[first:last]
