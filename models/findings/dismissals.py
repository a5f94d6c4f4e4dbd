"""What a report says once flags are dismissed, from what it says: no model is asked."""

from __future__ import annotations

from dataclasses import replace

from models.calibration.calibration import VerdictThresholds
from models.findings.overall import overall_score
from models.findings.verdict import Measures, decide
from models.report import ArticleReport


def without_dismissed(report: ArticleReport, dismissed: frozenset[str], thresholds: VerdictThresholds) -> ArticleReport:
    """The report with the flags of these fingerprints counting for nothing, and no others.

    Verdict, reasons, penalty and overall score follow from the flags that are left and from the scores of the model,
    which stay as they are. With the dismissals that it already has, a report of the checker stays the same.
    """
    article = report.article
    counted = [flag for flag in report.flags if flag.fingerprint(article.text(flag.side)) not in dismissed]
    measures = Measures.of(
        counted,
        report.document,
        report.consistency if _is_calibrated(report.signature) else None,
        [segment.consistency for segment in report.segments],
        report.coverage.checked > 0,
    )
    verdict, reasons = decide(counted, measures, thresholds)
    return replace(
        report,
        overall=overall_score(report.fluency, report.consistency, measures.penalty),
        penalty_per_100_words=measures.penalty,
        verdict=verdict,
        verdict_reasons=reasons,
        dismissed=dismissed,
    )


def _is_calibrated(signature: str) -> bool:
    """Whether the model had a calibration: without one its consistency does not move the verdict (`Checker`)."""
    names = (part.removeprefix("calib:") for part in signature.split("|") if part.startswith("calib:"))
    return "none" not in next(names, "").split("+")
