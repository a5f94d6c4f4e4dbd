"""The files that a site can take away, by name: one table for the pages and for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Engine

from service.decisions.review_state import EDIT
from service.exports import lines, memory, spreadsheet
from service.exports.events import Row, pages_of_site


class SiteFile(NamedTuple):
    """How a file is written, and what it is: in a line, and one piece of it. `action`: of which events; "" of all."""

    write: Callable[[Iterable[list[Row]]], Iterator[bytes]]
    media_type: str
    summary: str
    piece: str
    action: str = ""


CSV = "decisions.csv"
SITE_FILES = {
    "decisions.jsonl": SiteFile(
        lines.decision_lines, lines.MEDIA_TYPE, "All decisions as JSON lines", "An event a line"
    ),
    CSV: SiteFile(
        spreadsheet.decision_cells, spreadsheet.MEDIA_TYPE, "All decisions as CSV", "An event a line"
    ),
    "post-edits.tmx": SiteFile(
        memory.memory_pieces,
        memory.MEDIA_TYPE,
        "Post-edits as a translation memory (TMX 1.4)",
        "A unit a segment",
        EDIT,
    ),
}


def with_separator(file: SiteFile, separator: str) -> SiteFile:
    """The file of decisions as CSV, its cells set apart otherwise: by a name of `spreadsheet.SEPARATORS`."""
    return file._replace(write=partial(spreadsheet.decision_cells, separator=separator))


def written(file: SiteFile, engine: Engine, site: str, since: float) -> Iterator[bytes]:
    """Its content from a time on (Unix seconds), in pieces; what the database refuses is refused here, at once."""
    pieces = file.write(pages_of_site(engine, site, since, file.action))
    first = [piece for _, piece in zip(range(2), pieces, strict=False)]  # a header may stand before the first row
    return chain(first, pieces)
