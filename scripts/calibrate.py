"""Chooses confidences and thresholds on dev data and writes models/builtin/calibration.json.

    python scripts/calibrate.py --data DATA

Confidences: Platt scaling on the MLQE-PE dev words, and with `--decisions` (an export of the service) on the words that
reviewers judged. Word thresholds: for each source language the lowest at
which human translations (FLORES dev text; where there is none, the post-edits of MLQE-PE dev) get no more than
the budgeted flags per 1,000 words. The verdict's thresholds are kept as they are: `scripts/measure_articles.py
--choose` sets them afterwards.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from models.training.examples import Example

from models import corpora
from models.calibration import ALONE, CALIBRATION, DEFAULT, SEEN, pair_key, version_of
from models.corpora import Pair
from models.lexicon import ENGLISH
from models.metaeval import expected_calibration_error
from models.rating import WordRating
from models.scorers.builtin import BuiltinScorer
from models.text.words import word_spans, words
from models.training.decisions import decided_examples
from models.training.packing import write_manifest
from models.training.rated import tags_to_words
from models.weights import BUILTIN
from scripts.dev_ratings import FROM_ENGLISH, INTO_ENGLISH, judged_dev, pooled, sound_pairs
from scripts.fitting import MAJOR_BUDGET, calibrated, fit_platt, poor_numbers, thresholds
from scripts.measuring import word_ratings

UNCHOSEN = {"review": 2.5, "reject": 12.0, "majors": MAJOR_BUDGET, "consistency": 0.3}
"""Verdict thresholds until they have been chosen."""


def dev_words(scorer: BuiltinScorer, data: Path, seen: bool) -> tuple[np.ndarray, np.ndarray]:
    """(probability, gold) of every MLQE-PE dev word of all pairs into English."""
    probabilities: list[float] = []
    gold: list[float] = []
    for lang in corpora.MLQE_INTO_ENGLISH:
        items = corpora.judged(data, lang, "dev")
        targets = [tags_to_words(item.target, item.target_tokens, item.tags) for item in items]
        pairs = [(t[0], words(item.source) if seen else None) for t, item in zip(targets, items, strict=True)]
        for judgement, (_, wrong) in zip(scorer.judge(pairs, lang if seen else ""), targets, strict=True):
            probabilities += judgement.words.tolist()
            gold += wrong
    return np.array(probabilities), np.array(gold)


def decided_words(scorer: BuiltinScorer, examples: Sequence[Example], seen: bool) -> tuple[np.ndarray, np.ndarray]:
    """(probability, gold) of every word of which reviewers said whether it is wrong."""
    probabilities: list[float] = []
    gold: list[float] = []
    of_kind: dict[tuple[str, bool], list[Example]] = {}
    for example in examples:
        if example.source is not None or not seen:
            lang = example.lang if seen or example.from_english else ""
            of_kind.setdefault((lang, example.from_english), []).append(example)
    for (lang, from_english), found in of_kind.items():
        pairs = [(example.target, example.source if seen else None) for example in found]
        for judgement, example in zip(scorer.judge(pairs, lang, from_english), found, strict=True):
            known = [n for n, value in enumerate(example.wrong) if not math.isnan(value)]
            probabilities += judgement.words[known].tolist()
            gold += [example.wrong[n] for n in known]
    return np.array(probabilities), np.array(gold)


def human_ratings(
    scorer: BuiltinScorer, data: Path, lang: str, seen: bool, from_english: bool = False
) -> list[tuple[str, list[WordRating]]]:
    """Word ratings of sound English, or of sound text in `lang`, with, or without, its source."""
    pairs = sound_pairs(data, lang)
    if from_english:
        pairs = [Pair(pair.target, pair.source, pair.origin) for pair in pairs]
    spans = [word_spans(pair.target) for pair in pairs]
    targets = [[s.of(pair.target) for s in own] for pair, own in zip(pairs, spans, strict=True)]
    sources = [words(pair.source) if seen else None for pair in pairs]
    judged = scorer.judge(list(zip(targets, sources, strict=True)), lang if seen or from_english else "", from_english)
    return [
        (pair.target, word_ratings(own, judgement.words, seen))
        for pair, own, judgement in zip(pairs, spans, judged, strict=True)
    ]


def word_thresholds(scorer: BuiltinScorer, data: Path) -> dict[str, dict[str, float]]:
    """`minor` and `major` for every pair with dev text, for `alone`, and the median into English as `default`."""
    found: dict[str, dict[str, float]] = {}

    def choose(key: str, rated: Sequence[tuple[str, list[WordRating]]]) -> None:
        found[key] = thresholds(rated)
        print(key, found[key], flush=True)

    for lang in INTO_ENGLISH:
        choose(lang, human_ratings(scorer, data, lang, True))
    choose(ALONE, human_ratings(scorer, data, corpora.PARALLEL[0], False))
    for lang in FROM_ENGLISH:
        for seen in (True, False):
            choose(pair_key(ENGLISH, lang, seen), human_ratings(scorer, data, lang, seen, from_english=True))
    found[DEFAULT] = {
        name: float(np.median([found[lang][name] for lang in INTO_ENGLISH])) for name in ("minor", "major")
    }
    return found


def word_numbers(scorer: BuiltinScorer, data: Path, decided: Sequence[Example]) -> dict[str, Any]:
    """Confidences and thresholds of words."""
    slopes, offsets = {}, {}
    for view in (SEEN, ALONE):
        dev, more = dev_words(scorer, data, view == SEEN), decided_words(scorer, decided, view == SEEN)
        probability, gold = (np.concatenate(both) for both in zip(dev, more, strict=True))
        slopes[view], offsets[view] = fit_platt(probability, gold)
        promised = calibrated(probability, slopes[view], offsets[view])
        error = expected_calibration_error(promised.tolist(), (gold > 0.5).tolist())
        line = f"slope {slopes[view]:.3f}, offset {offsets[view]:.3f}"
        print(f"{view}: {line}, calibration error {error:.3f} (on the same words)")
    return {"slopes": slopes, "offsets": offsets, "words": word_thresholds(scorer, data)}


def poor_or_not(scorer: BuiltinScorer, data: Path) -> dict[str, Any]:
    """How likely people find a translation poor by its score, and how sure that makes (`models.calibration.Poor`)."""
    return poor_numbers(*pooled(judged_dev(scorer, data), "consistency"))


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the data folder")
    parser.add_argument("--model", type=Path, default=BUILTIN)
    parser.add_argument("--decisions", type=Path, metavar="FILE.jsonl", help="an export of reviewers' decisions")
    parser.add_argument("--keep-words", action="store_true", help="leave the numbers of words as they are")
    arguments = parser.parse_args()
    decided = decided_examples(arguments.decisions) if arguments.decisions else []
    scorer = BuiltinScorer.load(arguments.model)
    path = arguments.model / CALIBRATION
    before = json.loads(path.read_text()) if path.is_file() else {"verdict": UNCHOSEN}
    kept = {name: before[name] for name in ("slopes", "offsets", "words")} if arguments.keep_words else None
    calibration = {
        **(kept or word_numbers(scorer, arguments.data, decided)),
        "verdict": before["verdict"],
        "poor": poor_or_not(scorer, arguments.data),
    }
    calibration["version"] = version_of(calibration)
    path.write_text(json.dumps(calibration, indent=1) + "\n", encoding="utf-8")
    write_manifest(arguments.model)


if __name__ == "__main__":
    main()
