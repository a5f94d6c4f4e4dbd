"""Decisions of an earlier release, whose fingerprints hang on the text around the sentence, found again.

The revision that was decided on is still there: from its texts follows what its flags are called now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.report import ArticleReport
from service.articles.kept_texts import report_on
from service.decisions.history import events_of
from service.decisions.review_state import ON_FLAGS
from service.storage.tables import Revision

MAX_REVISIONS = 5
"""That are read back, the newest first: decisions on older ones have mostly been repeated since."""


def former_names(session: Session, revision: Revision) -> dict[str, str]:
    """The fingerprints of an earlier release by which decisions know flags of the article, by today's."""
    decided: defaultdict[int, set[str]] = defaultdict(set)
    for event in events_of(session, revision.article_id):
        if event.action in ON_FLAGS and event.revision < revision.number:
            decided[event.revision].add(event.subject)
    numbers = sorted(decided, reverse=True)[:MAX_REVISIONS]
    wanted = select(Revision).where(Revision.article_id == revision.article_id, Revision.number.in_(numbers))
    found: dict[str, str] = {}
    for before in session.scalars(wanted.order_by(Revision.number)):
        if before.report is not None:
            report = report_on(before)
            for flag in report.flags:
                if flag.kept_as in decided[before.number]:
                    found[replace(flag, kept_as="").fingerprint(report.article.text(flag.side))] = flag.kept_as
    return found


def under_former_names(report: ArticleReport, names: Mapping[str, str]) -> ArticleReport:
    """The report with its flags called as decisions know them."""
    if not names:
        return report
    flags = []
    for flag in report.flags:
        former = names.get(flag.fingerprint(report.article.text(flag.side)))
        flags.append(replace(flag, kept_as=former) if former is not None else flag)
    return replace(report, flags=tuple(flags))
