"""How doubtful a word is as part of a flag: its sentence has a say.

Which sentences hold an error is told best by what the model says of them as a whole; which of their words, by the
probabilities of these. A word of a sentence that seems unsound is therefore doubted more, and one of a sound sentence
less: as many false alarms given, that finds a third more of the serious errors (docs/EXPERIMENTS.md). The probabilities
of words themselves are left as they are: as such they agree better with people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.calibration.calibration import PassageShape, platt
from models.rating import WordRating

TYPICAL = 0.75
"""The soundness, a z score, of a sentence that changes nothing: the mean of error-free translations."""


def doubted(words: Sequence[WordRating], soundness: float | None, shape: PassageShape) -> list[WordRating]:
    """The words with P(wrong) beside the source moved, on the logit, as far as the shape says.

    `soundness`: the sentence's, a z score; where it is None, and of words that were read without a source, nothing is.
    """
    if soundness is None or not shape.sentence:
        return list(words)
    return [_moved(word, shape.sentence * (TYPICAL - soundness)) for word in words]


def _moved(word: WordRating, shift: float) -> WordRating:
    if word.with_source is None:
        return word
    return replace(word, with_source=platt(word.with_source, 1.0, shift))
