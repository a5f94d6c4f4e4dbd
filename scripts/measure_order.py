"""Do the scores put translations in the order that people would? Pearson and Spearman with direct assessments.

    python scripts/measure_order.py --data DATA [--sentences 300] [--part dev|test20] [-o docs/EVALUATION.md]

Every judged translation (MLQE-PE) goes through the whole checker as an article; the overall score has to order them at
least as well as fluency and consistency do.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from models.checker import Checker, CheckRequest, load_checker
from models.evaluation import corpora
from models.evaluation.metaeval import pearson, spearman
from models.languages import ENGLISH, LanguagePair
from scripts.measuring import options, publish

SCORES = ("fluency", "consistency", "overall")


def scored(checker: Checker, items: Sequence[corpora.RatedTranslation], lang: str) -> list[tuple[float, ...]]:
    """For each translation its scores; 0 where there is none."""
    reports = (checker.check(CheckRequest(item.target, item.source, lang, ENGLISH)) for item in items)
    return [tuple(getattr(report, name) or 0.0 for name in SCORES) for report in reports]


def main() -> None:
    """Reads the command line."""
    parser = options(__doc__)
    parser.add_argument("--sentences", type=int, default=300, help="translations of each pair")
    parser.add_argument("--part", choices=("dev", "test20"), default="dev")
    arguments = parser.parse_args()
    checker = load_checker()
    lines = ["| | " + " | ".join(f"{name}, Pearson | Spearman" for name in SCORES) + " |", "|---" * 7 + "|"]
    rows = []
    for lang in corpora.MLQE_INTO_ENGLISH:
        items = corpora.judged(arguments.data, LanguagePair(lang, ENGLISH), arguments.part)[: arguments.sentences]
        found, z = list(zip(*scored(checker, items, lang), strict=True)), [item.z for item in items]
        rows.append([measure(values, z) for values in found for measure in (pearson, spearman)])
        lines.append(f"| {lang}-en | " + " | ".join(f"{value:.3f}" for value in rows[-1]) + " |")
    lines.append("| mean | " + " | ".join(f"{value:.3f}" for value in np.mean(rows, axis=0)) + " |")
    publish(f"Order of texts (MLQE-PE {arguments.part})", checker.signature, "\n".join(lines), arguments.o)


if __name__ == "__main__":
    main()
