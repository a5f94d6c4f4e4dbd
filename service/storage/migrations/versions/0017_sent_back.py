"""Whether an article was sent back and not finished since: a column of its own, no longer a count below zero"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0017", "0016"

BACK = "SELECT id FROM article WHERE is_back"
NEWEST = (
    "SELECT article.review, revision.number, revision.kept_since, revision.carried, revision.report"
    " FROM article JOIN revision ON revision.article_id = article.id AND revision.number = article.newest"
    " WHERE article.id = :article"
)
EVENTS = "SELECT id, revision, action, subject, data FROM event WHERE article_id = :article ORDER BY sequence"
COUNTED = "UPDATE article SET open_errors = :number WHERE id = :article"
SERIOUS = ("major", "critical")


def upgrade() -> None:
    """One step up. Their serious errors are counted as those of any other article."""
    op.add_column("article", sa.Column("is_back", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE article SET is_back = TRUE WHERE open_errors < 0 OR review = 'sent back'")
    op.execute("UPDATE article SET open_errors = 0 WHERE open_errors < 0")
    connection = op.get_bind()
    for article in connection.execute(sa.text(BACK)).scalars().all():
        row = connection.execute(sa.text(NEWEST), {"article": article}).first()
        events = connection.execute(sa.text(EVENTS), {"article": article}).all()
        told = {"number": _count(row, _valid(events)) if row else 0, "article": article}
        connection.execute(sa.text(COUNTED), told)


def downgrade() -> None:
    op.execute("UPDATE article SET open_errors = -1 WHERE is_back")
    op.drop_column("article", "is_back")


def _valid(events: Sequence[Any]) -> list[Any]:
    """Those that no undo took back which was not itself taken back."""
    undone: set[str] = set()
    for event in reversed(events):
        if event.action == "undo" and event.id not in undone:
            undone.add(event.subject)
    return [event for event in events if event.id not in undone]


def _count(row: Any, events: Sequence[Any]) -> int:
    """The serious errors of the newest revision that nobody has dismissed or mended."""
    report, carried = _read(row.report), _read(row.carried)
    segments: list[dict[str, Any]] = report.get("segments", [])
    here = [event for event in events if (row.kept_since or row.number) <= event.revision <= row.number]
    by_id = {event.id: event for event in events}
    edited = _edited(segments, here, {name: by_id.get(key) for name, key in carried.get("edits", {}).items()})
    marks = _marks(here, [(by_id.get(key), start) for key, start in carried.get("marks", {}).items()])
    decided = {event.subject: event for event in events if event.action in ("confirm", "dismiss", "change")}
    errors = [*_flagged(row.review, report, decided), *_marked(marks, segments, decided)]
    return sum(not _is_mended(name, segments, edited) for name in errors)


def _edited(segments: list[dict[str, Any]], events: Sequence[Any], carried: dict[str, Any]) -> set[str]:
    """The segments of which the last post-edit says something else than the machine."""
    edits = {name: event for name, event in carried.items() if event is not None}
    edits |= {event.subject: event for event in events if event.action == "edit"}
    machine = {segment["id"]: segment["target"]["text"] for segment in segments}
    texts = {name: _read(event.data).get("text", "") for name, event in edits.items() if name in machine}
    return {name for name, text in texts.items() if text != machine[name]}


def _marks(events: Sequence[Any], carried: Sequence[tuple[Any, int]]) -> dict[str, dict[str, Any]]:
    """What reviewers marked, by fingerprint; `carried`: with where each begins now."""
    marks = {mark.subject: _read(mark.data) | {"start": start} for mark, start in carried if mark is not None}
    return marks | {event.subject: _read(event.data) for event in events if event.action == "mark"}


def _flagged(review: str, report: dict[str, Any], decided: dict[str, Any]) -> Iterator[str | None]:
    for flag in report.get("flags", ()):
        event = decided.get(flag["fingerprint"])
        if event is None and (flag.get("dismissed") or review != "sent back"):
            continue
        severity = _read(event.data).get("severity", flag["severity"]) if event else flag["severity"]
        if severity in SERIOUS and not (event and event.action == "dismiss"):
            yield flag["segment"]


def _marked(
    marks: dict[str, dict[str, Any]], segments: list[dict[str, Any]], decided: dict[str, Any]
) -> Iterator[str | None]:
    for name, mark in marks.items():
        event = decided.get(name)
        severity = (mark | (_read(event.data) if event else {}))["severity"]
        if severity in SERIOUS and not (event and event.action == "dismiss"):
            yield next((segment["id"] for segment in segments if _has(segment, mark)), None)


def _has(segment: dict[str, Any], mark: dict[str, Any]) -> bool:
    place = segment[mark.get("side", "target")]
    alike = segment.get("field", "") == mark.get("field", "")
    return alike and place["start"] is not None and place["start"] <= mark["start"] < place["end"]


def _is_mended(name: str | None, segments: list[dict[str, Any]], edited: set[str]) -> bool:
    index = next((n for n, segment in enumerate(segments) if segment["id"] == name), None)
    if index is None:
        return bool(edited)
    if segments[index]["target"]["start"] is not None:
        return name in edited
    return bool({_translated(reversed(segments[:index])), _translated(segments[index:])} & edited)


def _translated(segments: Iterable[dict[str, Any]]) -> str:
    """The first of them that has a translation."""
    return next((segment["id"] for segment in segments if segment["target"]["start"] is not None), "")


def _read(found: Any) -> dict[str, Any]:
    """SQLite gives JSON as text, PostgreSQL as what it says."""
    read = json.loads(found) if isinstance(found, str) else found
    return read if isinstance(read, dict) else {}
