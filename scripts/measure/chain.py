"""What a chain of two models saves, and what that costs: agreement with people at several budgets.

    python -m scripts.measure.chain --data DATA [--first builtin] [--second NAME|people] [--part dev|test20]

On MLQE-PE. Asked of the second are the segments of which the first is least sure (`models.cascade`); beside it what
becomes of it when as many are asked at random. `people` as the second model stands for one that agrees with people
throughout: the most that any model could bring. Saving: the time of the chain as a share of the second model's own,
where that is a model; certainty and budgets are those of the first one's calibration, which was made on dev.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean

from models.article import Segment
from models.cascade import Estimator
from models.checker import load_checker
from models.errors import CheckerError
from models.evaluation import corpora
from models.evaluation.metaeval import pearson
from models.languages import ENGLISH, LanguagePair
from models.spans import Span
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import add_part_option, options, publish

PEOPLE = "people"
BUDGETS = (0.0, 0.1, 0.2, 0.35, 0.5, 1.0)
SEED = 7


@dataclass(frozen=True, slots=True)
class ChainItem:
    """One language pair: what both models say of each translation ([0, 1]), how sure the first is, people's z score.

    `seconds`: what each model took for all.
    """

    first: list[float]
    certainty: list[float]
    second: list[float]
    people: list[float]
    seconds: tuple[float, float]

    def chained(self, asked: Sequence[bool]) -> list[float]:
        """The scores where these were asked of the second."""
        rows = zip(asked, self.first, self.second, strict=True)
        return [second if ask else first for ask, first, second in rows]


def ask(estimator: Estimator, items: Sequence[corpora.RatedTranslation], lang: str) -> tuple[list[float | None], float]:
    """Consistency of each, as its report would say it, and the seconds that it took."""
    segments = [
        Segment(f"s{n}", item.source, item.target, Span(0, len(item.source)), Span(0, len(item.target)))
        for n, item in enumerate(items)
    ]
    started = time.monotonic()
    ratings, _ = estimator.rate(segments, LanguagePair(lang, ENGLISH), {})
    return [rating.consistency.value for rating in ratings], time.monotonic() - started


def rated(
    first: Estimator, second: Estimator | None, items: Sequence[corpora.RatedTranslation], lang: str
) -> ChainItem:
    """What both models say of the translations that both can score. `second` None: people."""
    assert first.calibration is not None
    said, took = ask(first, items, lang)
    if second is None:
        others: list[float | None] = [NormalDist().cdf(item.z) for item in items]
        spent = 0.0
    else:
        others, spent = ask(second, items, lang)
    rows = [
        (a, first.calibration.certainty(a) or 0.0, b, item.z)
        for a, b, item in zip(said, others, items, strict=True)
        if a is not None and b is not None
    ]
    columns = ([row[n] for row in rows] for n in range(4))
    return ChainItem(next(columns), next(columns), next(columns), next(columns), (took, spent))


def table(found: dict[str, ChainItem], first: Estimator) -> str:
    """A line a budget: the share asked, mean Pearson of the chain and by chance, and the time against the second's."""
    assert first.calibration is not None
    rng = random.Random(SEED)
    lines = [table_head(["budget", "asked", "Pearson, mean of pairs", "asked at random", "time, second alone = 1"])]
    for budget in BUDGETS:
        level = first.calibration.unsure_below(budget)
        asked = {lang: [sure < level for sure in one.certainty] for lang, one in found.items()}
        chance = {lang: rng.sample(flags, len(flags)) for lang, flags in asked.items()}
        share = fmean(flag for flags in asked.values() for flag in flags)
        agreed, by_chance = (
            fmean(pearson(one.chained(which[lang]), one.people) for lang, one in found.items())
            for which in (asked, chance)
        )
        figures = [f"{budget:.2f}", f"{share:.2f}", f"{agreed:.3f}", f"{by_chance:.3f}"]
        lines.append(table_row([*figures, _time(found, share)]))
    return "\n".join(lines)


def _time(found: dict[str, ChainItem], share: float) -> str:
    first, second = (sum(one.seconds[n] for one in found.values()) for n in (0, 1))
    return f"{(first + share * second) / second:.2f}" if second else "–"


def main() -> int:
    """Reads the command line."""
    parser = options(__doc__)
    parser.add_argument("--first", default="builtin", help="the model that scores all")
    parser.add_argument("--second", default=PEOPLE, help="the one that is asked where the first is unsure")
    add_part_option(parser, "dev")
    arguments = parser.parse_args()
    try:
        first = load_checker(arguments.first).cascade.first
        second = None if arguments.second == PEOPLE else load_checker(arguments.second).cascade.first
        for estimator in filter(None, (first, second)):
            if estimator.calibration is None or estimator.calibration.poor is None:
                name = estimator.name
                raise CheckerError(f"{name} is not calibrated: see python -m scripts.calibration.calibrate_model")
    except CheckerError as error:
        print(f"scripts.measure.chain: {error}", file=sys.stderr)
        return 2
    found = {
        lang: rated(first, second, corpora.rated(arguments.data, LanguagePair(lang, ENGLISH), arguments.part), lang)
        for lang in corpora.MLQE_INTO_ENGLISH
    }
    found = {lang: one for lang, one in found.items() if one.first}
    title = f"A chain: {arguments.first}, then {arguments.second} (MLQE-PE {arguments.part})"
    signature = "+".join(estimator.signature for estimator in (first, second) if estimator)
    publish(title, signature, table(found, first), arguments.o)
    return 0


if __name__ == "__main__":
    sys.exit(main())
