"""The tables of the reports, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table_row(cells: Iterable[str]) -> str:
    """A line of a table: table_row(["ro-en", ".685"]) is "| ro-en | .685 |", and table_row([""]) is "| |"."""
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)


def table_head(titles: Sequence[str]) -> str:
    """The titles of the columns and the line below them: table_head(["", "AUC"]) is "| | AUC |\\n|---|---|"."""
    return f"{table_row(titles)}\n" + "|---" * len(titles) + "|"
