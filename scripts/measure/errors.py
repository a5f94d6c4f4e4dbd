"""Errors made in human translations, one in each sentence: are their words flagged, and no others?

    python -m scripts.measure.errors --data DATA [--lang ar] [--sentences 300] [-o docs/EVALUATION.md]

Every kind of `models.training.corruption` is made in FLORES dev sentences of the language; the passages that the
model flags by its shipped thresholds are compared with the wrong words, in characters (F1, as the WMT error-span
task counts). These are errors of our own making, of the kinds that the model was trained on: no substitute for
a machine's. `unmarked` is the sound text itself: what is flagged there is wrong to flag.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from models.evaluation import corpora
from models.evaluation.metaeval import SpanAgreement, span_agreement
from models.findings.passages import find_passages
from models.languages import ENGLISH, LanguagePair, language_name
from models.network.weights import load_lexicons
from models.spans import Span
from models.text.normalise import stem
from models.text.words import words
from models.training.corruption import MIN_WORDS, Corruptor, Kind
from models.training.draft import Draft
from models.training.phrasebook import Phrasebook
from scripts.measure.calibrated_builtin import CalibratedBuiltin
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import options, publish
from scripts.measure.reading_pairs import doubted_words

SEED = 7
BOOK_SENTENCES = 30_000
"""Parallel sentences whose English fills the phrasebook."""


@dataclass(frozen=True, slots=True)
class SyntheticError:
    """A source and a draft of its translation."""

    source: Sequence[str]
    draft: Draft

    @property
    def spans(self) -> list[Span]:
        """Where the words stand once joined by spaces."""
        found, place = [], 0
        for word in self.draft.words:
            found.append(Span(place, place + len(word)))
            place += len(word) + 1
        return found


def made(kind: Kind, pairs: Sequence[corpora.Pair], lang: str) -> list[SyntheticError]:
    """The sentences in which an error of the kind could be made."""
    found = []
    for pair in pairs:
        target, source = words(pair.target), words(pair.source)
        draft = Draft(target, [0.0] * len(target))
        if len(target) >= MIN_WORDS:
            kind(draft, [stem(word, lang) for word in source])
        if 1.0 in draft.wrong:
            found.append(SyntheticError(source, draft))
    return found


def agreement(
    model: CalibratedBuiltin, items: Sequence[SyntheticError], lang: str
) -> tuple[SpanAgreement, float]:
    """Agreement of what is flagged with what was made wrong, and how much of the text is flagged."""
    pair, calibration = LanguagePair(lang, ENGLISH), model.calibration
    rated = doubted_words(model, [(" ".join(item.source), " ".join(item.draft.words)) for item in items], pair)
    threshold = calibration.thresholds(pair, with_source=True).minor
    texts, flagged, total = [], 0, 0
    for item, own in zip(items, rated, strict=True):
        gold = [span for span, wrong in zip(item.spans, item.draft.wrong, strict=True) if wrong == 1.0]
        passages = find_passages(own, " ".join(item.draft.words), threshold, calibration.passages)
        found = [passage.span for passage in passages]
        texts.append((gold, found))
        flagged, total = flagged + sum(map(len, found)), total + item.spans[-1].end
    return span_agreement(texts), flagged / max(1, total)


def unmarked(draft: Draft, source_stems: Sequence[str]) -> None:
    """Makes no error: marks the first word, so that the sentence counts, and leaves it as it is."""
    draft.wrong[0] = 1.0


def main() -> None:
    """Reads the command line."""
    parser = options(__doc__)
    parser.add_argument("--lang", choices=corpora.PARALLEL, default="ar")
    parser.add_argument("--sentences", type=int, default=300, help="FLORES sentences tried for each kind")
    arguments = parser.parse_args()
    model, rng = CalibratedBuiltin.load(), random.Random(SEED)
    pairs = corpora.flores(arguments.data, arguments.lang)[: arguments.sentences]
    known = itertools.islice(corpora.parallel(arguments.data, arguments.lang), BOOK_SENTENCES)
    book = Phrasebook.learn((words(pair.target) for pair in known), rng)
    kinds = Corruptor(book, load_lexicons().get(arguments.lang), rng).kinds
    lines = [table_head(["kind", "sentences", "precision", "recall", "F1"])]
    scores = []
    for name, (kind, _) in kinds.items():
        items = made(kind, pairs, arguments.lang)
        if not items:  # an omission leaves no wrong word
            continue
        found, _ = agreement(model, items, arguments.lang)
        scores.append(found.f1)
        figures = [f"{value:.2f}" for value in (found.precision, found.recall, found.f1)]
        lines.append(table_row([name, str(len(items)), *figures]))
        print(lines[-1], file=sys.stderr, flush=True)
    _, share = agreement(model, made(unmarked, pairs, arguments.lang), arguments.lang)
    mean = f"Mean F1 {sum(scores) / len(scores):.2f}. Of the sound text {share:.1%} is flagged."
    title = f"Synthetic errors by kind ({language_name(arguments.lang)}-English)"
    publish(title, model.signature, "\n".join([*lines, "", mean]), arguments.o)


if __name__ == "__main__":
    main()
