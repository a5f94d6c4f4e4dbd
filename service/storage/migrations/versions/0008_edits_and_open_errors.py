"""How many post-edits and unmended errors an article has, and whether a site wants four eyes"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0008", "0007"

EDITED = (
    "SELECT id, newest FROM article WHERE EXISTS"
    " (SELECT 1 FROM event WHERE event.article_id = article.id AND event.action = 'edit')"
)
EVENTS = "SELECT id, revision, action, subject, data FROM event WHERE article_id = :article ORDER BY sequence"
REPORT = "SELECT report FROM revision WHERE article_id = :article AND number = :number"


def upgrade() -> None:
    """One step up. Errors are counted from the next decision on: what has been reviewed or approved stays so."""
    op.add_column("site", sa.Column("four_eyes", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in ("edits", "open_errors"):
        op.add_column("article", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    connection = op.get_bind()
    for article, newest in connection.execute(sa.text(EDITED)).all():
        number = _edits(connection, article, newest)
        told = {"number": number, "article": article}
        connection.execute(sa.text("UPDATE article SET edits = :number WHERE id = :article"), told)


def downgrade() -> None:
    for name in ("open_errors", "edits"):
        op.drop_column("article", name)
    op.drop_column("site", "four_eyes")


def _edits(connection: sa.Connection, article: str, newest: int) -> int:
    """How many segments of the newest revision have another text than the machine's."""
    events = connection.execute(sa.text(EVENTS), {"article": article}).all()
    undone: set[str] = set()
    for event in reversed(events):
        if event.action == "undo" and event.id not in undone:
            undone.add(event.subject)
    texts = {
        event.subject: _read(event.data).get("text", "")
        for event in events
        if event.action == "edit" and event.revision == newest and event.id not in undone
    }
    report = _read(connection.execute(sa.text(REPORT), {"article": article, "number": newest}).scalar())
    return sum(texts.get(name, text) != text for name, text in _machine(report))


def _machine(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for segment in report.get("segments", ()):
        yield segment["id"], segment["target"]["text"]


def _read(found: Any) -> dict[str, Any]:
    """SQLite gives JSON as text, PostgreSQL as what it says."""
    read = json.loads(found) if isinstance(found, str) else found
    return read if isinstance(read, dict) else {}
