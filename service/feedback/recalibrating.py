"""Confidences of a site's language pair, fitted to what its reviewers decided: version after version, each reversible.

The newest version that nobody took back is in force. What was decided on is always held against the confidences of the
shipped calibration, so that one map does not pile up on another. When the newest of all was taken back, no other is
made by itself until somebody asks for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.calibration.recalibration import IDENTITY, MIN_DECISIONS, ConfidenceMap, can_fit, fit
from models.check_catalogue import REVIEWER
from models.errors import InvalidInput
from models.languages import LanguagePair
from models.report import ArticleReport
from service.decisions.review_state import DISMISS
from service.storage.counted import DecidedFlag, Recalibration

IN_FORCE, REPLACED, TAKEN_BACK = "in force", "replaced", "taken back"
AGAIN = 25
"""So many decisions more, and it is fitted again."""
MAX_DECISIONS = 5_000
"""The newest decisions that are learnt from: people change, and so does what they are sent."""


@dataclass(frozen=True, slots=True)
class RecalibrationScope:
    """A site's language pair."""

    site: str
    pair: LanguagePair


def versions(session: Session, site: str = "", pair: LanguagePair | None = None) -> Sequence[Recalibration]:
    """All versions by site and pair, the newest first; of one site and pair, where they are given."""
    wanted = select(Recalibration)
    if site:
        wanted = wanted.where(Recalibration.site == site)
    if pair is not None:
        wanted = wanted.where(Recalibration.source_lang == pair.source, Recalibration.target_lang == pair.target)
    names = (Recalibration.site, Recalibration.source_lang, Recalibration.target_lang)
    return session.scalars(wanted.order_by(*names, Recalibration.version.desc())).all()


def states(found: Sequence[Recalibration]) -> list[tuple[Recalibration, str]]:
    """Each version with how it stands. `found`: as `versions` gives them."""
    listed, seen = [], set()
    for version in found:
        scope = RecalibrationScope(version.site, version.pair)
        if version.retired_at is not None:
            listed.append((version, TAKEN_BACK))
        else:
            listed.append((version, REPLACED if scope in seen else IN_FORCE))
            seen.add(scope)
    return listed


def recalibrated(session: Session, site: str, report: ArticleReport) -> ArticleReport:
    """The report with the confidences of the version in force; its signature then names it. Nothing else changes."""
    scope = RecalibrationScope(site, report.article.pair)
    version = next((found for found in _versions(session, scope) if found.retired_at is None), None)
    if version is None or version.kind == IDENTITY:
        return report
    mapped = ConfidenceMap(version.kind, tuple(version.parameters))
    flags = tuple(replace(flag, confidence=mapped(flag.confidence)) for flag in report.flags)
    return replace(report, flags=flags, signature=f"{report.signature}|desk:{scope.pair.dashed}:v{version.version}")


def refit_when_due(session: Session, scope: RecalibrationScope, now: float) -> None:
    """Makes the next version when there are decisions enough, unless the last was taken back."""
    decided = _count(session, scope)
    last = next(iter(_versions(session, scope)), None)
    due = decided >= MIN_DECISIONS if last is None else last.retired_at is None and decided >= last.decisions + AGAIN
    if due and can_fit([right for _, right in _decisions(session, scope)]):
        try:
            with session.begin_nested():
                fit_now(session, scope, now)
        except IntegrityError:
            pass  # another decision made the same version in this very moment


def fit_now(session: Session, scope: RecalibrationScope, now: float) -> Recalibration:
    """Makes the next version. Raises InvalidInput where there are too few decisions."""
    found = _decisions(session, scope)
    fitted = fit([confidence for confidence, _ in found], [right for _, right in found])
    last = next(iter(_versions(session, scope)), None)
    made = Recalibration(
        site=scope.site,
        source_lang=scope.pair.source,
        target_lang=scope.pair.target,
        version=last.version + 1 if last is not None else 1,
        kind=fitted.map.kind,
        parameters=list(fitted.map.parameters),
        decisions=_count(session, scope),
        before=fitted.before,
        after=fitted.after,
        made_at=now,
    )
    session.add(made)
    session.flush()
    return made


def revert(session: Session, scope: RecalibrationScope, now: float) -> Recalibration | None:
    """Takes the version in force back; the one that is then in force, None for the shipped calibration.

    Raises InvalidInput when the shipped calibration is in force already.
    """
    in_force = [version for version in _versions(session, scope) if version.retired_at is None]
    if not in_force:
        raise InvalidInput(f"the shipped calibration is in force for {scope.pair.dashed} of {scope.site}")
    in_force[0].retired_at = now
    session.flush()
    return in_force[1] if len(in_force) > 1 else None


def _versions(session: Session, scope: RecalibrationScope) -> Sequence[Recalibration]:
    return versions(session, scope.site, scope.pair)


def _count(session: Session, scope: RecalibrationScope) -> int:
    return session.scalar(select(func.count()).select_from(DecidedFlag).where(*_of(scope))) or 0


def _decisions(session: Session, scope: RecalibrationScope) -> list[tuple[float, bool]]:
    """What the shipped calibration said of a flag, and whether it was right; the oldest first."""
    wanted = select(DecidedFlag.raw_confidence, DecidedFlag.outcome).where(*_of(scope))
    newest = session.execute(wanted.order_by(DecidedFlag.at.desc(), DecidedFlag.article_id).limit(MAX_DECISIONS)).all()
    return [(raw, outcome != DISMISS) for raw, outcome in reversed(newest) if raw is not None]


def _of(scope: RecalibrationScope) -> list[ColumnElement[bool]]:
    return [
        DecidedFlag.site == scope.site,
        DecidedFlag.source_lang == scope.pair.source,
        DecidedFlag.target_lang == scope.pair.target,
        DecidedFlag.counts.is_(True),
        DecidedFlag.check != REVIEWER,
    ]
