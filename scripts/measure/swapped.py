"""Does a sound translation score higher with its own source than with its neighbour's? FLORES, human translations.

    python -m scripts.measure.swapped --data DATA [--sentences 1012] [-o docs/EVALUATION.md]

The area under the ROC curve of the assessments that consistency scores rest on: 1 tells every pair from every
mismatched one, 0.5 none. Translations out of English are the same pairs turned round. A dev set, for choices.
"""

from __future__ import annotations

from pathlib import Path

from models.evaluation import corpora
from models.evaluation.metaeval import auc
from models.languages import ENGLISH, LANGUAGES, UNTOLD_INTO_ENGLISH, LanguagePair
from models.network.precision import FULL
from models.scorers.builtin import BuiltinScorer
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import options, publish
from scripts.measure.reading_pairs import assessments, neighbours, outputs, outputs_target_only


def told_apart(scorer: BuiltinScorer, data: Path, pair: LanguagePair, sentences: int) -> float:
    """How often a human translation scores higher with its source than another one with its neighbour's."""
    texts = [(text.source, text.target) for text in corpora.flores(data, pair.other)[:sentences]]
    sources, targets = zip(*(text[::-1] if pair.from_english else text for text in texts), strict=True)
    target_only = outputs_target_only(scorer, targets, pair if pair.from_english else UNTOLD_INTO_ENGLISH)
    true, mismatched = (
        assessments(outputs(scorer, list(zip(some, targets, strict=True)), pair), target_only)
        for some in (sources, neighbours(list(sources)))
    )
    return auc(true, mismatched)


def main() -> None:
    """Reads the command line."""
    parser = options(__doc__)
    parser.add_argument("--sentences", type=int, default=1012, help="of each language pair")
    arguments = parser.parse_args()
    scorer = BuiltinScorer.load(precision=FULL)
    into = [LanguagePair(lang, ENGLISH) for lang in corpora.PARALLEL]
    out_of = [LanguagePair(ENGLISH, lang) for lang in corpora.PARALLEL if LANGUAGES[lang].builtin_into]
    lines = [f"FLORES dev text, the first {arguments.sentences} sentences of each pair.\n", table_head(["", "AUC"])]
    for pair in into + out_of:
        value = told_apart(scorer, arguments.data, pair, arguments.sentences)
        lines.append(table_row([pair.dashed, f"{value:.3f}"]))
    publish("True against swapped source on human translations", scorer.signature, "\n".join(lines), arguments.o)


if __name__ == "__main__":
    main()
