"""One article of 600 words: the first that a process checks, those after it, and where the time goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from models.checker import Checker, load_checker
from models.intake.requests import CheckRequest
from models.rendering.html import render_html
from models.report import ArticleReport
from models.text.words import count_words
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.speed_stages import RENDERING, STAGES, Stopwatch
from scripts.measure.speed_texts import sample_request
from scripts.measure.timing import seconds

OTHERS = "the rest"


@dataclass(frozen=True, slots=True)
class TimedCheck:
    """`lasted`: seconds from the request to the page of its report; `spent`: of these, by stage."""

    lasted: float
    spent: dict[str, float]

    @property
    def shares(self) -> dict[str, float]:
        """Of `lasted`, by stage, with what belongs to none."""
        found = {stage: self.spent.get(stage, 0.0) / self.lasted for stage in STAGES}
        return found | {OTHERS: max(0.0, 1.0 - sum(found.values()))}


def timed_check(checker: Checker, request: CheckRequest) -> tuple[TimedCheck, ArticleReport]:
    """A check with its report as a page, and the report."""
    watch, reports = Stopwatch(), list[ArticleReport]()

    def work() -> None:
        reports.append(checker.check(request))
        watch.timed(RENDERING, render_html)(reports[0])

    with watch.watching():
        lasted = seconds(work)
    return TimedCheck(lasted, dict(watch.spent)), reports[0]


def table(cold: TimedCheck, warm: Sequence[TimedCheck]) -> str:
    """Seconds of the first and of the middle one of the others, and the middle share of each stage."""
    lines = [table_head(["", "first", "p50 of the others", "share of it"])]
    middle = median(one.lasted for one in warm)
    lines.append(table_row(["seconds in all", f"{cold.lasted:.2f}", f"{middle:.2f}", ""]))
    for stage in (*STAGES, OTHERS):
        share = median(one.shares[stage] for one in warm)
        first = cold.shares[stage] * cold.lasted
        lines.append(table_row([stage, f"{first:.3f}", f"{share * middle:.3f}", f"{share:.1%}"]))
    return "\n".join(lines)


def report(rounds: int) -> str:
    """The table of this process's first check and of so many more of the same article."""
    checker, request = load_checker(), sample_request()
    cold, found = timed_check(checker, request)
    warm = [timed_check(checker, request)[0] for _ in range(rounds)]
    words = count_words(found.article.target)
    what = f"`{checker.signature}`: {words} words, {len(found.segments)} segments, {len(warm)} times after the first."
    return f"{what}\n\n{table(cold, warm)}"
