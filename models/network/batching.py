"""Which rows are read together: those of like length, so that little of a batch is padding."""

from __future__ import annotations

from collections.abc import Sequence

START = 24
"""What beginning one more batch costs, in subwords: calls that take the same time however much they calculate."""


def cheapest_batches(lengths: Sequence[int], budget: int, start: int = START) -> list[list[int]]:
    """Indices of rows in batches of at most `budget` subwords with the padding (but at least one row), shortest first.

    Of all ways to cut the rows, sorted by length, the one in which padding and `start` a batch are the least.
    cheapest_batches([100, 3, 90, 2], 1000) == [[3, 1], [2, 0]]
    """
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i], i))
    cost, begins = [0], [0]  # of the first n rows: the least cost, and where its last batch begins
    for end, row in enumerate(order, start=1):
        longest = max(1, lengths[row])
        choices = range(max(0, end - max(1, budget // longest)), end)
        cost_of = {begin: cost[begin] + (end - begin) * longest + start for begin in choices}
        begin = min(choices, key=cost_of.__getitem__)
        cost.append(cost_of[begin])
        begins.append(begin)
    found = []
    end = len(order)
    while end:
        found.append(order[begins[end] : end])
        end = begins[end]
    return found[::-1]
