"""Decisions as JSON lines: an event a line, with every column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from models.json_lines import json_line
from service.decisions.history import events_of
from service.exports.events import Row, rows_of
from service.storage.tables import ArticleRow

MEDIA_TYPE = "application/jsonl"


def decision_lines(pages: Iterable[list[Row]]) -> Iterator[bytes]:
    """A piece a page."""
    return ("".join(map(json_line, rows)).encode() for rows in pages)


def history_lines(session: Session, article: ArticleRow) -> bytes:
    """Everything that was done to an article, the oldest first."""
    rows = rows_of(session, [(event, article) for event in events_of(session, article.id)])
    return "".join(map(json_line, rows)).encode()
