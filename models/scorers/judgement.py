"""What the network says of one pair, and the two scores that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
MEAN_HTER, MEAN_LOST = 0.40, 0.32
"""Of the estimates on MLQE-PE dev: they put the assessment's 0 where people's is."""
ALONE_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the network says of one pair: P(wrong) for each target word, z and HTER estimates.

    `edited`: the probability that a post-editor would change the word; of English targets only, else as `words`.

    A target word that the tokenizer leaves nothing of (invisible characters) has 0. `source`: for each source
    word the probability that it is translated wrongly or not at all; nan for such a word and for one that no
    window of a long pair saw; empty without a source. `gaps`: the probability that something is missing before
    each target word, and after the last (one more than words).
    """

    words: Array
    edited: Array
    source: Array
    gaps: Array
    z: float
    hter: float


def fluency(alone: Judgement) -> float:
    """1 less the mean probability that a word is wrong, judged by its sentence alone; 0.0 of no words."""
    return 1.0 - float(alone.words.mean()) if len(alone.words) else 0.0


def assessment(seen: Judgement, alone: Judgement) -> float:
    """The direct assessment to expect, as a z score: what people would say of how much meaning arrives.

    The network estimates it itself, but also how much an editor would change and which source words are
    lost; all three together, and a little of how the text reads alone, agree better with people (chosen on
    MLQE-PE dev, docs/EXPERIMENTS.md). 0 is an average machine translation.
    """
    lost = float(np.nanmean(seen.source)) if np.isfinite(seen.source).any() else MEAN_LOST
    return seen.z + ALONE_SHARE * alone.z - (seen.hter - MEAN_HTER) - (lost - MEAN_LOST)


def consistency(seen: Judgement, alone: Judgement) -> float:
    """What share of judged machine translations the pair is better than, in [0, 1].

    The normal percentile of the assessment (Graham et al. 2013; z-scored per annotator in MLQE-PE).
    z = 0: 0.5; z = -1.6: 0.05.
    """
    return NormalDist().cdf(assessment(seen, alone))
