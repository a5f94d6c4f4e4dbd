"""Do the confidences of flags hold? Of the flags that promise 60 %, people should agree with six in ten.

    python -m scripts.measure.confidence --data DATA [--part test20|dev] [-o docs/EVALUATION.md]

The passages that the model flags in MLQE-PE translations, against the words that post-editors changed there. They
agree with a flag when they changed at least half of its words. The confidences were fitted on dev
(`scripts.calibration.calibrate`); test20 is measured once a release.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.evaluation import corpora
from models.evaluation.metaeval import expected_calibration_error
from models.findings.passages import find_passages
from models.languages import ENGLISH, LanguagePair
from models.spans import Span
from scripts.measure.calibrated_builtin import CalibratedBuiltin
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import add_part_option, options, publish
from scripts.measure.reading_pairs import doubted_words

AGREED = 0.5
"""Share of a flag's words that an editor must have changed."""
BINS = 10


@dataclass(frozen=True, slots=True)
class Promise:
    """A flag: what it promised, and whether people agreed."""

    confidence: float
    kept: bool


def promises(
    model: CalibratedBuiltin, items: Sequence[corpora.RatedTranslation], lang: str
) -> Iterator[Promise]:
    """The flags of rated translations, in order."""
    pair, calibration = LanguagePair(lang, ENGLISH), model.calibration
    rated = doubted_words(model, [(item.source, item.target) for item in items], pair)
    threshold = calibration.thresholds(pair, with_source=True).minor
    for item, words in zip(items, rated, strict=True):
        for passage in find_passages(words, item.target, threshold, calibration.passages):
            share = changed(item, passage.span)
            if share is not None:
                yield Promise(calibration.confidence(passage.peak, pair, with_source=True), share >= AGREED)


def changed(item: corpora.RatedTranslation, span: Span) -> float | None:
    """The share of the tokens in a span that the editor changed; None where the data has no token there."""
    places = zip(corpora.token_spans(item.target_tokens, item.target), item.tags, strict=True)
    inside = [wrong for place, wrong in places if place and place.overlaps(span)]
    return sum(inside) / len(inside) if inside else None


def row(name: str, found: Sequence[Promise]) -> str:
    """A line of a table."""
    count = max(1, len(found))
    promised, kept = (sum(values) / count for values in ([p.confidence for p in found], [p.kept for p in found]))
    error = expected_calibration_error([p.confidence for p in found], [p.kept for p in found], BINS)
    return table_row([name, str(len(found)), f"{promised:.2f}", f"{kept:.2f}", f"{error:.3f}"])


def table(by_language: dict[str, list[Promise]]) -> str:
    """By language and for all, then by what was promised, as Markdown."""
    every = [promise for found in by_language.values() for promise in found]
    head = table_head(["", "flags", "promised", "agreed", "calibration error"])
    lines = [head, *(row(f"{lang}-en", found) for lang, found in by_language.items()), row("all", every), "", head]
    for number in range(BINS):
        inside = [p for p in every if min(BINS - 1, int(p.confidence * BINS)) == number]
        if inside:
            lines.append(row(f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}", inside))
    return "\n".join(lines)


def main() -> None:
    """Reads the command line."""
    parser = options(__doc__)
    add_part_option(parser, "test20")
    arguments = parser.parse_args()
    model = CalibratedBuiltin.load()
    found = {
        lang: list(promises(model, items, lang))
        for lang in corpora.MLQE_INTO_ENGLISH
        for items in [corpora.rated(arguments.data, LanguagePair(lang, ENGLISH), arguments.part)]
    }
    publish(f"Confidence of flags (MLQE-PE {arguments.part})", model.signature, table(found), arguments.o)


if __name__ == "__main__":
    main()
