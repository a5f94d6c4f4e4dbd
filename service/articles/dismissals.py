"""A dismissal counts at once: the verdict is found anew without the flag, and with it when that is taken back."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.calibration.calibration import Calibration, VerdictThresholds
from models.findings.dismissals import without_dismissed
from models.report import ArticleReport
from service.articles.kept_texts import report_on, request_of
from service.articles.site_settings import preferences_of
from service.articles.summary import summary_of
from service.decisions.review_state import ReviewState
from service.storage.counted import FlagRow
from service.storage.tables import ArticleRow, Revision


def apply_dismissals(session: Session, article: ArticleRow, revision: Revision, review_state: ReviewState) -> None:
    """Brings verdict, penalty and dismissals of the newest revision's report in line with what reviewers dismissed."""
    wire = revision.report
    if wire is None:
        return
    before = {flag["fingerprint"] for flag in wire["flags"] if flag.get("dismissed")}
    sent = request_of(revision.sent).dismissed - review_state.flags.keys()
    names = {flag["fingerprint"] for flag in wire["flags"]}
    dismissed = frozenset(names & (sent | review_state.dismissed))
    if dismissed == before:
        return
    thresholds = _thresholds(session, article.site)
    report = without_dismissed(_with_raw_confidences(session, revision, report_on(revision)), dismissed, thresholds)
    wire_now = report.to_dict()
    verdict = {name: wire_now[name] for name in ("mqm_penalty_per_100_words", "verdict", "verdict_reasons")}
    flags = [flag | {"dismissed": flag["fingerprint"] in dismissed} for flag in wire["flags"]]
    scores = wire["scores"] | {"overall": wire_now["scores"]["overall"]}
    revision.report = wire | verdict | {"flags": flags, "scores": scores}
    revision.verdict, revision.penalty = wire_now["verdict"], wire_now["mqm_penalty_per_100_words"]
    article.verdict, article.summary = revision.verdict, summary_of(revision.report)


def _with_raw_confidences(session: Session, revision: Revision, report: ArticleReport) -> ArticleReport:
    """As the shipped calibration had them: what was learnt from decisions moves no verdict."""
    wanted = select(FlagRow.raw_confidence).where(FlagRow.revision_id == revision.id).order_by(FlagRow.number)
    raw = session.scalars(wanted).all()
    if len(raw) != len(report.flags):  # kept before there were such rows
        return report
    flags = (replace(flag, confidence=value) for flag, value in zip(report.flags, raw, strict=True))
    return replace(report, flags=tuple(flags))


def _thresholds(session: Session, site: str) -> VerdictThresholds:
    """The shipped ones, with those that the site has chosen."""
    return replace(_shipped(), **dict(preferences_of(session, site).thresholds))


@cache
def _shipped() -> VerdictThresholds:
    return Calibration.load().verdict
