"""Tables of what is counted. All but `Recalibration` follow from reports and events and can be made anew from them
(`service.decisions.flag_decisions.recount`)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.languages import LanguagePair
from service.storage.tables import Base, new_id


class FlagRow(Base):
    """A flag of a report, without its text. `number` counts from 0 within the report.

    `length` is in code points. `raw_confidence` is the shipped calibration's, `confidence` what the report says.
    """

    __tablename__ = "flagged"
    __table_args__ = (Index("ix_flagged_fingerprint", "revision_id", "fingerprint"),)

    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(16))
    check: Mapped[str] = mapped_column(String(50))
    category: Mapped[str] = mapped_column(String(50))
    severity: Mapped[str] = mapped_column(String(10))
    side: Mapped[str] = mapped_column(String(6))
    length: Mapped[int]
    confidence: Mapped[float]
    raw_confidence: Mapped[float]


class DecidedFlag(Base):
    """What a reviewer last said of a flag, or of a passage that was marked (check "reviewer").

    `category` to `length` are as the flag was when it was decided on; both confidences are None for a marked passage.
    `outcome` is confirm, dismiss or change. `counts`: of those who decided the same, this one's word stands last.
    """

    __tablename__ = "judgement"
    __table_args__ = (
        Index("ix_judgement_by_check", "site", "counts", "check", "outcome", "source_lang", "target_lang", "at"),
        Index("ix_judgement_of_pair", "site", "source_lang", "target_lang", "counts", "at", "check"),
    )

    article_id: Mapped[str] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(16), primary_key=True)
    reviewer: Mapped[str] = mapped_column(String(200), primary_key=True)
    site: Mapped[str] = mapped_column(String(100))
    revision: Mapped[int]
    check: Mapped[str] = mapped_column(String(50))
    category: Mapped[str] = mapped_column(String(50))
    severity: Mapped[str] = mapped_column(String(10))
    side: Mapped[str] = mapped_column(String(6))
    length: Mapped[int]
    confidence: Mapped[float | None]
    raw_confidence: Mapped[float | None]
    source_lang: Mapped[str] = mapped_column(String(35))
    target_lang: Mapped[str] = mapped_column(String(35))
    outcome: Mapped[str] = mapped_column(String(10))
    at: Mapped[float]
    counts: Mapped[bool] = mapped_column(Boolean)


class Recalibration(Base):
    """How the confidences of a site's language pair are read since its reviewers have decided on enough of them.

    `kind` and `parameters` are of `models.calibration.recalibration`; `before` and `after` the mean log-likelihood of
    held-out decisions without and with it. The newest version that is not retired is in force; when the newest of all
    is retired, none is made by itself.
    """

    __tablename__ = "recalibration"
    __table_args__ = (UniqueConstraint("site", "source_lang", "target_lang", "version"),)

    id: Mapped[str] = mapped_column(String(22), primary_key=True, default=new_id)
    site: Mapped[str] = mapped_column(String(100))
    source_lang: Mapped[str] = mapped_column(String(35))
    target_lang: Mapped[str] = mapped_column(String(35))
    version: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    parameters: Mapped[list[Any]] = mapped_column(JSON)
    decisions: Mapped[int] = mapped_column("judgements")
    before: Mapped[float]
    after: Mapped[float]
    made_at: Mapped[float]
    retired_at: Mapped[float | None] = mapped_column(default=None)

    @property
    def pair(self) -> LanguagePair:
        """Its languages, as far as they are known."""
        return LanguagePair(self.source_lang, self.target_lang)
