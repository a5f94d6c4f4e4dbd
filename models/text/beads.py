"""The cheapest monotone path of beads through two sequences, inside a band.

A bead joins up to two units of one side with up to two of the other (Gale & Church 1993, section 3.2), or one
with up to four: translators and machines cut long sentences, and join short ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

SHAPES = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (1, 4), (4, 1))
"""How many source and target units a bead may hold."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Source units `source` to `source_end` (exclusive) with target units `target` to `target_end`."""

    source: int
    source_end: int
    target: int
    target_end: int

    @property
    def shape(self) -> tuple[int, int]:
        """Units on either side, (1, 2) when one source unit became two."""
        return self.source_end - self.source, self.target_end - self.target

    def shift(self, source: int, target: int) -> Bead:
        """The same bead with other numbers for the first units."""
        return Bead(
            self.source + source, self.source_end + source, self.target + target, self.target_end + target
        )


MAX_HALF_WIDTH = 32
"""Columns to either side at which a band stops growing, so that time grows with the length of the article and not
with its square. A path that is further off has no number or name in 32 sentences to hold on to."""
MAX_BAND_CELLS = 50_000
"""Cells above which a band does not grow: half a second a search, where a thousand sentences fit."""
Cost = Callable[[int, int, int, int], float]
"""cost(source, target, source units, target units) of a bead that starts there, in nats."""


def best_path(
    rows: int, columns: int, cost: Cost, centre: Sequence[int] = (), half_width: int = 0
) -> list[Bead]:
    """The beads of the cheapest path from (0, 0) to (`rows`, `columns`).

    `centre[row]` is the column around which row 0 … `rows` is searched, `half_width` columns to either
    side; where the path runs along an edge the band grows around that place, up to MAX_HALF_WIDTH and MAX_BAND_CELLS.
    Without a centre all is searched. `cost` is asked once for each bead.
    """
    if not centre:
        return _path_in(rows, columns, cost, [(0, columns)] * (rows + 1))
    remembered = cache(cost)
    widths = [half_width] * (rows + 1)
    while True:
        band = _band(rows, columns, centre, widths)
        path = _path_in(rows, columns, remembered, band)
        narrow = [
            bead.source_end
            for bead in path
            if _at_edge(bead, band, columns) and widths[bead.source_end] < MAX_HALF_WIDTH
        ]
        if not narrow or sum(last - first for first, last in band) > MAX_BAND_CELLS:
            return path
        _widen(widths, narrow)


def centre_of(path: Sequence[Bead], rows: int) -> list[int]:
    """The column where a path enters each row, for a second search around it."""
    centre = [0] * (rows + 1)
    for bead in path:
        for row in range(bead.source + 1, bead.source_end + 1):
            centre[row] = bead.target_end
        if bead.source == bead.source_end:
            centre[bead.source] = bead.target_end
    return centre


def diagonal(row_lengths: Sequence[float], column_lengths: Sequence[float]) -> list[int]:
    """The column that is as far through its text as each row is, by length; rows 0 … len(row_lengths)."""
    row_total, column_total = sum(row_lengths) or 1.0, sum(column_lengths)
    centre, column, walked, column_walked = [0], 0, 0.0, 0.0
    for length in row_lengths:
        walked += length
        while column < len(column_lengths) and column_walked < walked / row_total * column_total:
            column_walked += column_lengths[column]
            column += 1
        centre.append(column)
    return centre


def _band(rows: int, columns: int, centre: Sequence[int], widths: Sequence[int]) -> list[tuple[int, int]]:
    """First and last column of each row; neighbouring rows overlap, both corners are inside."""
    band = [
        (
            max(0, centre[max(row - 1, 0)] - widths[row]),
            min(columns, centre[min(row + 1, rows)] + widths[row]),
        )
        for row in range(rows + 1)
    ]
    band[0] = (0, band[0][1])
    band[rows] = (band[rows][0], columns)
    return band


def _widen(widths: list[int], narrow: Sequence[int]) -> None:
    """Doubles the band at the rows of `narrow` and over as many rows to either side."""
    for row, wide in [(row, 2 * widths[row]) for row in narrow]:
        for near in range(max(0, row - wide), min(len(widths), row + wide + 1)):
            widths[near] = max(widths[near], min(wide, MAX_HALF_WIDTH))


def _at_edge(bead: Bead, band: Sequence[tuple[int, int]], columns: int) -> bool:
    first, last = band[bead.source_end]
    return (bead.target_end == first > 0) or (bead.target_end == last < columns)


def _path_in(rows: int, columns: int, cost: Cost, band: Sequence[tuple[int, int]]) -> list[Bead]:
    """Dynamic programming over the cells of `band`."""
    best = [[inf] * (last - first + 1) for first, last in band]
    step: list[list[tuple[int, int]]] = [[(0, 0)] * len(row) for row in best]
    best[0][0] = 0.0
    for row in range(rows + 1):
        first, last = band[row]
        reach = [(shape, *band[row + shape[0]], row + shape[0]) for shape in SHAPES if row + shape[0] <= rows]
        for column in range(first, last + 1):
            so_far = best[row][column - first]
            if so_far == inf:
                continue
            for shape, next_first, next_last, next_row in reach:
                next_column = column + shape[1]
                if not next_first <= next_column <= next_last:
                    continue
                total = so_far + cost(row, column, *shape)
                place = next_column - next_first
                if total < best[next_row][place]:
                    best[next_row][place] = total
                    step[next_row][place] = shape
    return _walk_back(rows, columns, step, band)


def _walk_back(
    rows: int, columns: int, step: Sequence[Sequence[tuple[int, int]]], band: Sequence[tuple[int, int]]
) -> list[Bead]:
    path: list[Bead] = []
    row, column = rows, columns
    while row or column:
        source, target = step[row][column - band[row][0]]
        path.append(Bead(row - source, row, column - target, column))
        row, column = row - source, column - target
    return path[::-1]
