"""Decisions as CSV (RFC 4180), safe to open in a spreadsheet.

Excel takes a file for UTF-8 only by the byte-order mark at its beginning, and sets cells apart by what the country of
its reader writes between the entries of a list: a comma, or where the comma is the decimal sign a semicolon.

A cell that begins like a formula would be run by the program that opens it, and texts come from outside: as OWASP says
(https://owasp.org/www-community/attacks/CSV_Injection), every cell is quoted and such a one begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import Any

import regex

from service.exports.events import COLUMNS, Row

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
COMMA = "comma"
_HIDDEN = regex.compile(r"[\p{Z}\p{Cf}\p{Cc}]+")
"""What a program may leave out before it looks whether a cell is a formula."""
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The last four are the full-width forms, which some programs take for the same."""


def decision_cells(pages: Iterable[list[Row]], separator: str = COMMA) -> Iterator[bytes]:
    """The header, then a piece a page; lines end in CR LF. `separator`: a name of SEPARATORS."""
    sign = SEPARATORS[separator]
    yield BOM_UTF8 + _written([COLUMNS], sign)
    for rows in pages:
        yield _written([[_cell(row[name]) for name in COLUMNS] for row in rows], sign)


def _written(rows: Iterable[Iterable[Any]], sign: str) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=sign, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode()


def _cell(value: Any) -> str:
    """_cell(None) == "", _cell(True) == "true", _cell("=1+1") == "'=1+1"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    if not isinstance(value, str):
        return text
    seen = _HIDDEN.sub("", text[:_LOOKED_AT])
    return f"'{text}" if text.startswith(FORMULA_BEGINS) or seen.startswith(FORMULA_BEGINS) else text


_LOOKED_AT = 100
"""Characters of a cell: what is hidden behind more of them no program takes for a formula."""
