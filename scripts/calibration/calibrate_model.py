"""Calibrates a fetched model on the dev sets, so that its numbers can stand beside another's.

    python -m scripts.calibration.calibrate_model comet-kiwi --data DATA [--most 300]

Writes NAME.calibration.json beside the model's folder: from then on it marks passages (where it rates words), moves the
verdict, and may stand in a chain. DATA lies as the model card of the built-in model describes; of it are read

- `mlqe-pe/XX-en.dev.jsonl.xz` and `en-XX.dev.jsonl.xz`: rated translations, an object a line. `source`, `target` and
  `da_z` (what people said, standardised) are enough, so that ratings of your own will do; confidences of words need
  the tokens and tags of MLQE-PE too;
- `dev/flores.XX-en.tsv.xz`: human translations, source and target a line, for thresholds.

What comes of it:

- consistency: the share of the rated translations, every pair of languages alike, that score lower;
- fluency: the built-in model's number at the same share of the same targets, for nobody has rated fluency alone;
- confidences of words by Platt scaling, and thresholds at which sound text gets the same few flags as from the built-in
  model;
- how likely people find a translation worse than the average one (z <= 0), by its score; with it how sure that makes.
Slow models: `--most` takes so many sentences of each set; with fewer than 300 the thresholds are rough.
Exit: 0 done, 2 usage, 3 the model or the data cannot be used.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from models.calibration.calibration import DEFAULT, TARGET_ONLY, WITH_SOURCE, calibration_file, pair_key, version_of
from models.calibration.score_map import ScoreMap, equipercentile, linked
from models.checker import SCORERS
from models.errors import InvalidInput
from models.evaluation import corpora
from models.evaluation.lone_pairs import segments
from models.hub.settings import BUILTIN
from models.languages import ENGLISH, LanguagePair
from models.network.precision import FULL
from models.rating import WordRating
from models.scorers.base import Scorer
from models.scorers.builtin import BuiltinScorer
from scripts.calibration.dev_ratings import (
    FROM_ENGLISH,
    INTO_ENGLISH,
    RatedDev,
    error_free_ratings,
    has_error_free_text,
    pooled,
    rated_dev,
)
from scripts.calibration.fitting import fit_platt, poor_numbers, thresholds
from scripts.cli.commands import add_data_option, command_parser, exit_code_of

MIN_RATED = 50
"""Rated translations, below which nothing is fitted."""


def score_maps(dev: Sequence[RatedDev]) -> dict[str, ScoreMap]:
    """A map for each metric that the model gives."""
    found = {}
    of_consistency, _, weights = pooled(dev, "consistency")
    if len(of_consistency) >= MIN_RATED:
        found["consistency"] = equipercentile(of_consistency.tolist(), weights.tolist())
    into = [one for one in dev if one.pair.target == ENGLISH]
    of_fluency, _, weights = pooled(into, "fluency")
    if len(of_fluency) >= MIN_RATED:
        theirs, _, their_weights = pooled([_by_builtin(one) for one in into], "fluency")
        found["fluency"] = linked(*(values.tolist() for values in (of_fluency, weights, theirs, their_weights)))
    return found


def _by_builtin(dev: RatedDev) -> RatedDev:
    scorer = BuiltinScorer.load(precision=FULL)
    ratings = scorer.rate(segments([("", item.target) for item in dev.items]), dev.pair)
    return RatedDev(dev.pair, dev.items, ratings)


def confidences(dev: Sequence[RatedDev]) -> tuple[dict[str, float], dict[str, float]]:
    """Slopes and offsets of the views that rate words and tell them apart."""
    slopes, offsets = {}, {}
    for view in (WITH_SOURCE, TARGET_ONLY):
        parts = [one.words(view == WITH_SOURCE) for one in dev]
        probability, gold = (np.concatenate([np.zeros(0), *side]) for side in zip(*parts, strict=True))
        if len(probability) >= MIN_RATED and probability.std() > 0:
            slopes[view], offsets[view] = fit_platt(probability, gold)
    return slopes, offsets


def word_thresholds(scorer: Scorer, data: Path, most: int | None, views: Sequence[str]) -> dict[str, dict[str, float]]:
    """As the built-in model's: by pair of languages, and the median into English for those without sound text."""
    found: dict[str, dict[str, float]] = {}
    for lang, from_english in (*((x, False) for x in INTO_ENGLISH), *((x, True) for x in FROM_ENGLISH)):
        pair = LanguagePair.beside_english(lang, from_english)
        keys = {view: pair_key(pair, with_source=view == WITH_SOURCE) for view in views}
        if all(key in found for key in keys.values()) or not has_error_free_text(data, lang):
            continue
        rated = error_free_ratings(scorer, data, pair, most)
        for view, key in keys.items():
            of_view = [(segment.target, words) for segment, rating in rated if (words := in_view(rating.words, view))]
            if of_view and key not in found:
                found[key] = thresholds(of_view)
                print(key, found[key], flush=True)
    known = [values for lang, values in found.items() if lang in INTO_ENGLISH]
    if known:
        found[DEFAULT] = {name: float(np.median([values[name] for values in known])) for name in ("minor", "major")}
    return found


def in_view(words: Sequence[WordRating], view: str) -> list[WordRating]:
    """The words as rated with the source, or without it; none where the view rates none."""
    if view == TARGET_ONLY:
        return [replace(word, with_source=None) for word in words]
    return [word for word in words if word.with_source is not None]


def calibrate(scorer: Scorer, data: Path, most: int | None) -> dict[str, Any]:
    """What the file holds. Raises InvalidInput where there is too little to learn from."""
    if not corpora.rated_pairs(data):
        raise InvalidInput(f"there are no rated translations (mlqe-pe/XX-en.dev.jsonl.xz) in {data}")
    dev = rated_dev(scorer, data, most)
    scores = score_maps(dev)
    if not scores:
        raise InvalidInput(f"the model gives fewer than {MIN_RATED} scores of the rated translations: nothing to fit")
    slopes, offsets = confidences(dev)
    found: dict[str, Any] = {
        "made_for": scorer.signature,
        "most": most,
        "slopes": slopes,
        "offsets": offsets,
        "words": word_thresholds(scorer, data, most, tuple(slopes)) if slopes else {},
        "scores": {metric: mapped.corners for metric, mapped in scores.items()},
        "agreement": {one.pair.dashed: one.agreement() for one in dev},
    }
    if "consistency" in scores:
        values, z, weights = pooled(dev, "consistency")
        found["poor"] = poor_numbers(np.array([scores["consistency"](value) for value in values]), z, weights)
        figures = ", ".join(f"{pair} {value:.3f}" for pair, value in found["agreement"].items() if value is not None)
        print(f"agreement with people (Pearson): {figures}")
    found["version"] = version_of(found)
    return found


def main(given: list[str] | None = None) -> int:
    """Reads the command line."""
    parser = command_parser(__doc__)
    parser.add_argument("name", help="a model that scripts/fetch_model.py has fetched")
    add_data_option(parser)
    parser.add_argument("--most", type=int, help="sentences of each set (all if left out)")
    arguments = parser.parse_args(given)

    def work() -> None:
        if arguments.name == BUILTIN or arguments.name not in SCORERS:
            builtin = "the built-in one: python -m scripts.calibration.calibrate"
            raise InvalidInput(f"there is no fetched model {arguments.name!r} ({builtin})")
        found = calibrate(SCORERS[arguments.name](), arguments.data, arguments.most)
        path = calibration_file(arguments.name)
        path.write_text(json.dumps(found, indent=1, allow_nan=False) + "\n", encoding="utf-8")
        print(f"{path} written: {', '.join(found['scores'])}; version {found['version']}")

    return exit_code_of("scripts.calibration.calibrate_model", work)


if __name__ == "__main__":
    sys.exit(main())
