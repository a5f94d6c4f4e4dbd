"""Does the built-in model say the same in bf16 as in 32 bits? Agreement with people, flags, and what company changes.

    python -m scripts.measure.precision --data DATA [--part dev|test20] [--segments 100] [-o docs/EVALUATION.md]

On MLQE-PE. The calibration was made in 32 bits and serves both. Flags are the passages above the threshold of their
language; the same are those with the same place. Both types are read whatever this processor is quick in. "In company":
by how much P(wrong) of a word changes at most when its sentence is read among others instead of alone.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from models.calibration.calibration import Calibration, PassageShape
from models.evaluation import corpora
from models.evaluation.metaeval import pearson
from models.findings.passages import find_passages
from models.findings.word_doubt import doubted
from models.languages import LanguagePair
from models.network.output import NetworkOutput
from models.network.precision import FULL, HALF
from models.rating import WordRating
from models.scorers.builtin import BuiltinScorer
from models.spans import Span
from models.text.words import word_spans
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import add_part_option, options, publish
from scripts.measure.reading_pairs import assessments, outputs, outputs_target_only

Flag = tuple[int, Span]
COLUMNS = (
    "", "Pearson, 32 bits", "bf16", "difference", "flags", "the same flags", "times as fast",
    "in company, 32 bits / bf16",
)  # fmt: skip
READ_ALONE = 20
"""Translations of each pair that are also read one by one."""


@dataclass(frozen=True, slots=True)
class Said:
    """Of the same translations, in one type: the estimates of people's scores, the flags, and the seconds it took.

    `company`: by how much P(wrong) of a word changes at most among others.
    """

    scores: list[float]
    flags: frozenset[Flag]
    seconds: float
    company: float


@dataclass(frozen=True, slots=True)
class Compared:
    """One language pair in both types. `same`: of all flags of either type, the share that both have."""

    full: float
    half: float
    flags: int
    same: float
    gain: float
    company: tuple[float, float]

    @classmethod
    def of(cls, full: Said, half: Said, people: Sequence[float]) -> Compared:
        """What becomes of agreement and flags."""
        either = full.flags | half.flags
        return cls(
            pearson(full.scores, people),
            pearson(half.scores, people),
            len(full.flags),
            len(full.flags & half.flags) / len(either) if either else 1.0,
            full.seconds / half.seconds,
            (full.company, half.company),
        )


def said(
    scorer: BuiltinScorer, calibration: Calibration, items: Sequence[corpora.RatedTranslation], pair: LanguagePair
) -> Said:
    """What the scorer says of rated translations."""
    started = time.process_time()
    read = outputs(scorer, [(item.source, item.target) for item in items], pair)
    alone = outputs_target_only(scorer, tuple(item.target for item in items), pair)
    seconds = time.process_time() - started
    flags = frozenset(_flags(calibration, items, read, pair))
    return Said(assessments(read, alone), flags, seconds, _company(scorer, items, read, pair))


def _company(
    scorer: BuiltinScorer,
    items: Sequence[corpora.RatedTranslation],
    read: Sequence[NetworkOutput],
    pair: LanguagePair,
) -> float:
    chosen = list(zip(items, read, strict=True))[:READ_ALONE]
    singly = [outputs(scorer, [(item.source, item.target)], pair)[0] for item, _ in chosen]
    return max(float(abs(one.error - among.error).max()) for one, (_, among) in zip(singly, chosen, strict=True))


def _flags(
    calibration: Calibration,
    items: Sequence[corpora.RatedTranslation],
    read: Sequence[NetworkOutput],
    pair: LanguagePair,
) -> list[Flag]:
    threshold, shape = calibration.thresholds(pair, with_source=True).minor, calibration.passages
    return [
        (number, passage.span)
        for number, (item, output) in enumerate(zip(items, read, strict=True))
        for passage in find_passages(_words(item.target, output, shape), item.target, threshold, shape)
    ]


def _words(target: str, output: NetworkOutput, shape: PassageShape) -> list[WordRating]:
    """The words as flags are made of them; where these stand does not depend on the view without the source."""
    spans = word_spans(target)
    words = [WordRating(span, 0.0, float(error)) for span, error in zip(spans, output.error, strict=True)]
    return doubted(words, output.soundness, shape)


def table(found: dict[LanguagePair, Compared]) -> str:
    """A row a language pair, and the mean."""
    lines = [table_head(COLUMNS)]
    for pair, one in found.items():
        figures = [f"{one.full:.4f}", f"{one.half:.4f}", f"{one.half - one.full:+.4f}", str(one.flags)]
        company = " / ".join(f"{value:.4f}" for value in one.company)
        lines.append(table_row([pair.dashed, *figures, f"{one.same:.3f}", f"{one.gain:.2f}", company]))
    count = len(found)
    full, half, same, gain = (
        sum(getattr(one, name) for one in found.values()) / count for name in ("full", "half", "same", "gain")
    )
    flags = str(sum(one.flags for one in found.values()))
    means = [f"{full:.4f}", f"{half:.4f}", f"{half - full:+.4f}", flags, f"{same:.3f}", f"{gain:.2f}", ""]
    lines.append(table_row(["mean", *means]))
    return "\n".join(lines)


def main() -> None:
    """Reads the command line."""
    parser = options(__doc__)
    add_part_option(parser, "dev")
    parser.add_argument("--segments", type=int, default=100, help="translations of each pair")
    arguments = parser.parse_args()
    scorers = {name: BuiltinScorer.load(precision=name) for name in (FULL, HALF)}
    calibration, found = Calibration.load(), {}
    for pair in corpora.MLQE_PAIRS:
        items = corpora.rated(arguments.data, pair, arguments.part)[: arguments.segments]
        full, half = (said(scorer, calibration, items, pair) for scorer in scorers.values())
        found[pair] = Compared.of(full, half, [item.z for item in items])
        print(pair.dashed, found[pair], file=sys.stderr, flush=True)
    title = f"The built-in model in 16 bits (MLQE-PE {arguments.part})"
    publish(title, f"{scorers[HALF].signature}|calib:{calibration.version}", table(found), arguments.o)


if __name__ == "__main__":
    main()
