"""What is counted of reports and reviewers' decisions, and what was learnt from them"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0007", "0006"

OF_A_FLAG: tuple[tuple[str, Any], ...] = (
    ("check", sa.String(50)),
    ("category", sa.String(50)),
    ("severity", sa.String(10)),
    ("side", sa.String(6)),
    ("length", sa.Integer()),
)


def upgrade() -> None:
    """One step up. `scripts/recount.py` counts what was there before."""
    op.add_column("article", sa.Column("length", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_revision_scored_at", "revision", ["scored_at"])
    op.create_index("ix_event_made_at", "event", ["made_at", "id"])
    _flagged()
    _judgement()
    _recalibration()


def downgrade() -> None:
    for gone in ("recalibration", "judgement", "flagged"):
        op.drop_table(gone)
    op.drop_index("ix_event_made_at", "event")
    op.drop_index("ix_revision_scored_at", "revision")
    op.drop_column("article", "length")


def _flagged() -> None:
    op.create_table(
        "flagged",
        sa.Column("revision_id", sa.String(22), sa.ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("fingerprint", sa.String(16), nullable=False),
        *(sa.Column(name, kind, nullable=False) for name, kind in OF_A_FLAG),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("raw_confidence", sa.Double(), nullable=False),
    )
    op.create_index("ix_flagged_fingerprint", "flagged", ["revision_id", "fingerprint"])


def _judgement() -> None:
    op.create_table(
        "judgement",
        sa.Column("article_id", sa.String(22), sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("fingerprint", sa.String(16), primary_key=True),
        sa.Column("reviewer", sa.String(200), primary_key=True),
        sa.Column("site", sa.String(100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *(sa.Column(name, kind, nullable=False) for name, kind in OF_A_FLAG),
        sa.Column("confidence", sa.Double()),
        sa.Column("raw_confidence", sa.Double()),
        sa.Column("source_lang", sa.String(35), nullable=False),
        sa.Column("target_lang", sa.String(35), nullable=False),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
    )
    by_check = ["site", "counts", "check", "outcome", "source_lang", "target_lang", "at"]
    op.create_index("ix_judgement_by_check", "judgement", by_check)
    of_pair = ["site", "source_lang", "target_lang", "counts", "at", "check"]
    op.create_index("ix_judgement_of_pair", "judgement", of_pair)


def _recalibration() -> None:
    op.create_table(
        "recalibration",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("site", sa.String(100), nullable=False),
        sa.Column("source_lang", sa.String(35), nullable=False),
        sa.Column("target_lang", sa.String(35), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("judgements", sa.Integer(), nullable=False),
        sa.Column("before", sa.Double(), nullable=False),
        sa.Column("after", sa.Double(), nullable=False),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.Column("retired_at", sa.Double()),
        sa.UniqueConstraint("site", "source_lang", "target_lang", "version"),
    )
