"""Cutting a long pair into overlapping windows that the network can read, so that nothing is cut off."""

from __future__ import annotations

from collections.abc import Sequence

TARGET_BUDGET = 230
SOURCE_BUDGET = 250
"""Subwords a side, where the network has 512 positions."""
OVERLAP = 20
"""Words that neighbouring windows share."""
MARGIN = 0.15
"""Share of the source that a window sees before and after its own proportional part."""


def budgets(room: int) -> tuple[int, int]:
    """Subwords of a target and of a source window in a network with room for so many: budgets(508) == (230, 250)."""
    share = TARGET_BUDGET / (TARGET_BUDGET + SOURCE_BUDGET)
    target = min(TARGET_BUDGET, int(room * share))
    return target, min(SOURCE_BUDGET, room - target)


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

    `words`: target words in all; `sizes`: subwords of each source word. A source that fits is seen whole. Where the
    margins do not fit, the wider one is given up first: the first window keeps the beginning, the last one the end.
    """
    used = sum(sizes)
    if used <= budget:
        return range(len(sizes))
    own_start, own_end = (edge / words * len(sizes) for edge in (window.start, window.stop))
    start = int(max(0.0, own_start - MARGIN * len(sizes)))
    end = max(start + 1, round(min(len(sizes), own_end + MARGIN * len(sizes))))
    used = sum(sizes[start:end])
    while used > budget and end - start > 1:
        if end - own_end >= own_start - start:
            end -= 1
            used -= sizes[end]
        else:
            used -= sizes[start]
            start += 1
    return range(start, end)


def answers(ranges: Sequence[range], words: int, sizes: Sequence[int], budget: int) -> list[tuple[range, range]]:
    """For each range of the target's `words` the range of the source that answers to it, of `sizes` subwords each.

    Where the source is so much longer that some of it would answer to nothing, the target's nearest range is read again
    beside that.
    """
    found = [(r, counterpart(r, words, sizes, budget)) for r in ranges]
    seen = {at for _, answer in found for at in answer}
    start = 0
    while start < len(sizes):
        end = start
        while end < len(sizes) and end not in seen and (end == start or sum(sizes[start : end + 1]) <= budget):
            end += 1
        if end > start:
            middle = (start + end) / 2 / len(sizes) * words
            found.append((min(ranges, key=lambda r: abs((r.start + r.stop) / 2 - middle)), range(start, end)))
        start = max(end, start + 1)
    return sorted(found, key=lambda pair: (pair[0].start, pair[1].start))
