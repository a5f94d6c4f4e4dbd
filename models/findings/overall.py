"""The one number by which articles are put in order: what the scores say, lowered by what was found."""

from __future__ import annotations

import math

SCALE = 40.0
"""Points per 100 words at which the penalty's part, exp(-points / scale), has fallen to 1/e."""
SCORE_SHARE = 0.7
"""How much the score weighs against the penalty, on the logarithm of each (docs/EVALUATION.md, "Order of texts")."""
FLUENCY_SHARE = 0.2
"""How much fluency weighs beside consistency: a typo or a repeated word is its matter (docs/EXPERIMENTS.md)."""
MIN_SCORE = 1e-4
"""A score of 0 leaves the penalty something to say."""


def overall_score(fluency: float | None, consistency: float | None, penalty: float) -> float:
    """In [0, 1], higher is better: the weighted geometric mean of the scores and of exp(-penalty / SCALE).

    Of the scores that there are; 1 where there are none. Flags alone put texts in a poorer order than the scores do:
    most texts have few, and one more or less is much. overall_score(0.9, None, 0.0) == 0.9 ** 0.7.
    """
    weighted = [(consistency, 1 - FLUENCY_SHARE), (fluency, FLUENCY_SHARE)]
    known = [(math.log(max(score, MIN_SCORE)), weight) for score, weight in weighted if score is not None]
    of_scores = sum(value * weight for value, weight in known) / sum(weight for _, weight in known) if known else 0.0
    return math.exp(SCORE_SHARE * of_scores - (1 - SCORE_SHARE) * penalty / SCALE)
