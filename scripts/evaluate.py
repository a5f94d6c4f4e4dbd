"""Measures the built-in model: MLQE-PE, swapped sources, and FLORES; prints a table, writes it with -o.

    python scripts/evaluate.py --data DATA [--part test20|dev] [--sentences N] [--published] [-o docs/evaluation.md]

Word thresholds come from dev, never from test20. Swapped sources: each pair gets its neighbour's source.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from models import corpora
from models.metaeval import auc, best_threshold, mcc, pearson
from models.scorers.builtin import BuiltinScorer, Judgement, consistency
from models.text.words import word_spans, words
from models.weights import BUILTIN

PUBLISHED = """
Published, Pearson on test20 (DESIGN's sources: TransQuest at WMT20, arXiv 2010.05318; Huang et al., ACL 2023):

| system | ro-en | et-en | ne-en | si-en | ru-en | mean |
|---|---|---|---|---|---|---|
| OpenKiwi, official WMT20 baseline | .685 | .477 | .386 | .374 | .548 | .494 |
| XLM-R base (278M), independent reruns | .847 | .684 | .681 | .584 | .725 | .704 |
| MonoTransQuest, XLM-R base, as published | .872 | .765 | .782 | .641 | .759 | .764 |
| WMT20 winner (ensemble) | .908 | .824 | .822 | .685 | .808 | .809 |
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One language pair: correlation and word quality with the true source and with a neighbour's."""

    pearson: float
    mcc: float
    swapped_pearson: float
    swapped_mcc: float
    auc: float


def judge(scorer: BuiltinScorer, pairs: list[tuple[str, str]], lang: str) -> list[Judgement]:
    """The network's judgement of (source, target) texts."""
    return scorer.judge([(words(target), words(source)) for source, target in pairs], lang)


def neighbours(sources: list[str]) -> list[str]:
    """Everyone's source from the next pair."""
    return [*sources[1:], sources[0]]


def token_probabilities(item: corpora.Judged, judgement: Judgement) -> list[float]:
    """P(wrong) for each Moses token: the largest over our words that it overlaps."""
    ours = word_spans(item.target)
    found = []
    for span in corpora.token_spans(item.target_tokens, item.target):
        over = [float(p) for p, own in zip(judgement.words, ours, strict=True) if span and own.overlaps(span)]
        found.append(max(over, default=0.0))
    return found


def word_threshold(scorer: BuiltinScorer, data: Path, lang: str) -> float:
    """The probability from which a token counts as wrong: the best MCC on dev."""
    items = corpora.judged(data, lang, "dev")
    judgements = judge(scorer, [(item.source, item.target) for item in items], lang)
    gold = [tag for item in items for tag in item.tags]
    predicted = [p for item, j in zip(items, judgements, strict=True) for p in token_probabilities(item, j)]
    return best_threshold(gold, predicted)


def judged_pair(scorer: BuiltinScorer, data: Path, lang: str, part: str) -> Outcome:
    """MLQE-PE for one language pair."""
    threshold = word_threshold(scorer, data, lang)
    items = corpora.judged(data, lang, part)
    z = [item.z for item in items]
    gold = [tag for item in items for tag in item.tags]
    scores, correlations, quality = [], [], []
    for sources in ([item.source for item in items], neighbours([item.source for item in items])):
        judgements = judge(scorer, [(s, item.target) for s, item in zip(sources, items, strict=True)], lang)
        predicted = [
            p >= threshold
            for item, j in zip(items, judgements, strict=True)
            for p in token_probabilities(item, j)
        ]
        scores.append([j.z for j in judgements])
        correlations.append(pearson(scores[-1], z))
        quality.append(mcc(gold, predicted))
    return Outcome(correlations[0], quality[0], correlations[1], quality[1], auc(scores[0], scores[1]))


def flores_auc(scorer: BuiltinScorer, data: Path, lang: str, sentences: int) -> float:
    """How often a human translation scores higher with its source than with its neighbour's."""
    pairs = corpora.flores(data, lang)[:sentences]
    sources = [pair.source for pair in pairs]
    views = [
        judge(scorer, [(s, p.target) for s, p in zip(some, pairs, strict=True)], lang)
        for some in (sources, neighbours(sources))
    ]
    return auc(*([consistency(judgement) for judgement in view] for view in views))


def table(outcomes: dict[str, Outcome]) -> str:
    """The MLQE-PE figures as Markdown, means in the last column."""
    rows = {
        "Pearson with DA": "pearson",
        "MCC of target words": "mcc",
        "Pearson, sources swapped": "swapped_pearson",
        "MCC, sources swapped": "swapped_mcc",
        "AUC, true against swapped source": "auc",
    }
    lines = [
        "| | " + " | ".join(f"{lang}-en" for lang in outcomes) + " | mean |",
        "|---" * (len(outcomes) + 2) + "|",
    ]
    for title, name in rows.items():
        values = [getattr(outcome, name) for outcome in outcomes.values()]
        lines.append(f"| {title} | " + " | ".join(f"{v:.3f}" for v in values) + f" | {np.mean(values):.3f} |")
    return "\n".join(lines)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the data folder")
    parser.add_argument("--model", type=Path, default=BUILTIN, help="folder of the packed model")
    parser.add_argument("--part", choices=("dev", "test20"), default="test20")
    parser.add_argument("--sentences", type=int, default=1012, help="FLORES sentences of each language")
    parser.add_argument("--published", action="store_true", help="print the published rows beside")
    parser.add_argument("-o", type=Path, default=None, metavar="FILE", help="write the table there as well")
    arguments = parser.parse_args()
    scorer = BuiltinScorer.load(arguments.model)
    lines = [
        f"# The built-in model, measured\n\n`{scorer.signature}`, by `scripts/evaluate.py`, MLQE-PE {arguments.part}:\n"
    ]
    outcomes = {
        lang: judged_pair(scorer, arguments.data, lang, arguments.part) for lang in corpora.MLQE_INTO_ENGLISH
    }
    lines.append(table(outcomes))
    if arguments.published:
        lines.append(PUBLISHED)
    lines.append("\nTrue against swapped source on human translations, AUC")
    lines.append(f"(FLORES dev text, the first {arguments.sentences} sentences of each pair):\n")
    lines.append("| | " + " | ".join(f"{lang}-en" for lang in corpora.PARALLEL) + " |")
    lines.append("|---" * (len(corpora.PARALLEL) + 1) + "|")
    found = [flores_auc(scorer, arguments.data, lang, arguments.sentences) for lang in corpora.PARALLEL]
    lines.append("| AUC | " + " | ".join(f"{value:.3f}" for value in found) + " |")
    report = "\n".join(lines) + "\n"
    print(report)
    if arguments.o:
        arguments.o.write_text(report)


if __name__ == "__main__":
    main()
