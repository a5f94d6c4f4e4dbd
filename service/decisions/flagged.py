"""The flags of reports as rows: what is counted is counted in them, and no report is read for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.storage.counted import FlagRow
from service.storage.tables import Revision

DIGITS = 3
"""After the point: as many as a report tells."""


def keep_flags(
    session: Session, revision: str, report: Mapping[str, Any], raw: Sequence[float] | None = None
) -> None:
    """Adds a row for each flag of a report (its wire form).

    `raw`: the confidences of the shipped calibration, in the same order; None: the report has them.
    """
    flags = report["flags"]
    confidences = [flag["confidence"] for flag in flags] if raw is None else raw
    session.add_all(
        FlagRow(
            revision_id=revision,
            number=number,
            fingerprint=flag["fingerprint"],
            check=flag["check"],
            category=flag["category"],
            severity=flag["severity"],
            side=flag["side"],
            length=flag["end"] - flag["start"],
            confidence=flag["confidence"],
            raw_confidence=round(confidence, DIGITS),
        )
        for number, (flag, confidence) in enumerate(zip(flags, confidences, strict=True))
    )
    session.flush()


def has_flags(session: Session, revision: str) -> bool:
    """Whether `keep_flags` found any in the report on a revision."""
    return session.scalar(select(FlagRow.number).where(FlagRow.revision_id == revision).limit(1)) is not None


def flag_of(session: Session, article: str, number: int, fingerprint: str) -> FlagRow | None:
    """The flag of that fingerprint in the report on a revision of an article; the first, should it have several."""
    wanted = (
        select(FlagRow)
        .join(Revision, Revision.id == FlagRow.revision_id)
        .where(Revision.article_id == article, Revision.number == number, FlagRow.fingerprint == fingerprint)
        .order_by(FlagRow.number)
        .limit(1)
    )
    return session.scalar(wanted)


def target_length(report: Mapping[str, Any]) -> int:
    """Code points of the translation: of its segments, without what lies between them."""
    return sum(len(segment["target"]["text"]) for segment in report["segments"])
