"""Turns a model's probabilities into confidences and holds every threshold, all chosen on dev data.

The built-in model's numbers live in `models/builtin/calibration.json`, written by `scripts.calibration.calibrate`; a
fetched model's beside its folder in `NAME.calibration.json`, written by `scripts.calibration.calibrate_model`. Platt
scaling after Platt (1999): confidence = sigmoid(slope x logit + offset), the offset being the language's own where it
has dev data.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from models.calibration.score_map import ScoreMap
from models.errors import ModelUnavailable
from models.hub.store import models_folder
from models.languages import ENGLISH, LanguagePair
from models.network.weights import BUILTIN
from models.rating import Rating, Score

CALIBRATION = "calibration.json"
TARGET_ONLY = "alone"
DEFAULT = "default"
WITH_SOURCE = "seen"
VIEWS = (WITH_SOURCE, TARGET_ONLY)
TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which a word seeds a flag: `look` <= `minor` <= `major`, all in (0, 1].

    From `look` on, where it is below `minor`, the flag is a quiet one that weighs nothing. `critical`: how likely the
    error of a major flag must be critical, in (0, 1], for the flag to be that. `lost`: how likely lost a word of the
    source must be to count as left out; beyond 1 none does.
    """

    minor: float
    major: float
    look: float = 1.0
    critical: float = 0.5
    lost: float = math.inf


@dataclass(frozen=True, slots=True)
class PassageShape:
    """How passages are made of doubtful words.

    `sentence`: the weight of the sentence's soundness beside a word's own doubt (`models.findings.word_doubt`).
    `local`: how far, in logits, a word may lie below the most doubtful one of its sentence and still seed a flag.
    `grow`: a passage grows over neighbours that have this share of the threshold.
    """

    sentence: float = 0.0
    local: float = math.inf
    grow: float = 0.75


OUT_OF_REACH = Thresholds(math.inf, math.inf)


@dataclass(frozen=True, slots=True)
class VerdictThresholds:
    """MQM penalty points per 100 words from which an article goes to review, or is rejected.

    `majors`: major flags that human translations get, per 1,000 words: the false alarms to be expected.
    `consistency`, `sentence`: the scores, in [0, 1], of an article and of its weakest sentence, below which it goes to
    review; `consistency_from`: the former by source language, since good translations from some score lower.
    """

    review: float
    reject: float
    majors: float
    consistency: float
    sentence: float = 0.0
    consistency_from: Mapping[str, float] = field(default_factory=dict)

    def of(self, pair: LanguagePair, chosen: Mapping[str, float]) -> VerdictThresholds:
        """Those for translations of this pair, with what a site has `chosen` instead, by name."""
        usual = {} if pair.from_english else {"consistency": self.consistency_from.get(pair.source, self.consistency)}
        values: dict[str, Any] = {**usual, **chosen}
        return replace(self, **values)


@dataclass(frozen=True, slots=True)
class BelowAverageModel:
    """How likely people find a translation worse than the average one (z <= 0), by its score, and how sure that makes.

    `slope`, `offset`: Platt's line on the logit of the score. `certainty`: quantiles, rising, of the greater of the
    probability and its opposite over machine translations (MLQE-PE dev, every pair of languages alike).
    """

    slope: float
    offset: float
    certainty: tuple[float, ...]

    def probability(self, consistency: float) -> float:
        """Of a score in [0, 1]."""
        return platt(consistency, self.slope, self.offset)


def platt(value: float, slope: float, offset: float) -> float:
    """sigmoid(slope x logit(value) + offset), in [0, 1]."""
    return 1 / (1 + math.exp(-(slope * logit(value) + offset)))


def logit(value: float, least: float = TINY) -> float:
    """log(p / (1 - p)) of a probability, which counts as no nearer to 0 or 1 than `least`: logit(0.5) == 0."""
    clipped = min(1 - least, max(least, value))
    return math.log(clipped / (1 - clipped))


def calibration_file(name: str, environment: Mapping[str, str] = os.environ) -> Path:
    """Where the calibration of a fetched model lies: beside its folder, whose own files are sealed."""
    return models_folder(environment) / f"{name}.{CALIBRATION}"


def pair_key(pair: LanguagePair, with_source: bool) -> str:
    """The name of a pair's thresholds: `ar` and `alone` into English, `en-de` and `alone-de` from it."""
    if pair.target == ENGLISH:
        return pair.source if with_source else TARGET_ONLY
    return pair.dashed if with_source else f"{TARGET_ONLY}-{pair.target}"


def version_of(raw: dict[str, Any]) -> str:
    """Six hex digits over everything but the version itself: other numbers, other signature."""
    content = json.dumps({name: value for name, value in raw.items() if name != "version"}, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:6]


@dataclass(frozen=True)
class Calibration:
    """Confidences and thresholds of one release, or of one fetched model.

    `words` holds thresholds by source language, `default` for one without dev data of its own and `alone`
    for targets read without a source; for translations of English the keys are those of `pair_key`. `slopes`
    and `offsets` have the keys "seen" and "alone", `offsets` also those of languages with dev data. Of a fetched model
    each may lack what the model does not say.
    `verdict`: the built-in model's, which hold for every model on the common scale. `scores`: by metric, what brings
    a fetched model's scores onto that scale. `poor`: None where it was not measured.
    `passages`: how flags are formed; a fetched model's are of its words alone.
    """

    version: str
    slopes: dict[str, float]
    offsets: dict[str, float]
    words: dict[str, Thresholds]
    verdict: VerdictThresholds
    scores: Mapping[str, ScoreMap] = field(default_factory=dict)
    poor: BelowAverageModel | None = None
    passages: PassageShape = PassageShape()

    @classmethod
    def load(cls, folder: Path = BUILTIN) -> Calibration:
        """Reads calibration.json. Raises ModelUnavailable when it is missing or not as written."""
        path = folder / CALIBRATION
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            words = {lang: Thresholds(**values) for lang, values in dict(raw["words"]).items()}
            return cls(
                raw["version"],
                {view: float(raw["slopes"][view]) for view in VIEWS},
                {view: float(raw["offsets"][view]) for view in VIEWS} | _floats(raw["offsets"]),
                {DEFAULT: words[DEFAULT], TARGET_ONLY: words[TARGET_ONLY], **words},
                VerdictThresholds(**raw["verdict"]),
                poor=_poor(raw),
                passages=PassageShape(**raw.get("passages", {})),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelUnavailable(f"{path} cannot be read ({error}): fetch the repository again") from error

    @classmethod
    def of_model(
        cls, name: str, signature: str, environment: Mapping[str, str] = os.environ
    ) -> Calibration | None:
        """That of a fetched model whose scorer has this signature; None where nobody has calibrated it.

        Raises ModelUnavailable for one that cannot be read, or that was made for other weights.
        """
        path = calibration_file(name, environment)
        if not path.is_file():
            return None
        again = f"make it anew with: python -m scripts.calibration.calibrate_model {name} --data FOLDER, or remove it"
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            found = cls(
                raw["version"],
                _floats(raw["slopes"]),
                _floats(raw["offsets"]),
                {lang: Thresholds(**values) for lang, values in raw["words"].items()},
                cls.load().verdict,
                {metric: ScoreMap(tuple((a, b) for a, b in corners)) for metric, corners in raw["scores"].items()},
                _poor(raw),
            )
            made_for = str(raw["made_for"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelUnavailable(f"{path} cannot be read ({error}): {again}") from error
        if made_for != signature:
            raise ModelUnavailable(f"{path} was made for {made_for}, and the model is {signature}: {again}")
        return found

    def rescaled(self, rating: Rating) -> Rating:
        """The rating with its scores on the common scale; as it is where they stand on it already."""
        if not self.scores:
            return rating
        return replace(
            rating,
            fluency=self._rescaled("fluency", rating.fluency),
            consistency=self._rescaled("consistency", rating.consistency),
        )

    def _rescaled(self, metric: str, score: Score) -> Score:
        if score.value is None or metric not in self.scores:
            return score
        return replace(score, value=self.scores[metric](score.value))

    def certainty(self, consistency: float) -> float | None:
        """How sure a score makes of whether people find the translation poor, in [0.5, 1]; None: not known."""
        if self.poor is None:
            return None
        probability = self.poor.probability(consistency)
        return max(probability, 1 - probability)

    def unsure_below(self, budget: float) -> float:
        """The certainty below which a share `budget` of machine translations lies: of 0 none, of 1 all."""
        if self.poor is None or budget >= 1:
            return math.inf
        return 0.0 if budget <= 0 else float(np.quantile(self.poor.certainty, budget))

    def thresholds(self, pair: LanguagePair, with_source: bool) -> Thresholds:
        """Of words rated with (`with_source`) or without their source; out of reach where there are no thresholds."""
        key = pair_key(pair, with_source)
        return self.words.get(key, self.words.get(DEFAULT if with_source else TARGET_ONLY, OUT_OF_REACH))

    def confidence(self, probability: float, pair: LanguagePair, with_source: bool) -> float:
        """The probability that a human would agree that the word is wrong, in [0, 1]."""
        view = WITH_SOURCE if with_source else TARGET_ONLY
        offset = self.offsets.get(pair_key(pair, with_source), self.offsets[view])
        return platt(probability, self.slopes[view], offset)


def _floats(raw: Mapping[str, Any]) -> dict[str, float]:
    return {name: float(value) for name, value in raw.items()}


def _poor(raw: Mapping[str, Any]) -> BelowAverageModel | None:
    found = raw.get("poor")
    return BelowAverageModel(found["slope"], found["offset"], tuple(map(float, found["sureness"]))) if found else None
