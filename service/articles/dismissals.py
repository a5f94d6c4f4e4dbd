"""A dismissal counts at once: the verdict is found anew without the flag, and with it when that is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.calibration.calibration import Calibration, VerdictThresholds
from models.findings.dismissals import without_dismissed
from models.languages import LanguagePair
from models.report import ArticleReport
from service.articles.kept_texts import report_on, request_of
from service.articles.site_settings import preferences_of
from service.articles.summary import summary_of
from service.decisions.review_state import APPROVE, FINISH, ReviewState
from service.storage.counted import FlagRow
from service.storage.tables import ArticleRow, Event, Revision, Site


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
    wire_now = _found_without(session, article, revision, dismissed).to_dict()
    verdict = {name: wire_now[name] for name in ("mqm_penalty_per_100_words", "verdict", "verdict_reasons")}
    flags = [flag | {"dismissed": flag["fingerprint"] in dismissed} for flag in wire["flags"]]
    scores = wire["scores"] | {"overall": wire_now["scores"]["overall"]}
    revision.report = wire | verdict | {"flags": flags, "scores": scores}
    revision.verdict, revision.penalty = wire_now["verdict"], wire_now["mqm_penalty_per_100_words"]
    article.verdict, article.summary = revision.verdict, summary_of(revision.report)


def passes_by_dismissal(
    session: Session, article: ArticleRow, revision: Revision, review_state: ReviewState, events: Sequence[Event]
) -> bool:
    """Whether a revision passes only because reviewers dismissed flags in it.

    What they dismissed in former content, and whose review was finished there, they stand by: it holds here without
    another look. With four eyes, it has to have been approved.
    """
    wire = revision.report
    if wire is None or revision.verdict != "pass" or not review_state.dismissed:
        return False
    site = session.get(Site, article.site)
    settling = (APPROVE,) if site is not None and site.four_eyes else (FINISH, APPROVE)
    valid = [event for event in events if event.id not in review_state.undone and event.revision < revision.first_alike]
    settled = max((event.sequence for event in valid if event.action in settling), default=0)
    names = {flag["fingerprint"] for flag in wire["flags"] if flag.get("dismissed")}
    unsettled = {name for name in names & review_state.dismissed if review_state.flags[name].sequence > settled}
    if not unsettled:
        return False
    return _found_without(session, article, revision, frozenset(names - unsettled)).verdict != "pass"


def _found_without(
    session: Session, article: ArticleRow, revision: Revision, dismissed: frozenset[str]
) -> ArticleReport:
    """The report of a revision with these flags counting for nothing, and no others."""
    raw = _with_raw_confidences(session, revision, report_on(revision))
    return without_dismissed(raw, dismissed, _thresholds(session, article.site, raw.article.pair))


def _with_raw_confidences(session: Session, revision: Revision, report: ArticleReport) -> ArticleReport:
    """As the shipped calibration had them: what was learnt from decisions moves no verdict."""
    wanted = select(FlagRow.raw_confidence).where(FlagRow.revision_id == revision.id).order_by(FlagRow.number)
    raw = session.scalars(wanted).all()
    if len(raw) != len(report.flags):  # kept before there were such rows
        return report
    flags = (replace(flag, confidence=value) for flag, value in zip(report.flags, raw, strict=True))
    return replace(report, flags=tuple(flags))


def _thresholds(session: Session, site: str, pair: LanguagePair) -> VerdictThresholds:
    """The shipped ones, with those that the site has chosen."""
    return _shipped().of(pair, dict(preferences_of(session, site).thresholds))


@cache
def _shipped() -> VerdictThresholds:
    return Calibration.load().verdict
