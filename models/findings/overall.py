"""The one number by which articles are put in order: what the scores say, lowered by what was found."""

from __future__ import annotations

import math

SCALE = 40.0
"""Points per 100 words at which the penalty's part, exp(-points / scale), has fallen to 1/e."""
SCORE_SHARE = 0.7
"""How much the score weighs against the penalty, on the logarithm of each (docs/EVALUATION.md, "Order of texts")."""
MIN_SCORE = 1e-4
"""A score of 0 leaves the penalty something to say."""


def overall_score(fluency: float | None, consistency: float | None, penalty: float) -> float:
    """In [0, 1], higher is better: the weighted geometric mean of a score and of exp(-penalty / SCALE).

    The score is the consistency, which knows the source; the fluency where there is none; 1 where there is neither.
    Flags alone put texts in a poorer order than the scores do: most texts have few, and one more or less is much.
    overall_score(0.9, 0.5, 0.0) == 0.5 ** 0.7.
    """
    score = consistency if consistency is not None else fluency if fluency is not None else 1.0
    logarithm = SCORE_SHARE * math.log(max(score, MIN_SCORE)) - (1 - SCORE_SHARE) * penalty / SCALE
    return math.exp(logarithm)
