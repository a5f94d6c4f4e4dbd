"""Do the scores put translations in the order that people would? Pearson and Spearman with direct assessments.

    python -m scripts.measure.order --data DATA [--sentences 300] [--part dev|test20] [-o docs/EVALUATION.md]

Every rated translation (MLQE-PE) goes through the whole checker as an article; the overall score has to order them at
least as well as fluency and consistency do.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.checker import Checker, CheckRequest, load_checker
from models.evaluation import corpora
from models.evaluation.metaeval import pearson, spearman
from models.languages import ENGLISH, LanguagePair
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import add_part_option, options, publish

SCORES = ("fluency", "consistency", "overall")


def scored(checker: Checker, items: Sequence[corpora.RatedTranslation], lang: str) -> list[tuple[float, ...]]:
    """For each translation its scores; 0 where there is none."""
    reports = (checker.check(CheckRequest(item.target, item.source, lang, ENGLISH)) for item in items)
    return [tuple(getattr(report, name) or 0.0 for name in SCORES) for report in reports]


def main() -> None:
    """Reads the command line."""
    parser = options(__doc__)
    parser.add_argument("--sentences", type=int, default=300, help="translations of each pair")
    add_part_option(parser, "dev")
    arguments = parser.parse_args()
    checker = load_checker()
    lines = [table_head(["", *(title for name in SCORES for title in (f"{name}, Pearson", "Spearman"))])]
    rows = []
    for lang in corpora.MLQE_INTO_ENGLISH:
        items = corpora.rated(arguments.data, LanguagePair(lang, ENGLISH), arguments.part)[: arguments.sentences]
        found, z = list(zip(*scored(checker, items, lang), strict=True)), [item.z for item in items]
        rows.append([measure(values, z) for values in found for measure in (pearson, spearman)])
        lines.append(table_row([f"{lang}-en", *(f"{value:.3f}" for value in rows[-1])]))
    lines.append(table_row(["mean", *(f"{value:.3f}" for value in np.mean(rows, axis=0))]))
    publish(f"Order of texts (MLQE-PE {arguments.part})", checker.signature, "\n".join(lines), arguments.o)


if __name__ == "__main__":
    main()
