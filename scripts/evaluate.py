"""Agreement with human ratings (MLQE-PE), with the true source and with a wrong one.

    python scripts/evaluate.py --data DATA [--part test20|dev] [--published] [-o docs/EVALUATION.md]

Word thresholds come from dev, never from test20. Swapped sources: each pair gets its neighbour's source.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from models.evaluation import corpora
from models.evaluation.metaeval import auc, mcc, pearson, steady_threshold
from models.languages import ENGLISH, LanguagePair
from models.network.output import NetworkOutput
from models.network.precision import FULL
from models.network.weights import BUILTIN
from models.scorers.builtin import BuiltinScorer
from models.text.words import word_spans
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import add_part_option, options, publish
from scripts.measure.reading_pairs import assessments, neighbours, outputs, outputs_target_only

PUBLISHED = """
Published, Pearson on test20 (TransQuest at WMT20, arXiv 2010.05318; Huang et al., ACL 2023):

| system | ro-en | et-en | ne-en | si-en | ru-en | mean |
|---|---|---|---|---|---|---|
| OpenKiwi, official WMT20 baseline | .685 | .477 | .386 | .374 | .548 | .494 |
| XLM-R base (278M), independent reruns | .847 | .684 | .681 | .584 | .725 | .704 |
| MonoTransQuest, XLM-R base, as published | .872 | .765 | .782 | .641 | .759 | .764 |
| WMT20 winner (ensemble) | .908 | .824 | .822 | .685 | .808 | .809 |

Translations of English, Pearson on test20: OpenKiwi .146 (en-de), .190 (en-zh); XLM-R base .370 to .442, .426 to .459.
"""


@dataclass(frozen=True, slots=True)
class PairOutcome:
    """One language pair into English: correlation and word quality with the true source and with a neighbour's."""

    pearson: float
    mcc: float
    source_mcc: float
    gap_mcc: float
    swapped_pearson: float
    swapped_mcc: float
    auc: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """One side of rated pairs: gold tags of all its Moses tokens, and P(wrong) for each."""

    gold: list[bool]
    predicted: list[float]

    def mcc(self, threshold: float) -> float:
        """Agreement when tokens from the threshold on are marked."""
        return mcc(self.gold, [p >= threshold for p in self.predicted])


def token_probabilities(text: str, tokens: Sequence[str], probabilities: Sequence[float]) -> list[float]:
    """P(wrong) for each Moses token: the largest over our words of the text that it overlaps."""
    ours = word_spans(text)
    found = []
    for span in corpora.token_spans(tokens, text):
        over = [p for p, own in zip(probabilities, ours, strict=True) if span and own.overlaps(span) and p == p]
        found.append(max(over, default=0.0))
    return found


def target_tags(items: Sequence[corpora.RatedTranslation], said: Sequence[NetworkOutput]) -> Tagged:
    """All target tokens: edited or not."""
    pairs = zip(items, said, strict=True)
    return _tagged((item.target, item.target_tokens, item.tags, output.edited) for item, output in pairs)


def source_tags(items: Sequence[corpora.RatedTranslation], said: Sequence[NetworkOutput]) -> Tagged:
    """All source tokens; the outputs must be of the items' own sources."""
    pairs = zip(items, said, strict=True)
    return _tagged((item.source, item.source_tokens, item.source_tags, output.lost) for item, output in pairs)


def _tagged(sides: Iterable[tuple[str, Sequence[str], Sequence[bool], np.ndarray]]) -> Tagged:
    """Joins (text, tokens, gold tags, P(wrong) of our words) of many texts."""
    found = Tagged([], [])
    for text, tokens, tags, probabilities in sides:
        found.gold.extend(tags)
        found.predicted.extend(token_probabilities(text, tokens, probabilities.tolist()))
    return found


def gap_tags(items: Sequence[corpora.RatedTranslation], said: Sequence[NetworkOutput]) -> Tagged:
    """All gaps between target tokens, before the first and after the last."""
    found = Tagged([], [])
    for item, output in zip(items, said, strict=True):
        starts = [span.start for span in word_spans(item.target)]
        before = dict(zip(starts, output.gaps.tolist(), strict=False))
        tokens = corpora.token_spans(item.target_tokens, item.target)
        found.gold.extend(item.gaps)
        found.predicted.extend(before.get(span.start, 0.0) if span else 0.0 for span in tokens)
        found.predicted.append(float(output.gaps[-1]))
    return found


def word_thresholds(scorer: BuiltinScorer, data: Path, lang: str) -> tuple[float, float, float]:
    """The probability from which a target token, a source token and a gap counts as wrong, chosen for MCC on dev."""
    pair = LanguagePair(lang, ENGLISH)
    items = corpora.rated(data, pair, "dev")
    said = outputs(scorer, [(item.source, item.target) for item in items], pair)
    target, source, gaps = (tags(items, said) for tags in (target_tags, source_tags, gap_tags))
    return (
        steady_threshold(target.gold, target.predicted),
        steady_threshold(source.gold, source.predicted),
        steady_threshold(gaps.gold, gaps.predicted),
    )


def pair_outcome(scorer: BuiltinScorer, data: Path, lang: str, part: str) -> PairOutcome:
    """MLQE-PE for one language pair."""
    of_target, of_source, of_gap = word_thresholds(scorer, data, lang)
    pair = LanguagePair(lang, ENGLISH)
    items = corpora.rated(data, pair, part)
    z, own = [item.z for item in items], [item.source for item in items]
    true, swapped = (
        outputs(scorer, [(source, item.target) for source, item in zip(sources, items, strict=True)], pair)
        for sources in (own, neighbours(own))
    )
    target_only = outputs_target_only(scorer, tuple(item.target for item in items), pair)
    score, mismatched = assessments(true, target_only), assessments(swapped, target_only)
    return PairOutcome(
        pearson=pearson(score, z),
        mcc=target_tags(items, true).mcc(of_target),
        source_mcc=source_tags(items, true).mcc(of_source),
        gap_mcc=gap_tags(items, true).mcc(of_gap),
        swapped_pearson=pearson(mismatched, z),
        swapped_mcc=target_tags(items, swapped).mcc(of_target),
        auc=auc(score, mismatched),
    )


def from_english(scorer: BuiltinScorer, data: Path, lang: str, part: str) -> tuple[float, float]:
    """Pearson with DA and MCC of target words, of translations of English."""
    found, pair = {}, LanguagePair(ENGLISH, lang)
    for own in ("dev", part):
        items = corpora.rated(data, pair, own)
        found[own] = items, outputs(scorer, [(item.source, item.target) for item in items], pair)
    tuning = target_tags(*found["dev"])
    items, with_source = found[part]
    target_only = outputs_target_only(scorer, tuple(item.target for item in items), pair)
    agreement = pearson(assessments(with_source, target_only), [item.z for item in items])
    return agreement, target_tags(items, with_source).mcc(steady_threshold(tuning.gold, tuning.predicted))


def table(outcomes: dict[str, PairOutcome]) -> str:
    """The MLQE-PE figures as Markdown, means in the last column."""
    rows = {
        "Pearson with DA": "pearson",
        "MCC of target words": "mcc",
        "MCC of source words": "source_mcc",
        "MCC of gaps (omissions)": "gap_mcc",
        "Pearson, sources swapped": "swapped_pearson",
        "MCC, sources swapped": "swapped_mcc",
        "AUC, true against swapped source": "auc",
    }
    lines = [table_head(["", *(f"{lang}-en" for lang in outcomes), "mean"])]
    for title, name in rows.items():
        values = [getattr(outcome, name) for outcome in outcomes.values()]
        lines.append(table_row([title, *(f"{v:.3f}" for v in (*values, np.mean(values)))]))
    return "\n".join(lines)


def main() -> None:
    """Reads the command line."""
    parser = options(__doc__)
    parser.add_argument("--model", type=Path, default=BUILTIN, help="folder of the packed model")
    add_part_option(parser, "test20")
    parser.add_argument("--published", action="store_true", help="print the published rows beside")
    arguments = parser.parse_args()
    scorer = BuiltinScorer.load(arguments.model, FULL)
    lines = [f"MLQE-PE {arguments.part}:\n"]
    outcomes = {
        lang: pair_outcome(scorer, arguments.data, lang, arguments.part) for lang in corpora.MLQE_INTO_ENGLISH
    }
    lines.append(table(outcomes))
    lines.append("\nTranslations of English:\n\n" + table_head(["", "Pearson with DA", "MCC of target words"]))
    for lang in corpora.MLQE_FROM_ENGLISH:
        agreement, marks = from_english(scorer, arguments.data, lang, arguments.part)
        lines.append(table_row([f"en-{lang}", f"{agreement:.3f}", f"{marks:.3f}"]))
    if arguments.published:
        lines.append(PUBLISHED)
    publish("Human ratings", scorer.signature, "\n".join(lines), arguments.o)


if __name__ == "__main__":
    main()
