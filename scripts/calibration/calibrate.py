"""Chooses confidences and thresholds on dev data and writes models/builtin/calibration.json.

    python -m scripts.calibration.calibrate --data DATA [--sentences 300] [--decisions decisions.jsonl]

Word thresholds: for each language the lowest at which text that nobody should flag gets no more than the budgeted
flags per 1,000 words: human translations (FLORES; where there is none, the post-edits of MLQE-PE dev) together with
the faithful versions of the written contrasts, which are freer.
Left out: the lowest P(lost) at which the source of human translations has no more than the budgeted passages that
nothing seems to answer to.
Critical flags: how likely an error must be critical for its flag to be that, so that of such flags as many touch a
serious error as flags should that touch an error at all.
Confidences: Platt scaling on the passages that the model doubts in written contrasts (right: it touches a marked
error; the two faithful versions count half each), and with `--decisions` (an export of the service) in what reviewers
decided on; languages share the slope and have offsets of their own. The written contrasts are a language model's, not
people's. The verdict's thresholds are kept as they are: `python -m scripts.measure.articles --choose` sets them
afterwards.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.calibration.calibration import (
    CALIBRATION,
    DEFAULT,
    TARGET_ONLY,
    VIEWS,
    WITH_SOURCE,
    PassageShape,
    Thresholds,
    pair_key,
    platt,
    version_of,
)
from models.evaluation.corpora import FAITHFUL_WEIGHT, WrittenContrast, written_dev
from models.evaluation.lone_pairs import segments
from models.evaluation.metaeval import auc, expected_calibration_error
from models.findings.model_flags import likely_severity
from models.findings.passages import DoubtfulPassage, find_passages, flagged_passages
from models.findings.word_doubt import doubted
from models.languages import ENGLISH, LanguagePair
from models.network.kinds import LEVELS
from models.network.precision import FULL
from models.network.weights import BUILTIN
from models.rating import Rating, WordRating
from models.scorers.builtin import BuiltinScorer
from models.spans import Span
from models.text.words import word_spans
from models.training.decisions import decided_examples
from models.training.packing import write_manifest
from models.training.rows import Example
from scripts.calibration.dev_ratings import FROM_ENGLISH, INTO_ENGLISH, error_free_ratings, pooled, rated_dev
from scripts.calibration.fitting import (
    MAJOR_BUDGET,
    Floats,
    fit_offset,
    fit_platt,
    lost_threshold,
    poor_numbers,
    thresholds,
)
from scripts.cli.commands import add_data_option, command_parser

SHAPE = PassageShape(sentence=1.5, local=1.0, grow=0.7)
"""Chosen on dev: docs/EXPERIMENTS.md."""
UNCHOSEN = {"review": 2.5, "reject": 12.0, "majors": MAJOR_BUDGET, "consistency": 0.3}
"""Verdict thresholds until they have been chosen."""
CRITICAL_GRID = tuple(round(0.5 + 0.05 * step, 2) for step in range(10))
MIN_RIGHT = 0.65
"""Share of critical flags that touch a serious error."""
Rated = list[tuple[str, list[WordRating]]]


@dataclass(frozen=True, slots=True)
class RatedText:
    """A text whose errors are known, with its words rated. `weight`: of what is found in it; `serious`: the major and
    critical errors."""

    lang: str
    text: str
    words: Sequence[WordRating]
    errors: Sequence[Span]
    weight: float = 1.0
    serious: Sequence[Span] = ()


def contrast_texts(scorer: BuiltinScorer, contrasts: Sequence[WrittenContrast]) -> Iterator[RatedText]:
    """The three versions of each, those of a language rated together."""
    for lang in sorted({item.pair.other for item in contrasts}):
        own = [item for item in contrasts if item.pair.other == lang]
        versions = [(item, text) for item in own for text in (item.good, item.also_good, item.bad)]
        ratings = scorer.rate(segments([(item.source, text) for item, text in versions]), LanguagePair(lang, ENGLISH))
        for (item, text), rating in zip(versions, ratings, strict=True):
            bad = text is item.bad
            marks = item.marks if bad else []
            serious = [mark.span for mark in marks if mark.level >= LEVELS["major"]]
            weight = 1.0 if bad else FAITHFUL_WEIGHT
            yield RatedText(lang, text, as_flagged(rating), [mark.span for mark in marks], weight, serious)


def decided_texts(scorer: BuiltinScorer, examples: Iterable[Example]) -> Iterator[RatedText]:
    """Sentences that reviewers decided on, less the words of which nobody said anything."""
    for example in examples:
        text, source = " ".join(example.target), " ".join(example.source or ())
        (rating,) = scorer.rate(segments([(source, text)]), example.pair)
        words = {word.span: word for word in as_flagged(rating)}
        known = [
            (span, value)
            for span, value in zip(word_spans(text), example.wrong, strict=False)
            if not math.isnan(value) and span in words
        ]
        errors = [span for span, value in known if value == 1.0]
        yield RatedText(example.pair.other, text, [words[span] for span, _ in known], errors)


def as_flagged(rating: Rating) -> list[WordRating]:
    """Its words, as doubtful as they are where flags are made of them."""
    return doubted(rating.words, rating.soundness, SHAPE)


def view_of(words: Sequence[WordRating], with_source: bool) -> list[WordRating]:
    """The words as they are rated with, or without, their source."""
    return list(words) if with_source else [replace(word, with_source=None) for word in words]


def word_thresholds(scorer: BuiltinScorer, data: Path, texts: Sequence[RatedText], most: int) -> dict[str, Any]:
    """`look`, `minor`, `major` and `lost` for every pair with dev text, for `alone`, and the median as `default`."""
    found: dict[str, dict[str, float]] = {}
    target_only: Rated = []
    for lang in INTO_ENGLISH:
        sound, lost = sound_text(scorer, data, LanguagePair(lang, ENGLISH), most)
        sound += [(item.text, list(item.words)) for item in texts if item.lang == lang and item.weight < 1]
        found[lang] = thresholds(sound, SHAPE) | {"lost": lost}
        target_only += [(text, view_of(words, False)) for text, words in sound[:: len(INTO_ENGLISH)]]
        print(lang, found[lang], flush=True)
    found[TARGET_ONLY] = thresholds(target_only, SHAPE)
    print(TARGET_ONLY, found[TARGET_ONLY], flush=True)
    for lang in FROM_ENGLISH:
        pair = LanguagePair(ENGLISH, lang)
        sound, lost = sound_text(scorer, data, pair, most)
        seen, alone = (pair_key(pair, with_source) for with_source in (True, False))
        found[seen] = thresholds(sound, SHAPE) | {"lost": lost}
        found[alone] = thresholds([(text, view_of(words, False)) for text, words in sound], SHAPE)
        print(seen, found[seen], alone, found[alone], flush=True)
    names = ("look", "minor", "major", "lost")
    found[DEFAULT] = {name: float(np.median([found[lang][name] for lang in INTO_ENGLISH])) for name in names}
    return found


def sound_text(scorer: BuiltinScorer, data: Path, pair: LanguagePair, most: int) -> tuple[Rated, float]:
    """Sound translations with their words, and the threshold from which a word of their sources counts as left out."""
    rated = error_free_ratings(scorer, data, pair, most)
    return [(segment.target, as_flagged(rating)) for segment, rating in rated], lost_threshold(rated)


def thresholds_of(name: str, words: dict[str, dict[str, float]]) -> Thresholds:
    """Those of that name, or the default ones."""
    return Thresholds(**words.get(name, words[DEFAULT]))


def touches(passage: DoubtfulPassage, errors: Sequence[Span]) -> float:
    """1.0 where it overlaps one of the errors, else 0.0."""
    return float(any(passage.span.overlaps(error) for error in errors))


def critical_threshold(texts: Sequence[RatedText], words: dict[str, dict[str, float]]) -> float:
    """The lowest at which MIN_RIGHT of the critical flags touch a serious error; the highest where none is."""
    found: list[tuple[float, float, float]] = []
    for text in texts:
        least = thresholds_of(text.lang, words)
        for passage in find_passages(text.words, text.text, least.minor, SHAPE):
            shares = likely_severity(text.words[passage.first : passage.last + 1])
            if passage.peak >= least.major and shares is not None:
                found.append((shares[1], touches(passage, text.serious), text.weight))
    critical, right, weight = np.array(found, np.float64).T
    for candidate in CRITICAL_GRID:
        chosen = critical >= candidate
        share = (right * weight)[chosen].sum() / max(weight[chosen].sum(), 1e-9)
        print(f"critical from {candidate:.2f}: {chosen.sum()} flags, {share:.2f} touch a serious error")
        if share >= MIN_RIGHT:
            return candidate
    return CRITICAL_GRID[-1]


def confidence_lines(texts: Sequence[RatedText], words: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Slope and offset of each view, and beside the source each language's own offset; how well they fit is printed."""
    slopes: dict[str, float] = {}
    offsets: dict[str, float] = {}
    for view in VIEWS:
        langs, peak, gold, weight = doubtful_passages(texts, words, view == WITH_SOURCE)
        slope, offset = slopes[view], offsets[view] = fit_platt(peak, gold, weight)
        own = {
            lang: fit_offset(peak[langs == lang], gold[langs == lang], weight[langs == lang], slope, offset)
            for lang in (sorted(set(langs.tolist())) if view == WITH_SOURCE else ())
        }
        offsets |= own
        at = [own.get(lang, offset) for lang in langs.tolist()]
        promised = np.array([platt(value, slope, there) for value, there in zip(peak, at, strict=True)])
        error = expected_calibration_error(promised.tolist(), (gold > 0.5).tolist(), weights=weight.tolist())
        apart = auc(promised[gold > 0.5].tolist(), promised[gold < 0.5].tolist())
        print(
            f"{view}: {len(peak)} passages, {gold.mean():.2f} right; slope {slope:.3f}, offset {offset:.3f}; AUC of "
            f"right against wrong {apart:.3f}, calibration error {error:.3f} (on these)"
        )
    return {"slopes": slopes, "offsets": offsets}


def doubtful_passages(
    texts: Sequence[RatedText], words: dict[str, dict[str, float]], with_source: bool
) -> tuple[NDArray[np.str_], Floats, Floats, Floats]:
    """Of every flag, loud or quiet, in these texts: the language, the peak, whether it is right, and its weight."""
    langs: list[str] = []
    rows: list[tuple[float, float, float]] = []
    for text in texts:
        least = thresholds_of(text.lang if with_source else TARGET_ONLY, words)
        words_seen = view_of(text.words, with_source)
        for passage in flagged_passages(words_seen, text.text, least.minor, least.look, SHAPE):
            langs.append(text.lang)
            rows.append((passage.peak, touches(passage, text.errors), text.weight))
    peak, gold, weight = np.array(rows, np.float64).T
    return np.array(langs), peak, gold, weight


def main() -> None:
    """Reads the command line."""
    parser = command_parser(__doc__)
    add_data_option(parser)
    parser.add_argument("--model", type=Path, default=BUILTIN)
    parser.add_argument("--sentences", type=int, default=300, help="human translations of each pair")
    parser.add_argument("--decisions", type=Path, metavar="FILE.jsonl", help="an export of reviewers' decisions")
    arguments = parser.parse_args()
    decided = decided_examples(arguments.decisions) if arguments.decisions else []
    scorer = BuiltinScorer.load(arguments.model, FULL)  # what holds for it holds for the other types too
    path = arguments.model / CALIBRATION
    verdict = json.loads(path.read_text())["verdict"] if path.is_file() else UNCHOSEN
    texts = list(contrast_texts(scorer, list(written_dev(arguments.data))))
    words = word_thresholds(scorer, arguments.data, texts, arguments.sentences)
    critical = critical_threshold(texts, words)
    words = {name: {**values, "critical": critical} for name, values in words.items()}
    calibration = {
        **confidence_lines([*texts, *decided_texts(scorer, decided)], words),
        "words": words,
        "passages": asdict(SHAPE),
        "verdict": verdict,
        "poor": poor_numbers(*pooled(rated_dev(scorer, arguments.data), "consistency")),
    }
    calibration["version"] = version_of(calibration)
    path.write_text(json.dumps(calibration, indent=1) + "\n", encoding="utf-8")
    write_manifest(arguments.model)


if __name__ == "__main__":
    main()
