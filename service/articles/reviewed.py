"""A kept report as reviewers left it: flags as they decided on them, passages they marked, what they dismissed."""

from __future__ import annotations

from dataclasses import replace

from models.article import Article, Side
from models.check_catalogue import REVIEWER
from models.mqm import Category, Severity
from models.report import ArticleReport, Flag
from models.spans import Span
from service.articles.article_queries import StoredArticle
from service.articles.kept_texts import report_on
from service.decisions.review_state import ReviewState
from service.storage.tables import Event


def as_reviewed(kept: StoredArticle, review_state: ReviewState) -> ArticleReport:
    """The report of the revision with what reviewers said of it. `kept` must have a report."""
    return _as_decided_by_all(report_on(kept.revision), review_state)


def place_of(event: Event, article: Article) -> Span:
    """A marked passage in the whole text of its side; in the event it is counted in its field."""
    side: Side = "source" if event.data.get("side") == "source" else "target"
    places = (part.span(side) for part in article.parts if part.name == event.data.get("field", ""))
    shift = next((place.start for place in places if place is not None), 0)
    return Span(event.data["start"], event.data["end"]).shift(shift)


def _as_decided_by_all(report: ArticleReport, review_state: ReviewState) -> ArticleReport:
    article = report.article
    names = [flag.fingerprint(article.text(flag.side)) for flag in report.flags]
    flags = [_as_decided(flag, review_state.flags.get(name)) for flag, name in zip(report.flags, names, strict=True)]
    marks = [
        _as_decided(_marked(event, article), review_state.flags.get(name)) for name, event in review_state.marks.items()
    ]
    earlier = report.dismissed - review_state.flags.keys()
    return replace(report, flags=(*flags, *marks), dismissed=earlier | review_state.dismissed)


def _as_decided(flag: Flag, event: Event | None) -> Flag:
    """The flag in the category and of the severity that a reviewer gave it."""
    data = event.data if event is not None else {}
    category, severity = data.get("category", flag.category), data.get("severity", flag.severity)
    return replace(flag, category=Category(category), severity=Severity(severity))


def _marked(event: Event, article: Article) -> Flag:
    data = event.data
    message = data.get("comment") or f"Marked by {event.by}."
    category, severity = Category(data["category"]), Severity(data["severity"])
    side, name = data.get("side", "target"), event.subject
    return Flag(place_of(event, article), side, category, severity, 1.0, REVIEWER, message, kept_as=name)
