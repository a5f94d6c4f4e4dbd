"""How doubtful a word is, its sentence being what it is.

Which sentences hold an error is told best by what the model says of them as a whole; which of their words, by the
probabilities of these. A word of a sentence that seems unsound is therefore doubted more, and one of a sound sentence
less: as many false alarms given, that finds a third more of the serious errors (docs/EXPERIMENTS.md). The probabilities
of words themselves are left as they are: as such they agree better with people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.calibration.calibration import platt
from models.rating import WordRating

TYPICAL = 0.75
"""The soundness, a z score, of a sentence that changes nothing: the mean of error-free translations."""


def in_sentence(words: Sequence[WordRating], soundness: float | None, weight: float) -> list[WordRating]:
    """The words with P(wrong) beside the source moved, on the logit, by `weight` times what their sentence lacks.

    As they are where the sentence's `soundness` (a z score) is not known, or the weight is 0.
    """
    if soundness is None or not weight:
        return list(words)
    shift = weight * (TYPICAL - soundness)
    return [
        word if word.with_source is None else replace(word, with_source=platt(word.with_source, 1.0, shift))
        for word in words
    ]
