"""Pairs of texts of which one is worse: how often it scores lower. DEMETR with its sources, BLiMP without.

    python -m scripts.measure.contrasts --data DATA [--pairs 100] [-o docs/EVALUATION.md]

DEMETR (Karpinska et al. 2022): machine translations from ten languages and the same with one made damage, of meaning
or of language, so that the overall score of the report should fall; how often the consistency score alone does stands
beside it. BLiMP (Warstadt et al. 2020): acceptable and unacceptable English; the fluency score should fall. Both are
for measuring only. A tie counts as not lower. Languages that the model does not know are named, not counted.
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
BESIDE_SOURCE = ("overall", "consistency")
ALONE = ("fluency",)
"""The scores that should fall; the table is of the first."""


def some_of_each(contrasts: Iterable[Contrast], most: int) -> list[Contrast]:
    """So many pairs of every kind in every language, evenly spread over those there are."""
    groups: defaultdict[tuple[str, str], list[Contrast]] = defaultdict(list)
    for contrast in contrasts:
        groups[contrast.kind, contrast.lang].append(contrast)
    return [one for group in groups.values() for one in group[:: max(1, len(group) // most)][:most]]


def scores(checker: Checker, text: str, contrast: Contrast, names: Sequence[str]) -> list[float]:
    """The report's scores of these names; 0 of a text that is refused (an empty one)."""
    try:
        report = checker.check(CheckRequest(text, contrast.source, contrast.lang, ENGLISH))
    except InvalidInput:
        return [0.0] * len(names)
    return [getattr(report, name) or 0.0 for name in names]


def shares(checker: Checker, contrasts: Sequence[Contrast], names: Sequence[str]) -> list[Shares]:
    """For each of the scores, the shares of every kind in every language that the contrasts hold."""
    counted: list[defaultdict[str, defaultdict[str, list[bool]]]] = [
        defaultdict(lambda: defaultdict(list)) for _ in names
    ]
    for done, contrast in enumerate(contrasts, 1):
        worse, better = (scores(checker, text, contrast, names) for text in (contrast.worse, contrast.better))
        for groups, low, high in zip(counted, worse, better, strict=True):
            groups[contrast.kind][contrast.lang].append(low < high)
        if done % 100 == 0:
            print(f"{done} of {len(contrasts)} pairs", file=sys.stderr, flush=True)
    return [
        {kind: {lang: _mean(lower) for lang, lower in row.items()} for kind, row in groups.items()}
        for groups in counted
    ]


def table(found: Shares, beside: Mapping[str, Shares]) -> str:
    """A row a kind, a column a language, their mean and the mean by each score `beside` the first, as Markdown."""
    languages = list(dict.fromkeys(lang for row in found.values() for lang in row))
    lines = [table_head(["", *(lang or "share" for lang in languages), "mean", *(f"by {name}" for name in beside)])]
    for kind in sorted(found):
        values = [found[kind][lang] for lang in languages]
        others = [_mean(list(shown[kind].values())) for shown in beside.values()]
        lines.append(table_row([kind, *(f"{v:.2f}" for v in (*values, _mean(values), *others))]))
    means = [_mean([row[lang] for row in found.values()]) for lang in languages]
    others = [_mean([_mean(list(row.values())) for row in shown.values()]) for shown in beside.values()]
    lines.append(table_row(["**mean**", *(f"{v:.2f}" for v in (*means, _mean(means), *others))]))
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
    demetr = dict(zip(BESIDE_SOURCE, shares(checker, known, BESIDE_SOURCE), strict=True))
    blimp = shares(checker, some_of_each(corpora.blimp(arguments.data), arguments.pairs), ALONE)
    first, *others = BESIDE_SOURCE
    body = (
        "The share of pairs whose worse text scores lower.\n\n"
        f"### DEMETR, {first} score\n\nNot scored, because the model does not know them: {', '.join(unknown)}.\n\n"
        f"{table(demetr[first], {name: demetr[name] for name in others})}\n\n"
        f"### BLiMP, {ALONE[0]} score\n\n{table(blimp[0], {})}\n"
    )
    publish("Worse texts score lower (DEMETR, BLiMP)", checker.signature, body, arguments.o)


if __name__ == "__main__":
    main()
