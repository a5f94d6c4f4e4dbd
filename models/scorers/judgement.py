"""What the network says of one pair, and the two scores that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
MEAN_HTER, MEAN_LOST, MEAN_DOUBT, MEAN_SUPPORT = 0.44, 0.28, -1.50, 0.31
"""Of the estimates on MLQE-PE dev: they put the assessment's 0 where people's is."""
ALONE_SHARE, DOUBT_SHARE, SUPPORT_SHARE = 0.2, 0.2, 2.0
TINY = 1e-5


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the network says of one pair: P(wrong) for each target word, z and HTER estimates.

    `edited`: the probability that a post-editor would change the word; of English targets only, else as `words`.

    A target word that the tokenizer leaves nothing of (invisible characters) has 0. `source`: for each source
    word the probability that it is translated wrongly or not at all; nan for such a word and for one that no
    window of a long pair saw; empty without a source. `gaps`: the probability that something is missing before
    each target word, and after the last (one more than words). `support`: for each target word how well the
    lexicon finds it answered in the source, [0, 1]; 0 where it cannot look. `windows`: parts it was read in.
    """

    words: Array
    edited: Array
    source: Array
    gaps: Array
    support: Array
    z: float
    hter: float
    windows: int = 1


def fluency(alone: Judgement) -> float:
    """1 less the mean probability that a word is wrong, judged by its sentence alone; 0.0 of no words."""
    return 1.0 - float(alone.words.mean()) if len(alone.words) else 0.0


def assessment(seen: Judgement, alone: Judgement) -> float:
    """The direct assessment to expect, as a z score: what people would say of how much meaning arrives.

    The network estimates it itself, but also how much an editor would change, which source words are lost and
    which words are wrong; all together, and a little of how the text reads alone, agree better with people.
    What the lexicon knows keeps it from trusting good English beside another source (chosen on MLQE-PE dev,
    docs/EXPERIMENTS.md). 0 is an average machine translation.
    """
    lost = float(np.nanmean(seen.source)) if np.isfinite(seen.source).any() else MEAN_LOST
    known = len(seen.support) > 0 and bool(seen.support.any())
    support = float(seen.support.mean()) if known else MEAN_SUPPORT
    estimate = seen.z + ALONE_SHARE * alone.z - (seen.hter - MEAN_HTER) - (lost - MEAN_LOST)
    return estimate - DOUBT_SHARE * (_doubt(seen.words) - MEAN_DOUBT) + SUPPORT_SHARE * (support - MEAN_SUPPORT)


def _doubt(words: Array) -> float:
    """The mean logit of P(wrong): unlike the mean probability it tells good from very good."""
    clipped = np.clip(words, TINY, 1 - TINY)
    return float(np.log(clipped / (1 - clipped)).mean()) if len(words) else MEAN_DOUBT


def consistency(seen: Judgement, alone: Judgement) -> float:
    """What share of judged machine translations the pair is better than, in [0, 1].

    The normal percentile of the assessment (Graham et al. 2013; z-scored per annotator in MLQE-PE).
    z = 0: 0.5; z = -1.6: 0.05.
    """
    return NormalDist().cdf(assessment(seen, alone))
