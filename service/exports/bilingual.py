"""An article as reviewers left it, for translators' tools: XLIFF 1.2 with ITS 2.0 annotations.

A segment is a unit. Its target is the machine's with what was found marked in it, or the post-edit, and then the
machine's stands beside it as an <alt-trans>; what was found wrong is not told any more. Where HTML was sent, the tags
inside a segment are inline codes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from models.article import Side
from models.formats.marking import Writer
from models.formats.units import UNDETERMINED, UnitFlag, UnitLanguages, UnitScores
from models.formats.xliff import translated_units
from models.formats.xml_text import attribute, content
from models.formats.xml_tree import read_xml
from models.intake.inline import MarkupPiece, fragment_pieces, inline_pieces
from models.intake.requests import CheckRequest
from models.languages import ENGLISH
from models.report import ArticleReport, Flag, SegmentReport
from models.spans import Span
from service.articles.article_queries import StoredArticle
from service.articles.corrected import edited_markup, markup_sent
from service.articles.kept_texts import request_of
from service.articles.reviewed import as_reviewed
from service.decisions.open_errors import edited_segments
from service.decisions.review_state import APPROVED, REVIEWED, review_state_of
from service.storage.tables import Event

MEDIA_TYPE = "application/xliff+xml"
_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"


def article_xliff(kept: StoredArticle, events: Sequence[Event]) -> bytes:
    """The file of an article that has a report. `events`: all of the article's, the oldest first."""
    review_state = review_state_of(events, kept.revision)
    report = as_reviewed(kept, review_state)
    edits = edited_segments(kept.revision.report or {}, review_state)
    found = _scores(report, edits)
    tree = read_xml(_bare(kept, report, edits, found))
    units = translated_units(tree, UnitLanguages(ENGLISH, ENGLISH))  # the file may say "und": nothing is checked here
    writer = Writer(tree, report.signature)
    writer.add(units, [found[unit.unit.id] for unit in units], report.overall)
    return writer.text().encode()


def _bare(kept: StoredArticle, report: ArticleReport, edits: Mapping[str, str], found: Mapping[str, UnitScores]) -> str:
    source, target = (code or UNDETERMINED for code in (report.article.source_lang, report.article.target_lang))
    done = kept.article.review in (REVIEWED, APPROVED)
    inline = _Inline(report, request_of(kept.revision.sent))
    units = "".join(
        _unit(part, edits.get(part.segment.id), found[part.segment.id], done, _field(part, report), inline)
        for part in report.segments
    )
    languages = f"source-language={attribute(source)} target-language={attribute(target)}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<xliff version="1.2" xmlns="{_NAMESPACE}">\n'
        f'<file original={attribute(kept.article.cms_id)} {languages} datatype="plaintext">\n'
        f"<body>\n{units}</body>\n</file>\n</xliff>\n"
    )


class _Inline:
    """Segments with their tags as inline codes, where the article came as HTML."""

    def __init__(self, report: ArticleReport, request: CheckRequest) -> None:
        self._report, self._request = report, request

    def side(self, side: Side, span: Span | None) -> str:
        """A side of a segment as it came."""
        if span is None:
            return ""
        text = span.of(self._report.article.text(side))
        markup = markup_sent(self._request, self._report.article, side, span)
        if markup is None:
            return content(text)
        return _coded(inline_pieces(markup, self._report.markup[side], span, text))

    def edited(self, span: Span, text: str) -> str:
        """A post-edit in the markup of its segment's translation."""
        markup = markup_sent(self._request, self._report.article, "target", span)
        if markup is None:
            return content(text)
        return _coded(fragment_pieces(edited_markup(self._report, markup, span, text)))


def _coded(pieces: Iterable[MarkupPiece]) -> str:
    """Each tag is a placeholder that holds it: half a pair of tags may lie in another segment."""
    codes = count(1)
    return "".join(
        f'<ph id="{next(codes)}">{content(piece.tag)}</ph>' if piece.tag else content(piece.text) for piece in pieces
    )


def _unit(
    part: SegmentReport, edited: str | None, found: UnitScores, done: bool, field: str, inline: _Inline
) -> str:
    segment = part.segment
    state = "final" if done else "needs-review-translation"
    machine = inline.side("target", segment.target_span)
    target, shown = segment.target, machine
    if edited is not None and segment.target_span is not None:
        target, shown = edited, inline.edited(segment.target_span, edited)
    beside = f"<alt-trans><target>{machine}</target></alt-trans>\n" if edited is not None else ""
    if not target.strip():  # no annotation goes where nothing stands
        flags = (one.flag for one in found.flags)
        beside += "".join(f"<note from={attribute(f.check)}>{content(f.message)}</note>\n" for f in flags)
    return (
        f'<trans-unit id={attribute(segment.id)}{field} xml:space="preserve">\n'
        f'<source>{inline.side("source", segment.source_span)}</source>\n<target state="{state}">{shown}</target>\n'
        f"{beside}</trans-unit>\n"
    )


def _field(part: SegmentReport, report: ArticleReport) -> str:
    """The CMS's field that the segment belongs to."""
    side: Side = "target" if part.segment.target_span else "source"
    span = part.segment.target_span or part.segment.source_span
    field = report.article.part_at(side, span) if span is not None else None
    return f" resname={attribute(field.name)}" if field is not None else ""


def _scores(report: ArticleReport, edits: Mapping[str, str]) -> dict[str, UnitScores]:
    """By segment. Of a post-edited one nothing is said: it is no longer what was checked."""
    flags: defaultdict[str, list[UnitFlag]] = defaultdict(list)
    document = report.document
    segments = document.segments
    for flag in report.flags:
        index = document.segment_of(flag.side, flag.span)
        if index is not None and flag.fingerprint(report.article.text(flag.side)) not in report.dismissed:
            whole = segments[index].target_span if flag.side == "target" else segments[index].source_span
            if whole is not None:
                flags[segments[index].id].append(_inside(flag, whole))
    return {
        part.segment.id: UnitScores(None, None, ())
        if part.segment.id in edits
        else UnitScores(part.fluency, part.consistency, tuple(flags[part.segment.id]))
        for part in report.segments
    }


def _inside(flag: Flag, segment: Span) -> UnitFlag:
    """The flag as far as it lies in the segment, counted in its text."""
    start, end = max(flag.span.start, segment.start), min(flag.span.end, segment.end)
    return UnitFlag(flag, Span(start, end).shift(-segment.start))
