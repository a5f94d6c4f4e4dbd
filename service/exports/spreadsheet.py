"""Decisions as CSV (RFC 4180), safe to open in a spreadsheet.

A cell that begins like a formula would be run by the program that opens it, and texts come from outside: as OWASP says
(https://owasp.org/www-community/attacks/CSV_Injection), every cell is quoted and such a one begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from service.exports.events import COLUMNS, Row

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The last four are the full-width forms, which some programs take for the same."""


def decision_cells(pages: Iterable[list[Row]]) -> Iterator[bytes]:
    """The header, then a piece a page; lines end in CR LF."""
    yield _written([COLUMNS])
    for rows in pages:
        yield _written([[_cell(row[name]) for name in COLUMNS] for row in rows])


def _written(rows: Iterable[Iterable[Any]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode()


def _cell(value: Any) -> str:
    """_cell(None) == "", _cell(True) == "true", _cell("=1+1") == "'=1+1"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_BEGINS) else text
