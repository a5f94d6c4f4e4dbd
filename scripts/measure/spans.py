"""Error spans against expert ones: WMT21 news, Chinese-English, character F1 by severity.

    python -m scripts.measure.spans --data DATA [--every 20] [-o docs/EVALUATION.md]

Gold are the MQM spans of one rater a translation (Freitag et al. 2021), counted in characters as the WMT
error-span task does (Blain et al. 2023). `passages` are what a report flags; `single words` are the words from the
same probability on, not joined to phrases: what the shaping of passages is worth. A dev set, for choices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.calibration.calibration import Calibration
from models.evaluation import corpora
from models.evaluation.metaeval import span_agreement
from models.findings.passages import find_passages
from models.languages import ENGLISH, LanguagePair
from models.rating import WordRating
from models.spans import Span
from scripts.measure.calibrated_builtin import CalibratedBuiltin
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import options, publish
from scripts.measure.reading_pairs import doubted_words

PAIR = LanguagePair("zh", ENGLISH)
SEVERITIES = {"any": ("minor", "major", "critical"), "major": ("major", "critical")}


@dataclass(frozen=True, slots=True)
class MarkedTranslation:
    """A rated translation: spans of each severity in its target."""

    source: str
    target: str
    gold: dict[str, list[Span]]


def items(data: Path, every: int) -> Iterator[MarkedTranslation]:
    """Every so-manieth rated translation; spans in the source, or outside the text, are left out."""
    for number, rating in enumerate(corpora.rated_dev(data, PAIR)):
        if number % every or not rating.target.strip():
            continue
        gold: dict[str, list[Span]] = {name: [] for name in SEVERITIES}
        for start, end, severity, _ in rating.target_marks:
            if 0 <= start < end <= len(rating.target):
                for name, severities in SEVERITIES.items():
                    if severity in severities:
                        gold[name].append(Span(start, end))
        yield MarkedTranslation(rating.source, rating.target, gold)


def passages(rated: Sequence[WordRating], target: str, name: str, calibration: Calibration) -> list[Span]:
    """What a report flags with that severity."""
    thresholds = calibration.thresholds(PAIR, with_source=True)
    found = find_passages(rated, target, thresholds.minor, calibration.passages)
    return [p.span for p in found if name == "any" or p.peak >= thresholds.major]


def single_words(rated: Sequence[WordRating], target: str, name: str, calibration: Calibration) -> list[Span]:
    """The words from the threshold of that severity on."""
    thresholds = calibration.thresholds(PAIR, with_source=True)
    threshold = thresholds.minor if name == "any" else thresholds.major
    return [word.span for word in rated if (word.with_source or 0.0) >= threshold]


def main() -> None:
    """Reads the command line."""
    parser = options(__doc__)
    parser.add_argument("--every", type=int, default=20, help="take one translation in so many")
    arguments = parser.parse_args()
    model = CalibratedBuiltin.load()
    chosen = list(items(arguments.data, arguments.every))
    rated = doubted_words(model, [(item.source, item.target) for item in chosen], PAIR)
    lines = [table_head(["severity", "what", "precision", "recall", "F1"])]
    for name in SEVERITIES:
        for title, flag in (("passages", passages), ("single words", single_words)):
            found = span_agreement(
                (item.gold[name], flag(own, item.target, name, model.calibration))
                for item, own in zip(chosen, rated, strict=True)
            )
            figures = [f"{value:.3f}" for value in (found.precision, found.recall, found.f1)]
            lines.append(table_row([name, title, *figures]))
    body = f"{len(chosen)} translations, all in the dev set.\n\n" + "\n".join(lines)
    publish("Expert error spans (MQM, Chinese-English)", model.signature, body, arguments.o)


if __name__ == "__main__":
    main()
