"""Turns the network's probabilities into confidences and holds every threshold, all chosen on dev data.

The numbers live in `models/builtin/calibration.json`, written by `scripts/calibrate.py`; Platt scaling after
Platt (1999): confidence = sigmoid(slope x logit + offset).
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import ModelUnavailable
from models.lexicon import ENGLISH
from models.weights import BUILTIN

CALIBRATION = "calibration.json"
ALONE = "alone"
DEFAULT = "default"
SEEN = "seen"
VIEWS = (SEEN, ALONE)
TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which a word seeds a flag: `minor` <= `major`, both in (0, 1]."""

    minor: float
    major: float


@dataclass(frozen=True, slots=True)
class VerdictThresholds:
    """MQM penalty points per 100 words from which an article goes to review, or is rejected.

    `majors`: major flags that human translations get, per 1,000 words: the false alarms to be expected.
    `consistency`: the score, in [0, 1], below which an article goes to review.
    """

    review: float
    reject: float
    majors: float
    consistency: float


def pair_key(source_lang: str, target_lang: str, seen: bool) -> str:
    """The name of a pair's thresholds: `ar` and `alone` into English, `en-de` and `alone-de` from it."""
    if target_lang == ENGLISH:
        return source_lang if seen else ALONE
    return f"{source_lang}-{target_lang}" if seen else f"{ALONE}-{target_lang}"


def version_of(raw: dict[str, Any]) -> str:
    """Six hex digits over everything but the version itself: other numbers, other signature."""
    content = json.dumps({name: value for name, value in raw.items() if name != "version"}, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:6]


@dataclass(frozen=True)
class Calibration:
    """Confidences and thresholds of one release.

    `words` holds thresholds by source language, `default` for one without dev data of its own and `alone`
    for targets judged without a source; for translations of English the keys are those of `pair_key`. `slopes`
    and `offsets` have the keys "seen" and "alone".
    """

    version: str
    slopes: dict[str, float]
    offsets: dict[str, float]
    words: dict[str, Thresholds]
    verdict: VerdictThresholds

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
                {view: float(raw["offsets"][view]) for view in VIEWS},
                {DEFAULT: words[DEFAULT], ALONE: words[ALONE], **words},
                VerdictThresholds(**raw["verdict"]),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelUnavailable(f"{path} cannot be read ({error}): fetch the repository again") from error

    def thresholds(self, source_lang: str, target_lang: str, seen: bool) -> Thresholds:
        """The thresholds for words judged with (`seen`) or without their source."""
        return self.words.get(pair_key(source_lang, target_lang, seen), self.words[DEFAULT if seen else ALONE])

    def confidence(self, probability: float, seen: bool) -> float:
        """The probability that a human would agree that the word is wrong, in [0, 1]."""
        view = SEEN if seen else ALONE
        clipped = min(1 - TINY, max(TINY, probability))
        logit = math.log(clipped / (1 - clipped))
        return 1 / (1 + math.exp(-(self.slopes[view] * logit + self.offsets[view])))
