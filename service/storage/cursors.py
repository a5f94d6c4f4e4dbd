"""Where a page ended, as text that a client gives back: a number to sort by and an id."""

from __future__ import annotations

from math import isfinite, nan

from models.errors import InvalidInput


def written(number: float, row: str) -> str:
    """written(2.5, "x") == "2.5~x" """
    return f"{number!r}~{row}"


def read(cursor: str) -> tuple[float, str]:
    """What `written` made it of. Raises InvalidInput for what it has not written."""
    try:
        number, row = cursor.split("~")
        found = float(number), row
    except ValueError:
        found = nan, ""
    if not isfinite(found[0]):
        raise InvalidInput("cursor must be one that a page before has given", "cursor")
    return found
