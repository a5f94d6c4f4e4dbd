"""Cutting a long pair into overlapping windows that the network can read, so that nothing is cut off."""

from __future__ import annotations

from collections.abc import Sequence

TARGET_BUDGET = 230
SOURCE_BUDGET = 250
"""Subwords a side: the network has 512 positions a side and was trained on up to 110."""
OVERLAP = 20
"""Words that neighbouring windows share."""
MARGIN = 0.15
"""Share of the source that a window sees before and after its own proportional part."""


def cut(sizes: Sequence[int], budget: int = TARGET_BUDGET, overlap: int = OVERLAP) -> list[range]:
    """Word ranges that cover all words, each within `budget` subwords (but at least one word long).

    `sizes`: subwords of each word. cut([1, 1, 1, 1], budget=3, overlap=1) == [range(0, 3), range(2, 4)]
    """
    found: list[range] = []
    start = 0
    while True:
        end, used = start, 0
        while end < len(sizes) and (end == start or used + sizes[end] <= budget):
            used += sizes[end]
            end += 1
        found.append(range(start, end))
        if end >= len(sizes):
            return found
        start = max(start + 1, end - overlap)


def counterpart(window: range, words: int, sizes: Sequence[int], budget: int = SOURCE_BUDGET) -> range:
    """The source words that answer to a target window by position, with a margin, within `budget`.

    `words`: target words in all; `sizes`: subwords of each source word. A source that fits is seen whole.
    """
    if sum(sizes) <= budget:
        return range(len(sizes))
    first = max(0.0, window.start / words - MARGIN) * len(sizes)
    last = min(1.0, window.stop / words + MARGIN) * len(sizes)
    start, end = int(first), max(int(first) + 1, round(last))
    while sum(sizes[start:end]) > budget and end - start > 1:
        shrink_end = (end - start) % 2 == 0
        start, end = (start, end - 1) if shrink_end else (start + 1, end)
    return range(start, end)
