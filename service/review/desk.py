"""An article as its reviewers left it: the stored report, with their decisions, marks and post-edits laid over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.article import Article, Side
from models.intake import take_in
from models.mqm import Category, Severity
from models.reading import read_report
from models.rendering.view import Finding, Row, View, arrange
from models.report import ArticleReport, Flag
from models.spans import Span
from service.articles.checking import request_of
from service.articles.shelf import Kept
from service.decisions.marking import REVIEWER
from service.decisions.standing import MARK, UNDO, Standing, stand
from service.review.post_edit import PostEdit, compare
from service.storage.tables import Event


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the page of an article shows. `edits`: by segment id; `remarks`: comments by fingerprint."""

    kept: Kept
    events: Sequence[Event]
    standing: Standing
    view: View
    edits: Mapping[str, PostEdit]
    remarks: Mapping[str, Sequence[Event]]

    @property
    def judged(self) -> int:
        """How many of the findings somebody has decided on; a marked passage is decided by being marked."""
        return sum(f.fingerprint in self.standing.flags or f.check == REVIEWER for f in self.view.findings)

    def row_of(self, event: Event) -> Row | None:
        """Where on the page that shows which the event changed; None: nowhere in the text."""
        if event.action == UNDO:
            undone = next((other for other in self.events if other.id == event.subject), None)
            return self.row_of(undone) if undone is not None else None
        for row in self.view.rows:
            if row.segment is not None and row.segment.segment.id == event.subject:
                return row
            if any(finding.fingerprint == event.subject for finding in row.findings):
                return row
        return self._row_at(event) if event.action == MARK else None

    def _row_at(self, event: Event) -> Row | None:
        """The row of a passage that was marked once and is no finding any more."""
        start = _place(event, self.view.report.article).start
        for row in self.view.rows:
            runs = row.source if event.data.get("side") == "source" else row.target
            if any(run.span.start <= start < run.span.end for run in runs):
                return row
        return None


def desk_of(kept: Kept, events: Sequence[Event]) -> Desk:
    """The desk of an article whose revision has a report. `events`: all of the article's, the oldest first."""
    standing = stand(events, kept.revision.number)
    report = _as_reviewed(_stored(kept), standing)
    remarks: dict[str, list[Event]] = {}
    for event in standing.remarks:
        remarks.setdefault(event.subject, []).append(event)
    machine = {part.segment.id: part.segment.target for part in report.segments}
    edits = {name: compare(machine[name], event) for name, event in standing.edits.items() if name in machine}
    return Desk(kept, events, standing, arrange(report), edits, remarks)


def _stored(kept: Kept) -> ArticleReport:
    """The report of the revision. Its languages are given, so that they need not be detected again."""
    wire: dict[str, Any] = kept.revision.report or {}
    languages = {f"{side}_lang": wire["languages"][side] for side in ("source", "target")}
    return read_report(wire, take_in(replace(request_of(kept.revision.sent), **languages)))


def _as_reviewed(report: ArticleReport, standing: Standing) -> ArticleReport:
    article = report.article
    names = [flag.fingerprint(article.text(flag.side)) for flag in report.flags]
    flags = [_as_judged(flag, standing.flags.get(name)) for flag, name in zip(report.flags, names, strict=True)]
    marks = [_as_judged(_marked(event, article), standing.flags.get(name)) for name, event in standing.marks.items()]
    earlier = report.dismissed - standing.flags.keys()
    return replace(report, flags=(*flags, *marks), dismissed=earlier | standing.dismissed)


def _as_judged(flag: Flag, event: Event | None) -> Flag:
    """The flag in the category and of the severity that a reviewer gave it."""
    data = event.data if event is not None else {}
    category, severity = data.get("category", flag.category), data.get("severity", flag.severity)
    return replace(flag, category=Category(category), severity=Severity(severity))


def _marked(event: Event, article: Article) -> Flag:
    data = event.data
    message = data.get("comment") or f"Marked by {event.by}."
    category, severity = Category(data["category"]), Severity(data["severity"])
    return Flag(_place(event, article), data.get("side", "target"), category, severity, 1.0, REVIEWER, message)


def _place(event: Event, article: Article) -> Span:
    """A marked passage in the whole text of its side; in the event it is counted in its field."""
    side: Side = "source" if event.data.get("side") == "source" else "target"
    places = (part.span(side) for part in article.parts if part.name == event.data.get("field", ""))
    shift = next((place.start for place in places if place is not None), 0)
    return Span(event.data["start"], event.data["end"]).shift(shift)


def find(view: View, fingerprint: str) -> Finding | None:
    """The finding of that fingerprint."""
    return next((finding for finding in view.findings if finding.fingerprint == fingerprint), None)
