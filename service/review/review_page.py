"""An article as its reviewers left it: the stored report, with their decisions, marks and post-edits laid over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.check_catalogue import REVIEWER
from models.rendering.view import Finding, ReportRow, View, arrange
from service.articles.article_queries import StoredArticle
from service.articles.reviewed import as_reviewed, place_of
from service.decisions.open_errors import post_edits
from service.decisions.review_state import DECIDED, MARK, UNDO, ReviewState, review_state_of
from service.review.post_edit import EditView, compare
from service.storage.tables import Event


@dataclass(frozen=True, slots=True)
class ReviewOutcome:
    """What people made of an article, for the head of its page. `words`: what follows from it.

    `tone`: the verdict in whose colours it is shown.
    """

    review: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything the page of an article shows. `edits`: by segment id; `remarks`: comments by fingerprint."""

    kept: StoredArticle
    events: Sequence[Event]
    review_state: ReviewState
    view: View
    edits: Mapping[str, EditView]
    remarks: Mapping[str, Sequence[Event]]

    @property
    def decided(self) -> int:
        """How many of the findings somebody has decided on; a marked passage is decided by being marked."""
        return sum(f.fingerprint in self.review_state.flags or f.check == REVIEWER for f in self.view.findings)

    @property
    def outcome(self) -> ReviewOutcome | None:
        """None as long as the verdict speaks: until people decide, or mark an error or dismiss all flags in it."""
        found, review, article = self.kept.publishing, self.review_state.review, self.kept.article
        is_held_pass = self.view.report.verdict == "pass" and not found.allowed
        if review not in DECIDED and not is_held_pass:
            return None
        if found.allowed:
            return ReviewOutcome(review, "pass", "May be published as edited" if found.edits else "May be published")
        if review not in DECIDED and article.is_cleared and not article.open_errors:
            return ReviewOutcome(review, "review", "Finish the review to publish it")
        return ReviewOutcome(review, "reject", "Not to be published")

    def row_of(self, event: Event) -> ReportRow | None:
        """Where on the page that shows which the event changed; None: nowhere in the text."""
        if event.action == UNDO:
            undone = next((other for other in self.events if other.id == event.subject), None)
            return self.row_of(undone) if undone is not None else None
        found = self.row_about(event.subject)
        return self._row_at(event) if found is None and event.action == MARK else found

    def row_about(self, subject: str) -> ReportRow | None:
        """The row of that segment, or with the flag of that fingerprint."""
        for row in self.view.rows:
            if row.segment is not None and row.segment.segment.id == subject:
                return row
            if any(finding.fingerprint == subject for finding in row.findings):
                return row
        return None

    def _row_at(self, event: Event) -> ReportRow | None:
        """The row of a passage that was marked once and is no finding any more."""
        start = place_of(event, self.view.report.article).start
        for row in self.view.rows:
            runs = row.source if event.data.get("side") == "source" else row.target
            if any(run.span.start <= start < run.span.end for run in runs):
                return row
        return None


def review_page_of(kept: StoredArticle, events: Sequence[Event]) -> ReviewPage:
    """The page of an article whose revision has a report. `events`: all of the article's, the oldest first."""
    review_state = review_state_of(events, kept.revision)
    report = as_reviewed(kept, review_state)
    remarks: dict[str, list[Event]] = {}
    for event in review_state.remarks:
        remarks.setdefault(event.subject, []).append(event)
    machine = {part.segment.id: part.segment.target for part in report.segments}
    edited = post_edits(kept.revision.report or {}, review_state)
    edits = {name: compare(machine[name], event) for name, event in edited.items()}
    return ReviewPage(kept, events, review_state, arrange(report), edits, remarks)


def find(view: View, fingerprint: str) -> Finding | None:
    """The finding of that fingerprint."""
    return next((finding for finding in view.findings if finding.fingerprint == fingerprint), None)
