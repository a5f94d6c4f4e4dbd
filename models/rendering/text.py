"""A report for a terminal: the verdict, the scores, then every doubtful passage in its sentence."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from models.mqm import Severity
from models.rendering.runs import Piece, Run, split_pieces
from models.rendering.view import Finding, Row, View, arrange
from models.rendering.wording import percent, plural
from models.report import ArticleReport

STYLES: dict[str, str] = {
    "critical": "bold red",
    "major": "red",
    "minor": "yellow",
    "neutral": "blue",
    "pass": "bold green",
    "review": "bold yellow",
    "reject": "bold red",
}
MAX_WIDTH = 100
BAR_WIDTH = 20
CONTEXT_CHARACTERS = 160
"""How much of a long segment is shown on each side of a passage."""
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


class TextReport:
    """Writes reports to one stream: in colour and with isolated right-to-left text on a terminal only."""

    def __init__(self, stream: TextIO) -> None:
        self._terminal = stream.isatty()
        coloured = self._terminal and not os.environ.get("NO_COLOR")
        self._console = Console(
            file=stream,
            force_terminal=coloured,
            color_system="auto" if coloured else None,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=True,
        )
        self._width = min(MAX_WIDTH, self._console.width) if self._terminal else MAX_WIDTH

    def write(self, report: ArticleReport) -> None:
        """The whole report. Raises OSError when the stream does."""
        view = arrange(report)
        self._summary(view)
        rows = {finding.id: row for row in view.rows for finding in row.findings}
        for severity, count in view.counts:
            self._line()
            self._line((f"{severity.upper()} ({count})", STYLES[severity]))
            for finding in (found for found in view.findings if found.severity == severity):
                self._finding(finding, rows[finding.id])
        self._line()
        self._line((report.signature, "dim"))

    def _summary(self, view: View) -> None:
        report = view.report
        self._line((report.verdict.upper(), STYLES[report.verdict]), "  ", (view.verdict, "bold"))
        for reason in report.verdict_reasons:
            self._paragraph(reason, indent="  ", first="- ")
        self._line()
        self._score("Fluency", report.fluency)
        self._score("Consistency", report.consistency)
        languages = f"{view.source_language} → " if report.article.source is not None else ""
        self._line(
            f"Overall {percent(report.overall)} of 100 · error points per 100 words "
            f"{report.penalty_per_100_words:.1f} · {languages}{view.target_language} · "
            f"{report.coverage.checked} of {plural(report.coverage.segments, 'segment')} judged"
        )
        for score in report.reference_scores:
            self._line(f"{score.metric} against the reference: {percent(score.value)} {score.reason}".rstrip())
        for note in report.coverage.notes:
            self._paragraph(note, indent="  ", first="Note: ")

    def _score(self, name: str, share: float | None) -> None:
        if share is None:
            self._line(f"{name:<12} not judged")
            return
        full = round(BAR_WIDTH * share)
        self._line(f"{name:<12}{percent(share):>3} ", ("█" * full, "cyan"), ("░" * (BAR_WIDTH - full), "dim"))

    def _finding(self, finding: Finding, row: Row) -> None:
        self._line()
        self._line(
            (f"{finding.number:>3}  ", STYLES[finding.severity]),
            (finding.category, "bold"),
            f" · {percent(finding.confidence)} % sure" + (" · in the source" if finding.side == "source" else ""),
        )
        self._passage(finding, row)
        self._paragraph(_seen(split_pieces(finding.message)), indent="     ")
        for hint in finding.hints:
            meanings = f", usually {', '.join(hint.meanings)}" if hint.meanings else ""
            self._paragraph(f"Source: {self._isolate(_seen(hint.pieces))}{meanings}", indent="     ")
        if finding.replacements:
            perhaps = " · ".join(map(self._isolate, finding.replacements))
            self._paragraph(f"Perhaps: {perhaps}", indent="     ")

    def _passage(self, finding: Finding, row: Row) -> None:
        """The segment around the flag, shortened when long, with the flag between ⟦ and ⟧."""
        before, inside, after = _around(row.source if finding.side == "source" else row.target, finding.id)
        marked = f"⟦{inside or _seen(finding.quote)}⟧"
        if len(before) > CONTEXT_CHARACTERS:
            before = "… " + before[-CONTEXT_CHARACTERS:].partition(" ")[2]
        if len(after) > CONTEXT_CHARACTERS:
            after = after[:CONTEXT_CHARACTERS].rpartition(" ")[0] + " …"
        lines = Text("\n").join(
            Text(f"     {self._isolate(line)}", "default") for line in self._wrap(before + marked + after, 5)
        )
        lines.highlight_regex(r"⟦[^⟧]*⟧", _highlight(finding.severity))
        self._console.print(lines)

    def _paragraph(self, content: str, indent: str, first: str = "") -> None:
        for number, line in enumerate(self._wrap(first + content, len(indent))):
            self._line(indent + (" " * len(first) if number and first == "- " else "") + line)

    def _wrap(self, content: str, indent: int) -> list[str]:
        return textwrap.wrap(content, self._width - indent - 2, break_long_words=False, break_on_hyphens=False)

    def _isolate(self, content: str) -> str:
        """Keeps a right-to-left piece from turning the line around it, where a terminal knows how."""
        return f"{_ISOLATE}{content}{_END_ISOLATE}" if self._terminal else content

    def _line(self, *parts: str | tuple[str, str]) -> None:
        self._console.print(Text.assemble(*parts))


def _highlight(severity: Severity) -> str:
    return f"{STYLES[severity]} underline"


def _seen(pieces: Iterable[Piece]) -> str:
    """Text that is safe on a terminal: unseen characters by name, such as ‹RLO›; an escape does nothing."""
    return "".join(f"‹{piece.label}›" if piece.label else piece.text for piece in pieces)


def _around(runs: Iterable[Run], flag: str) -> tuple[str, str, str]:
    """The text before, under and after a flag in a row."""
    before, inside, after = "", "", ""
    for run in runs:
        shown = _seen(run.pieces)
        if flag in run.flags:
            inside += shown
        elif inside:
            after += shown
        else:
            before += shown
    return before.lstrip(), inside, after.rstrip()


def write_text(report: ArticleReport, stream: TextIO) -> None:
    """Write one report for a person to `stream`."""
    TextReport(stream).write(report)
