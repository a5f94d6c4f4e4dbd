"""Whole articles through the whole checker: false alarms on human translations, and the verdict.

    python -m scripts.measure.articles --data DATA [--sentences 300] [--after 600] [--choose] [-o docs/EVALUATION.md]

Sound articles are ten FLORES sentences in a row (human translations); good and poor ones are ten MLQE-PE dev
translations of direct assessment above 75 and below 45. `--choose` writes the verdict's thresholds: `review`
passes nine of ten sound articles, `reject` best parts poor from good ones (but is at least twice `review`),
`majors` is the mean number of major flags per 1,000 words of sound text; `consistency` is passed by 19 of 20 sound
articles, by those of each language its own (where there are none, good translations stand for them), `sentence` by the
weakest sentences of 98 of 100. The thresholds of words are chosen on the first sentences of FLORES
(`scripts.calibration.calibrate`): `--after` measures on those that come after so many, which chose nothing.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from models.calibration.calibration import CALIBRATION, VerdictThresholds, version_of
from models.checker import Checker, CheckRequest, load_checker
from models.errors import InvalidInput
from models.evaluation import corpora
from models.evaluation.metaeval import best_threshold
from models.findings.verdict import Measures, decide
from models.languages import ENGLISH, LanguagePair
from models.mqm import Severity
from models.network.weights import BUILTIN
from models.report import ArticleReport
from models.text.words import count_words
from models.training.packing import write_manifest
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import options, publish

SENTENCES = 10
"""In an article."""
GOOD, POOR = 75.0, 45.0
"""Direct assessment, 0 to 100, above and below which a translation counts as good or poor."""
SOUND_PASSED, SOUND_CONSISTENT, SOUND_SENTENCES = 0.9, 0.05, 0.02
MIN_ARTICLES = 15
"""Of a language, from which it has a threshold of its own."""


@dataclass(frozen=True, slots=True)
class ArticleGroup:
    """Reports on articles of one kind, and their words in all."""

    name: str
    reports: Sequence[ArticleReport]

    @property
    def thousand_words(self) -> float:
        """Words of all targets, in thousands."""
        return sum(count_words(r.article.target) for r in self.reports) / 1000

    @property
    def consistency(self) -> float:
        """The mean consistency score."""
        return sum(report.consistency or 0.0 for report in self.reports) / max(1, len(self.reports))

    def flags(self, severity: Severity) -> float:
        """Flags of a severity per 1,000 words."""
        return sum(f.severity is severity for r in self.reports for f in r.flags) / max(self.thousand_words, 1e-9)


def articles(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Ten pairs a piece, a paragraph each; a short rest is left out."""
    pieces = [pairs[start : start + SENTENCES] for start in range(0, len(pairs), SENTENCES)]
    return [
        ("\n".join(s for s, _ in piece), "\n".join(t for _, t in piece)) for piece in pieces if len(piece) == SENTENCES
    ]


def measure(checker: Checker, name: str, pairs: Sequence[tuple[str, str]], lang: str) -> ArticleGroup:
    """Checks the articles made of the pairs."""
    found = []
    for source, target in articles(pairs):
        try:
            found.append(checker.check(CheckRequest(target, source, lang, "en")))
        except InvalidInput as error:
            print(f"{name}: {error}", file=sys.stderr)
    return ArticleGroup(name, found)


def rated(checker: Checker, data: Path, lang: str, sentences: int) -> tuple[ArticleGroup, ArticleGroup]:
    """Articles of good and of poor machine translation, from up to so many sentences each."""
    rows = list(corpora.direct_assessments(data, LanguagePair(lang, ENGLISH), "dev"))
    good = [(source, target) for source, target, mean in rows if mean > GOOD][:sentences]
    poor = [(source, target) for source, target, mean in rows if mean < POOR][:sentences]
    return measure(checker, f"{lang}-en good", good, lang), measure(checker, f"{lang}-en poor", poor, lang)


def table(groups: Sequence[ArticleGroup]) -> str:
    """Flags per 1,000 words by severity, and verdicts, as Markdown."""
    titles = ("articles", "number", "major flags per 1,000 words", "minor", "consistency", "pass", "review", "reject")
    lines = [table_head(titles)]
    for group in groups:
        verdicts = Counter(report.verdict for report in group.reports)
        shares = [f"{verdicts[v] / max(1, len(group.reports)):.0%}" for v in ("pass", "review", "reject")]
        major = group.flags(Severity.MAJOR) + group.flags(Severity.CRITICAL)
        rates = [f"{value:.2f}" for value in (major, group.flags(Severity.MINOR), group.consistency)]
        lines.append(table_row([group.name, str(len(group.reports)), *rates, *shares]))
    return "\n".join(lines)


def by_check(groups: Sequence[ArticleGroup]) -> str:
    """Major flags on sound text by what raised them."""
    counts = Counter(f.check for g in groups for r in g.reports for f in r.flags if f.severity.rank >= 2)
    total = sum(group.thousand_words for group in groups)
    return ", ".join(f"{name} {number / total:.2f}" for name, number in counts.most_common())


def choose(sound: Sequence[ArticleGroup], pairs: Sequence[tuple[ArticleGroup, ArticleGroup]]) -> VerdictThresholds:
    """The verdict's thresholds in penalty points per 100 words."""
    penalties = [r.penalty_per_100_words for g in sound for r in g.reports]
    review = float(np.quantile(penalties, SOUND_PASSED))
    graded = [(poor, r.penalty_per_100_words) for pair in pairs for poor, g in enumerate(pair) for r in g.reports]
    worst = max(penalty for _, penalty in graded)
    reject = best_threshold([bool(poor) for poor, _ in graded], [penalty / worst for _, penalty in graded]) * worst
    majors = float(np.mean([group.flags(Severity.MAJOR) for group in sound]))
    consistency = least_consistent([report for group in sound for report in group.reports])
    many = [group.reports for group in (*(good for good, _ in pairs), *sound) if len(group.reports) >= MIN_ARTICLES]
    own = {reports[0].article.source_lang: least_consistent(reports) for reports in many}  # sound ones come last
    weakest = [min(p.consistency for p in r.segments if p.consistency is not None) for g in sound for r in g.reports]
    sentence = float(np.quantile(weakest, SOUND_SENTENCES))
    points = round(review, 1), round(max(reject, 2 * review), 1)
    return VerdictThresholds(*points, round(majors, 2), consistency, round(sentence, 3), own)


def least_consistent(reports: Sequence[ArticleReport]) -> float:
    """The consistency that all but the lowest of these have."""
    return round(float(np.quantile([report.consistency or 0.0 for report in reports], SOUND_CONSISTENT)), 2)


def decided(group: ArticleGroup, thresholds: VerdictThresholds) -> ArticleGroup:
    """The same reports with the verdicts that other thresholds give."""
    found = []
    for report in group.reports:
        sentences = [part.consistency for part in report.segments]
        estimated = report.coverage.checked > 0
        measures = Measures.of(report.flags, report.document, report.consistency, sentences, estimated)
        verdict, reasons = decide(report.flags, measures, thresholds.of(report.article.pair, {}))
        found.append(replace(report, verdict=verdict, verdict_reasons=reasons))
    return ArticleGroup(group.name, found)


def write_thresholds(thresholds: VerdictThresholds) -> None:
    """Into the shipped calibration and its manifest."""
    path = BUILTIN / CALIBRATION
    calibration = json.loads(path.read_text(encoding="utf-8"))
    calibration["verdict"] = asdict(thresholds)
    calibration["version"] = version_of(calibration)
    path.write_text(json.dumps(calibration, indent=1) + "\n", encoding="utf-8")
    write_manifest(BUILTIN)


def main() -> None:
    """Reads the command line."""
    parser = options(__doc__)
    parser.add_argument("--sentences", type=int, default=1012, help="sentences of each group")
    parser.add_argument("--after", type=int, default=0, help="sentences of FLORES to leave out at the beginning")
    parser.add_argument("--choose", action="store_true", help="write the verdict's thresholds")
    arguments = parser.parse_args()
    checker = load_checker()
    sound = []
    for lang in corpora.PARALLEL:
        unseen = corpora.flores(arguments.data, lang)[arguments.after :]
        pairs = [(p.source, p.target) for p in unseen[: arguments.sentences]]
        sound.append(measure(checker, f"{lang}-en human", pairs, lang))
        print(table(sound[-1:]).splitlines()[-1], file=sys.stderr, flush=True)
    graded = [rated(checker, arguments.data, lang, arguments.sentences) for lang in corpora.MLQE_INTO_ENGLISH]
    thresholds = checker.calibration.verdict
    if arguments.choose:
        thresholds = choose(sound, graded)
        write_thresholds(thresholds)
        checker = load_checker()
    groups = [decided(group, thresholds) for group in [*sound, *(group for pair in graded for group in pair)]]
    by_language = ", ".join(f"{lang} {least:g}" for lang, least in sorted(thresholds.consistency_from.items()))
    own = f", or of what the language has of its own ({by_language})" if by_language else ""
    left = f" The first {arguments.after} sentences of FLORES are left out." if arguments.after else ""
    body = (
        f"Review from {thresholds.review:g}, reject from {thresholds.reject:g} penalty points per 100 words; "
        f"review also for unlikely many major flags, {thresholds.majors:g} per 1,000 words being expected, and below a "
        f"consistency of {thresholds.consistency:g}{own}.{left}\n\n"
        f"{table(groups)}\n\n"
        f"Major flags per 1,000 words of human translation, by check: {by_check(sound)}.\n"
    )
    publish("False alarms and verdicts on articles", checker.signature, body, arguments.o)


if __name__ == "__main__":
    main()
