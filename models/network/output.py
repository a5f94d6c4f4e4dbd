"""What the network says of one pair, and the two scores that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
MEAN_HTER, MEAN_LOST, MEAN_DOUBT = 0.40, 0.31, -2.19
"""Of the estimates on MLQE-PE dev: they put the assessment's 0 where people's is."""
TARGET_ONLY_SHARE, DOUBT_SHARE = 0.2, 0.1
MIN_PROBABILITY = 1e-5
UNALIGNED = -1


@dataclass(frozen=True, slots=True)
class NetworkOutput:
    """Of n target words and m source words; probabilities in [0, 1].

    `error`, `edited`: (n,) that the word is wrong, that a post-editor would change it. `major`, `critical`: (n,) that
    it is at least so severe, if it is wrong. `kinds`: (n, kinds) of what kind it is then (`models.network.kinds`).
    `gaps`: (n + 1,) that something is missing before each word, and after the last. `lost`: (m,) that the source word
    is translated wrongly or not at all; nan where no window of a long pair saw it; empty without a source. `aligned`:
    (n,) index of the source word that the word answers to, or UNALIGNED. `z`, `hter`: estimates for the sentence as
    people would rate it. `soundness`: the z score that the errors in it deserve; people also rate by taste.
    `windows`: parts it was read in. A word that the tokenizer leaves nothing of (invisible characters) has 0.
    """

    error: Array
    edited: Array
    major: Array
    critical: Array
    kinds: Array
    gaps: Array
    lost: Array
    aligned: NDArray[np.int64]
    z: float
    hter: float
    soundness: float = 0.0
    windows: int = 1


def fluency(target_only: NetworkOutput) -> float:
    """1 less the mean probability that a word is wrong, read without the source; 0.0 of no words."""
    return 1.0 - float(target_only.error.mean()) if len(target_only.error) else 0.0


def assessment(with_source: NetworkOutput, target_only: NetworkOutput) -> float:
    """The direct assessment to expect, as a z score: what people would say of how much meaning arrives.

    The network estimates it itself, but also how much an editor would change, which source words are lost and
    which words are wrong; all together, and a little of how the text reads alone, agree better with people
    (chosen on MLQE-PE dev, docs/EXPERIMENTS.md). 0 is an average machine translation.
    """
    lost = float(np.nanmean(with_source.lost)) if np.isfinite(with_source.lost).any() else MEAN_LOST
    estimate = with_source.z + TARGET_ONLY_SHARE * target_only.z - (with_source.hter - MEAN_HTER) - (lost - MEAN_LOST)
    return estimate - DOUBT_SHARE * (_doubt(with_source.error) - MEAN_DOUBT)


def _doubt(probabilities: Array) -> float:
    """The mean logit of P(wrong): unlike the mean probability it tells good from very good."""
    clipped = np.clip(probabilities, MIN_PROBABILITY, 1 - MIN_PROBABILITY)
    return float(np.log(clipped / (1 - clipped)).mean()) if len(clipped) else MEAN_DOUBT


def consistency(with_source: NetworkOutput, target_only: NetworkOutput) -> float:
    """What share of rated machine translations the pair is better than, in [0, 1].

    The normal percentile of the assessment (Graham et al. 2013; z-scored per annotator in MLQE-PE).
    z = 0: 0.5; z = -1.6: 0.05.
    """
    return NormalDist().cdf(assessment(with_source, target_only))
