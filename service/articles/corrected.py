"""An article as it should be published: the machine's text with reviewers' post-edits in the place of its segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.article import Article, Side
from models.intake.fields import SEPARATOR
from models.intake.inline import Replacement, spliced
from models.intake.requests import CheckRequest
from models.report import ArticleReport, MarkupOffsets
from models.spans import Span
from service.articles.article_queries import StoredArticle
from service.articles.kept_texts import report_on, request_of
from service.articles.word_changes import changes
from service.decisions.open_errors import edited_segments
from service.decisions.review_state import ReviewState


@dataclass(frozen=True, slots=True)
class CorrectedText:
    """A named field, or the whole article without a name. `html`: with its markup; None where plain text was sent."""

    name: str
    text: str
    html: str | None


@dataclass(frozen=True, slots=True)
class _SegmentEdit:
    """Another text for a segment at `span` of the article."""

    span: Span
    before: str
    after: str


def corrected_texts(kept: StoredArticle, review_state: ReviewState) -> list[CorrectedText]:
    """The fields in the order in which they were sent, or one text. `kept` must have a report."""
    report = report_on(kept.revision)
    request, article = request_of(kept.revision.sent), report.article
    edits = _edits(report, edited_segments(kept.revision.report or {}, review_state))
    places = {part.name: part.target for part in article.parts}
    if not request.fields:
        places = {"": Span(0, len(article.target))}
    return [_corrected(name, place, edits, request, report) for name, place in places.items()]


def whole_text(texts: Sequence[CorrectedText]) -> str:
    """All fields that have text in a row, as an article is read."""
    return SEPARATOR.join(text.text for text in texts if text.text.strip())


def markup_sent(request: CheckRequest, article: Article, side: Side, span: Span) -> str | None:
    """The HTML in which a span came; None where that was plain text."""
    if not request.fields:
        return (request.source if side == "source" else request.target) if request.format == "html" else None
    part = article.part_at(side, span)
    for field in request.fields:
        if part is not None and field.name == part.name and field.format == "html":
            return field.source if side == "source" else field.target
    return None


def edited_markup(report: ArticleReport, markup: str, span: Span, after: str) -> str:
    """The markup of a segment's translation at `span` with a post-edit in it, without what stands around it."""
    offsets = report.markup["target"]
    whole = offsets(span)
    if whole is None:
        return ""
    changed = _replacements(_SegmentEdit(span, span.of(report.article.target), after), span.start)

    def inside(place: Span) -> Span | None:
        found = offsets(place.shift(span.start))
        return found.shift(-whole.start) if found is not None else None

    return spliced(markup[whole.start : whole.end], inside, len(span), changed)


def _edits(report: ArticleReport, texts: Mapping[str, str]) -> list[_SegmentEdit]:
    found = [
        _SegmentEdit(part.segment.target_span, part.segment.target, texts[part.segment.id])
        for part in report.segments
        if part.segment.target_span is not None and part.segment.id in texts
    ]
    return sorted(found, key=lambda edit: edit.span)


def _corrected(
    name: str, place: Span | None, edits: Sequence[_SegmentEdit], request: CheckRequest, report: ArticleReport
) -> CorrectedText:
    article = report.article
    if place is None:  # a field without anything to read goes back as it came
        sent = next((field for field in request.fields if field.name == name), None)
        html = sent.target if sent is not None and sent.format == "html" else None
        return CorrectedText(name, "" if html is not None or sent is None else sent.target, html)
    own = [edit for edit in edits if place.contains(edit.span)]
    pieces, cursor = [], place.start
    for edit in own:
        pieces += [article.target[cursor : edit.span.start], edit.after]
        cursor = edit.span.end
    text = "".join([*pieces, article.target[cursor : place.end]])
    markup = markup_sent(request, article, "target", place)
    if markup is None:
        return CorrectedText(name, text, None)
    changed = [change for edit in own for change in _replacements(edit, place.start)]
    html = spliced(markup, _shifted(report.markup["target"], place.start), len(place), changed)
    return CorrectedText(name, text, html)


def _shifted(offsets: MarkupOffsets, by: int) -> MarkupOffsets:
    return lambda span: offsets(span.shift(by))


def _replacements(edit: _SegmentEdit, origin: int) -> Iterator[Replacement]:
    """The words that an edit changes, by offsets from `origin`."""
    at = edit.span.start - origin
    start, inserted = at, ""
    for piece in changes(edit.before, edit.after):
        if piece.change == "same":
            if start < at or inserted:
                yield Replacement(start, at, inserted)
            at += len(piece.text)
            start, inserted = at, ""
        elif piece.change == "deleted":
            at += len(piece.text)
        else:
            inserted += piece.text
    if start < at or inserted:
        yield Replacement(start, at, inserted)
