"""A report for a terminal: the verdict, the scores, then every doubtful passage in its sentence."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable

import regex
from rich.console import Console
from rich.text import Text

from models.check_catalogue import check_name
from models.rendering.runs import Run, join_seen, spell_out
from models.rendering.view import Finding, View, arrange
from models.rendering.wording import ScoreName, percent, score_words
from models.report import ArticleReport
from models.text.plural import plural

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
INDENT = " " * 5
_SPACES = regex.compile(r"\s+")
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def render_text(report: ArticleReport, *, terminal: bool = False) -> str:
    """The report as lines. For a terminal in colour (unless NO_COLOR is set) and with bidi isolates."""
    return _TextReport(terminal).render(report)


class _TextReport:
    """Collects the lines of one report."""

    def __init__(self, terminal: bool) -> None:
        self._terminal = terminal
        coloured = terminal and not os.environ.get("NO_COLOR")
        self._lines = io.StringIO()
        self._console = Console(
            file=self._lines,
            force_terminal=coloured,
            color_system="auto" if coloured else None,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=True,
        )
        self._width = min(MAX_WIDTH, self._console.width) if terminal else MAX_WIDTH

    def render(self, report: ArticleReport) -> str:
        view = arrange(report)
        self._summary(view)
        passages = _passages(view)
        notes = {row.findings[0].id: row.segment.notes for row in view.rows if row.findings and row.segment}
        for severity, count in view.counts:
            self._line()
            self._line((f"{severity.upper()} ({count})", STYLES[severity]))
            for finding in (found for found in view.findings if found.severity == severity):
                self._finding(finding, passages[finding.id])
                for note in notes.get(finding.id, ()):
                    self._paragraph(spell_out(note), indent=INDENT)
        self._line()
        self._line((report.signature, "dim"))
        return self._lines.getvalue()

    def _summary(self, view: View) -> None:
        report = view.report
        self._line((report.verdict.upper(), STYLES[report.verdict]), "  ", (view.verdict, "bold"))
        for reason in report.verdict_reasons:
            self._paragraph(spell_out(reason), indent="  ", first="- ")
        self._line()
        self._score("fluency", report.fluency)
        self._score("consistency", report.consistency)
        languages = f"{view.source_language} → " if report.article.source is not None else ""
        self._line(
            f"Overall {percent(report.overall)} of 100 · error points per 100 words "
            f"{report.penalty_per_100_words:g} · {spell_out(languages + view.target_language)} · "
            f"{report.coverage.checked} of {plural(report.coverage.segments, 'segment')} scored"
        )
        for score in report.reference_scores:
            value = percent(score.value) if score.value is not None else f"not computed ({score.reason})"
            self._line(f"{score.metric} against the reference: {value}")
        for note in report.coverage.notes:
            self._paragraph(spell_out(note), indent="  ", first="Note: ")

    def _score(self, name: ScoreName, share: float | None) -> None:
        shown = f"{name.capitalize():<12}"
        if share is None:
            self._line(f"{shown} not scored")
            return
        full = round(BAR_WIDTH * share)
        bar = ("█" * full, "cyan"), ("░" * (BAR_WIDTH - full), "dim")
        self._line(f"{shown}{percent(share):>3} ", *bar, f" {score_words(share, name)}")

    def _finding(self, finding: Finding, passage: list[Run]) -> None:
        self._line()
        self._line(
            (f"{finding.number:>3}  ", STYLES[finding.severity]),
            (finding.category, "bold"),
            f" · {percent(finding.confidence)} % sure",
            " · in the source" if finding.side == "source" else "",
            f" · check: {check_name(finding.check)}",
        )
        self._passage(finding, passage)
        self._paragraph(spell_out(finding.message), indent=INDENT)
        for hint in finding.hints:
            meanings = f", that is {', '.join(hint.meanings)}" if hint.meanings else ""
            self._paragraph(f"Source: {self._isolate(join_seen(hint.pieces))}{meanings}", indent=INDENT)
        if finding.replacements:
            perhaps = " · ".join(self._isolate(spell_out(words)) for words in finding.replacements)
            self._paragraph(f"Perhaps: {perhaps}", indent=INDENT)

    def _passage(self, finding: Finding, runs: list[Run]) -> None:
        """The segment around the flag, shortened when long, with the flag between ⟦ and ⟧."""
        before, inside, after = _around(runs, finding.id)
        if len(before) > CONTEXT_CHARACTERS:
            before = "… " + before[-CONTEXT_CHARACTERS:].partition(" ")[2]
        if len(after) > CONTEXT_CHARACTERS:
            after = after[:CONTEXT_CHARACTERS].rpartition(" ")[0] + " …"
        style = f"{STYLES[finding.severity]} underline"
        self._wrapped(Text.assemble(before, (f"⟦{inside}⟧", style), after), INDENT, isolate=True)

    def _paragraph(self, content: str, indent: str, first: str = "") -> None:
        self._wrapped(Text(first + content), indent)

    def _wrapped(self, content: Text, indent: str, isolate: bool = False) -> None:
        """Lines of at most the width, counted in terminal cells (a Chinese character takes two)."""
        for line in content.wrap(self._console, self._width - len(indent) - 2):
            line.rstrip()
            bounds = (_ISOLATE, _END_ISOLATE) if isolate and self._terminal else ("", "")
            self._console.print(Text.assemble(indent, bounds[0], line, bounds[1]))

    def _isolate(self, content: str) -> str:
        """Keeps a right-to-left piece from turning the line around it, where a terminal knows how."""
        return f"{_ISOLATE}{content}{_END_ISOLATE}" if self._terminal else content

    def _line(self, *parts: str | tuple[str, str]) -> None:
        self._console.print(Text.assemble(*parts))


def _passages(view: View) -> dict[str, list[Run]]:
    """Finding id to the runs of every row that it touches, in order."""
    passages: dict[str, list[Run]] = {}
    for row in view.rows:
        for side in (row.source, row.target):
            for flag in dict.fromkeys(flag for run in side for flag in run.flags):
                passages.setdefault(flag, []).extend(side)
    return passages


def _around(runs: Iterable[Run], flag: str) -> tuple[str, str, str]:
    """The text before, under and after a flag in its rows, on one line."""
    before, inside, after = "", "", ""
    for run in runs:
        shown = join_seen(run.pieces)
        if flag in run.flags:
            inside += shown
        elif inside:
            after += shown
        else:
            before += shown
    return _one_line(before).lstrip(), _one_line(inside).strip(), _one_line(after).rstrip()


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text)
