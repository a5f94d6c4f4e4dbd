"""Pairs of texts of which one is worse: how often it scores lower. DEMETR with its sources, BLiMP without.

    python -m scripts.measure.contrasts --data DATA [--pairs 100] [-o docs/EVALUATION.md]

DEMETR (Karpinska et al. 2022): machine translations from ten languages and the same with one made damage; the
consistency score of the report should fall. BLiMP (Warstadt et al. 2020): acceptable and unacceptable English;
the fluency score should fall. Both are for measuring only. A tie counts as not lower. Languages that the model
does not know are named, not counted.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from models.checker import Checker, CheckRequest, load_checker
from models.errors import InvalidInput
from models.evaluation import corpora
from models.evaluation.corpora import Contrast
from models.languages import ENGLISH, LANGUAGES, language_name
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import options, publish

Shares = Mapping[str, Mapping[str, float]]
"""Share of pairs whose worse text scores lower, by kind of damage and by language."""


def some_of_each(contrasts: Iterable[Contrast], most: int) -> list[Contrast]:
    """So many pairs of every kind in every language, evenly spread over those there are."""
    groups: defaultdict[tuple[str, str], list[Contrast]] = defaultdict(list)
    for contrast in contrasts:
        groups[contrast.kind, contrast.lang].append(contrast)
    return [one for group in groups.values() for one in group[:: max(1, len(group) // most)][:most]]


def score(checker: Checker, text: str, source: str | None, lang: str) -> float:
    """The report's consistency, or its fluency where there is no source; 0 of a text that is refused (an empty one)."""
    try:
        report = checker.check(CheckRequest(text, source, lang, ENGLISH))
    except InvalidInput:
        return 0.0
    return (report.fluency if source is None else report.consistency) or 0.0


def shares(checker: Checker, contrasts: Sequence[Contrast]) -> Shares:
    """The shares of every kind in every language that the contrasts hold."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    by_language: defaultdict[str, list[Contrast]] = defaultdict(list)
    for contrast in contrasts:
        by_language[contrast.lang].append(contrast)
    for lang, some in by_language.items():
        lower = [score(checker, c.worse, c.source, lang) < score(checker, c.better, c.source, lang) for c in some]
        counted: defaultdict[str, list[bool]] = defaultdict(list)
        for contrast, one in zip(some, lower, strict=True):
            counted[contrast.kind].append(one)
        for kind, outcomes in counted.items():
            found[kind][lang] = sum(outcomes) / len(outcomes)
        print(f"{lang or 'en'}: {sum(lower) / len(lower):.3f}", file=sys.stderr, flush=True)
    return found


def table(found: Shares) -> str:
    """A row a kind, a column a language, and the mean, as Markdown."""
    languages = list(dict.fromkeys(lang for row in found.values() for lang in row))
    lines = [table_head(["", *(lang or "share" for lang in languages), "mean"])]
    for kind in sorted(found):
        values = [found[kind][lang] for lang in languages]
        lines.append(table_row([kind, *(f"{v:.2f}" for v in (*values, _mean(values)))]))
    means = [_mean([row[lang] for row in found.values()]) for lang in languages]
    lines.append(table_row(["**mean**", *(f"{v:.2f}" for v in (*means, _mean(means)))]))
    return "\n".join(lines)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def main() -> None:
    """Reads the command line."""
    parser = options(__doc__)
    parser.add_argument("--pairs", type=int, default=100, help="pairs of each kind in each language")
    arguments = parser.parse_args()
    checker = load_checker()
    damaged = some_of_each(corpora.demetr(arguments.data), arguments.pairs)
    known = [c for c in damaged if c.lang in LANGUAGES and LANGUAGES[c.lang].builtin]
    unknown = sorted({language_name(c.lang) for c in damaged} - {language_name(c.lang) for c in known})
    body = (
        "The share of pairs whose worse text scores lower.\n\n"
        f"### DEMETR, consistency score\n\nNot scored, because the model does not know them: {', '.join(unknown)}.\n\n"
        f"{table(shares(checker, known))}\n\n"
        "### BLiMP, fluency score\n\n"
        f"{table(shares(checker, some_of_each(corpora.blimp(arguments.data), arguments.pairs)))}\n"
    )
    publish("Worse texts score lower (DEMETR, BLiMP)", checker.signature, body, arguments.o)


if __name__ == "__main__":
    main()
