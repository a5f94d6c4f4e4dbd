"""A report arranged for display: rows of source beside target, each with the flags that belong to it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from models.article import Article, Side
from models.languages import LANGUAGES, UNTRAINED, language_name, text_direction
from models.mqm import Category, Severity
from models.rendering.places import RowKind, SentencePlaces
from models.rendering.runs import Highlight, Run, TextRun, cut, split_pieces, split_running
from models.rendering.wording import CATEGORY_WORDS, SEVERITIES, VERDICT_WORDS
from models.report import ArticleReport, Evidence, Flag, SegmentReport
from models.spans import Span


@dataclass(frozen=True, slots=True)
class Hint:
    """A piece of evidence: source words and what they mean."""

    pieces: tuple[TextRun, ...]
    meanings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A flag in a reader's words. `id` is the report's ("f7"), `number` the 7 shown beside the text.

    `start`: where it begins on its side, in code points. `omits`: the translation has a gap there.
    """

    id: str
    number: int
    side: Side
    severity: Severity
    category: str
    confidence: float
    check: str
    quote: tuple[TextRun, ...]
    message: str
    hints: tuple[Hint, ...]
    replacements: tuple[str, ...]
    start: int
    fingerprint: str
    dismissed: bool
    omits: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A segment as shown: its runs on both sides (with the white space after it) and its findings.

    `segment` is None in the rows for text that no segment holds. `field`: the name of the field that begins with this
    row, "" within one. `kind`: what the row is by the markup, "" for running text.
    """

    segment: SegmentReport | None
    source: tuple[Run, ...]
    target: tuple[Run, ...]
    findings: tuple[Finding, ...]
    field: str = ""
    kind: RowKind = ""


@dataclass(frozen=True, slots=True)
class View:
    """Everything a template or a terminal shows of a report. `counts`: flags by severity, without dismissed ones."""

    report: ArticleReport
    verdict: str
    rows: tuple[ReportRow, ...]
    findings: tuple[Finding, ...]
    counts: tuple[tuple[Severity, int], ...]
    source_language: str
    target_language: str


def arrange(report: ArticleReport) -> View:
    """The view of a report. Joined, the runs of all rows are the article's source and target, unaltered."""
    findings = tuple(_finding(report, flag, number) for number, flag in enumerate(report.flags, start=1))
    sides: dict[Side, dict[str, list[Run]]] = {
        "source": _rows_of_side(report, findings, "source"),
        "target": _rows_of_side(report, findings, "target"),
    }
    owners = _owners(report, sides)
    parts: list[tuple[str, SegmentReport | None]] = [(part.segment.id, part) for part in report.segments]
    if any("" in rows for rows in sides.values()):
        parts.append(("", None))
    rows = tuple(
        ReportRow(
            segment=part,
            source=tuple(sides["source"].get(key, ())),
            target=tuple(sides["target"].get(key, ())),
            findings=tuple(finding for finding in findings if owners[finding.id] == key),
        )
        for key, part in parts
    )
    rows = _with_places(rows, report.article)
    seen = Counter(finding.severity for finding in findings if not finding.dismissed)
    return View(
        report=report,
        verdict=VERDICT_WORDS[report.verdict],
        rows=rows,
        findings=findings,
        counts=tuple((severity, seen[severity]) for severity in SEVERITIES if seen[severity]),
        source_language=language_name(report.article.source_lang) or "unknown language",
        target_language=language_name(report.article.target_lang) or "unknown language",
    )


def direction(code: str) -> str:
    """The HTML `dir` of a language: direction("ar") == "rtl", direction("") == "auto"."""
    return text_direction(code) if code in LANGUAGES or code in UNTRAINED else "auto"


def _finding(report: ArticleReport, flag: Flag, number: int) -> Finding:
    text = report.article.text(flag.side)
    fingerprint = flag.fingerprint(text)
    return Finding(
        id=f"f{number}",
        number=number,
        side=flag.side,
        severity=flag.severity,
        category=CATEGORY_WORDS[flag.category],
        confidence=flag.confidence,
        check=flag.check,
        quote=tuple(split_pieces(flag.span.of(text))),
        message=flag.message,
        hints=tuple(_hint(piece) for piece in flag.evidence),
        replacements=flag.replacements,
        start=flag.span.start,
        fingerprint=fingerprint,
        dismissed=fingerprint in report.dismissed,
        omits=flag.category is Category.OMISSION and flag.side == "source",
    )


def _with_places(rows: tuple[ReportRow, ...], article: Article) -> tuple[ReportRow, ...]:
    """The rows with the fields that begin in them, and with what the markup says they are."""
    places = SentencePlaces(article)
    found, last = [], ""
    for row in rows:
        if row.segment is not None:
            name = places.field_of(row.segment.segment)
            kind = places.kind_of(row.segment.segment)
            row = replace(row, field=name if name != last else "", kind=kind)
            last = name or last
        found.append(row)
    return tuple(found)


def _hint(piece: Evidence) -> Hint:
    """Without the meanings that say no more than the words: 12 means 12, which helps nobody."""
    return Hint(tuple(split_running(piece.text)), tuple(word for word in piece.meanings if word != piece.text))


def _rows_of_side(report: ArticleReport, findings: tuple[Finding, ...], side: Side) -> dict[str, list[Run]]:
    """Segment id to its runs. A segment's row reaches to the next one's start, so nothing is left out."""
    text = report.article.text(side)
    starts = sorted(
        (span.start, part.segment.id) for part in report.segments if (span := _span(part, side)) is not None
    )
    marks = [
        Highlight(flag.span, finding.id, flag.severity, finding.dismissed)
        for flag, finding in zip(report.flags, findings, strict=True)
        if flag.side == side
    ]
    edges = [start for start, _ in starts]
    evidence = _evidence(report, findings) if side == "source" else []
    borders = edges + [edge for _, span in evidence for edge in (span.start, span.end)]
    rows: dict[str, list[Run]] = {}
    for run in _explaining(cut(text, marks, borders), evidence):
        index = max(0, bisect_right(edges, run.span.start) - 1)
        rows.setdefault(starts[index][1] if starts else "", []).append(run)
    return rows


def _evidence(report: ArticleReport, findings: tuple[Finding, ...]) -> list[tuple[str, Span]]:
    """Finding id and the place of each source passage that explains it."""
    return [
        (finding.id, piece.span)
        for flag, finding in zip(report.flags, findings, strict=True)
        for piece in flag.evidence
        if piece.span is not None
    ]


def _explaining(runs: list[Run], evidence: list[tuple[str, Span]]) -> list[Run]:
    """The runs, each with the findings that it explains. No run may cross the edge of a piece of evidence."""
    starts = [run.span.start for run in runs]
    explained: dict[int, list[str]] = {}
    for name, span in evidence:
        for index in range(bisect_right(starts, span.start) - 1, bisect_right(starts, span.end - 1)):
            explained.setdefault(index, []).append(name)
    return [
        replace(run, evidence=tuple(dict.fromkeys(explained[index]))) if index in explained else run
        for index, run in enumerate(runs)
    ]


def _owners(report: ArticleReport, sides: dict[Side, dict[str, list[Run]]]) -> dict[str, str]:
    """Finding id to the id of the row where it starts."""
    return {
        started: key
        for rows in sides.values()
        for key, runs in rows.items()
        for run in runs
        for started in run.starts
    }


def _span(part: SegmentReport, side: Side) -> Span | None:
    return part.segment.source_span if side == "source" else part.segment.target_span
