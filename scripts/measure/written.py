"""Machine-like translations with marked errors: are these flagged, faithful versions left alone, and reasons right?

    python -m scripts.measure.written --data DATA [-o docs/EVALUATION.md]

The dev parts of the written contrasts: a source, two faithful translations and a machine-like one whose errors are
marked with kind and severity. Each goes through the whole checker as an article. A language model wrote and marked
them; they are no human ratings, and they serve choices. Quiet flags ("look here") are counted apart.
For the calibration error the two faithful versions count half each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.checker import Checker, CheckRequest, load_checker
from models.evaluation.corpora import FAITHFUL_WEIGHT, ErrorMark, WrittenContrast, written_dev
from models.evaluation.metaeval import auc, expected_calibration_error
from models.mqm import Severity
from models.network.kinds import LEVELS
from models.report import ArticleReport, Flag
from models.text.words import count_words, is_wordlike, word_spans
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import options, publish


@dataclass(frozen=True, slots=True)
class ContrastOutcome:
    """A contrast and the reports on its faithful versions and on the machine-like one."""

    item: WrittenContrast
    faithful: tuple[ArticleReport, ArticleReport]
    bad: ArticleReport

    @property
    def serious(self) -> list[ErrorMark]:
        """Major and critical errors that have words."""
        return [mark for mark in self.item.marks if mark.level >= LEVELS["major"] and not mark.omission]

    def lower(self, score: str) -> bool:
        """The machine-like version scores below both faithful ones."""
        values = [getattr(report, score) or 0.0 for report in (self.bad, *self.faithful)]
        return values[0] < min(values[1:])


def loud(report: ArticleReport) -> list[Flag]:
    """Flags on the translation that weigh."""
    return [f for f in report.flags if f.side == "target" and f.severity is not Severity.NEUTRAL]


def quiet(report: ArticleReport) -> list[Flag]:
    """Flags that only ask for a look."""
    return [f for f in report.flags if f.side == "target" and f.severity is Severity.NEUTRAL]


def touches(flag: Flag, marks: Sequence[ErrorMark]) -> ErrorMark | None:
    """The first error that a flag overlaps."""
    return next((mark for mark in marks if flag.span.overlaps(mark.span)), None)


def flagged_words(outcome: ContrastOutcome) -> list[bool]:
    """Of each word that a flag covers, whether it is part of an error: a flag over all the sentence touches any."""
    spans = [span for span in word_spans(outcome.item.bad) if is_wordlike(span.of(outcome.item.bad))]
    covered = [span for flag in loud(outcome.bad) for span in spans if span.overlaps(flag.span)]
    return [any(span.overlaps(mark.span) for mark in outcome.item.marks) for span in covered]


def check(checker: Checker, item: WrittenContrast) -> ContrastOutcome:
    """Checks all three versions."""
    good, also_good, bad = (
        checker.check(CheckRequest(text, item.source, item.pair.source, item.pair.target))
        for text in (item.good, item.also_good, item.bad)
    )
    return ContrastOutcome(item, (good, also_good), bad)


def names_its_source(flag: Flag, mark: ErrorMark) -> bool:
    """The flag's evidence is among the source words that the error was marked to answer to."""
    return mark.source is not None and any(
        piece.span is not None and piece.span.overlaps(mark.source) for piece in flag.evidence
    )


def named_words(flag: Flag, mark: ErrorMark, source: str) -> list[bool]:
    """Of each source word that the flag names, whether it is among those that the error was marked to answer to."""
    places = [piece.span for piece in flag.evidence if piece.span is not None]
    words = [span for span in word_spans(source) if any(span.overlaps(place) for place in places)]
    return [mark.source is not None and span.overlaps(mark.source) for span in words if is_wordlike(span.of(source))]


def share(values: Sequence[bool]) -> str:
    """Of those that are true, with two digits; a dash of none."""
    return f"{sum(values) / len(values):.2f}" if values else "–"


def column(outcomes: Sequence[ContrastOutcome]) -> list[str]:
    """The figures of one language."""
    serious = [(mark, outcome.bad) for outcome in outcomes for mark in outcome.serious]
    flags = [(flag, touches(flag, outcome.item.marks)) for outcome in outcomes for flag in loud(outcome.bad)]
    inside = [within for outcome in outcomes for within in flagged_words(outcome)]
    looks = [(flag, touches(flag, outcome.item.marks)) for outcome in outcomes for flag in quiet(outcome.bad)]
    sound = [report for outcome in outcomes for report in outcome.faithful]
    ranked = [outcome for outcome in outcomes if outcome.serious]
    false = sum(len(loud(report)) for report in sound)
    words = sum(count_words(report.article.target) for report in sound) / 1000
    sure = [(flag.confidence, mark is not None, 1.0) for flag, mark in (*flags, *looks)]
    sure += [(flag.confidence, False, FAITHFUL_WEIGHT) for report in sound for flag in (*loud(report), *quiet(report))]
    right, wrong = ([c for c, kept, _ in sure if kept == which] for which in (True, False))
    said, kept, weights = zip(*sure, strict=True) if sure else ((), (), ())
    error = expected_calibration_error(said, kept, weights=weights)
    told = [names_its_source(flag, mark) for flag, mark in flags if mark is not None and mark.source is not None]
    named = [
        right
        for outcome in outcomes
        for flag in loud(outcome.bad)
        if (mark := touches(flag, outcome.item.marks)) is not None and mark.source is not None
        for right in named_words(flag, mark, outcome.item.source)
    ]
    graded = [LEVELS[flag.severity] == mark.level for flag, mark in flags if mark is not None]
    return [
        str(len(outcomes)),
        share([any(touches(flag, [mark]) for flag in loud(report)) for mark, report in serious]),
        share([any(touches(flag, [mark]) for flag in (*loud(report), *quiet(report))) for mark, report in serious]),
        share([mark is not None for _, mark in flags]),
        f"{len(inside) / len(flags):.1f}" if flags else "–",
        share(inside),
        share(told),
        share(named),
        share([mark is not None for _, mark in looks]),
        share([not loud(report) for report in sound]),
        f"{false / words:.1f}",
        share([report.verdict == "pass" for report in sound]),
        share([outcome.bad.verdict != "pass" for outcome in ranked]),
        *(share([outcome.lower(score) for outcome in ranked]) for score in ("consistency", "overall")),
        share(graded),
        f"{auc(right, wrong):.2f}" if right and wrong else "–",
        f"{error:.3f}",
    ]


ROWS = (
    "contrasts", "major and critical errors flagged", "… with quiet flags", "flags that touch an error",
    "words a flag", "flagged words that are part of an error",
    "flags that name the source words of the error that they touch", "source words that these name, of that error",
    "quiet flags that touch an error",
    "faithful versions without a flag", "flags in 1,000 words of these",
    "faithful versions that pass", "versions with a major error that do not pass",
    "wrong version lowest by consistency", "… by overall", "severity right, of flags that touch an error",
    "confidence, AUC of right against wrong flags", "… expected calibration error",
)  # fmt: skip


def table(outcomes: Sequence[ContrastOutcome]) -> str:
    """A row a figure; Arabic, the other languages together, and each."""
    languages = sorted({outcome.item.pair.other for outcome in outcomes} - {"ar"})
    groups = {"ar": ["ar"], "others": languages, **{lang: [lang] for lang in languages}}
    columns = [column([o for o in outcomes if o.item.pair.other in some]) for some in groups.values()]
    return "\n".join([table_head(["", *groups]), *(table_row(cells) for cells in zip(ROWS, *columns, strict=True))])


def main() -> None:
    """Reads the command line."""
    parser = options(__doc__)
    parser.add_argument("--show", action="store_true", help="print every flag, and every serious error without one")
    arguments = parser.parse_args()
    checker = load_checker()
    outcomes = [check(checker, item) for item in written_dev(arguments.data)]
    if arguments.show:
        for outcome in outcomes:
            show(outcome)
    body = f"Written and marked by a language model.\n\n{table(outcomes)}"
    publish("Written contrasts (dev part)", checker.signature, body, arguments.o)


def show(outcome: ContrastOutcome) -> None:
    """What was flagged and what was missed in the machine-like version, and what was flagged in the faithful ones."""
    print(f"\n{outcome.item.source}\n{outcome.item.bad}")
    for flag in (*loud(outcome.bad), *quiet(outcome.bad)):
        mark = touches(flag, outcome.item.marks)
        marked = f"{mark.kind}, {mark.level}" if mark else "no error"
        words = flag.span.of(outcome.item.bad)
        print(f"  [{words}] {flag.severity} {flag.confidence:.2f} {flag.check}: {flag.message} – {marked}")
    for mark in outcome.serious:
        if not any(touches(flag, [mark]) for flag in loud(outcome.bad)):
            print(f"  missed [{mark.span.of(outcome.item.bad)}] {mark.kind}, {mark.level}; should be: {mark.should}")
    for report in outcome.faithful:
        for flag in loud(report):
            print(f"  false [{flag.span.of(report.article.target)}] {flag.check}: {flag.message}")


if __name__ == "__main__":
    main()
