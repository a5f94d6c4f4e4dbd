"""How doubtful a word is as part of a flag: its sentence, and the kind of error that it would be, have a say.

Which sentences hold an error is told best by what the model says of them as a whole; which of their words, by the
probabilities of these. A word of a sentence that seems unsound is therefore doubted more, and one of a sound sentence
less: as many false alarms given, that finds a third more of the serious errors. And where the model takes a word for an
error of relations, it is right half as often as elsewhere: such a word is doubted less (docs/EXPERIMENTS.md, both). The
probabilities of words themselves are left as they are: as such they agree better with people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.calibration.calibration import PassageShape, platt
from models.network.kinds import RELATIONS
from models.rating import WordRating

TYPICAL = 0.75
"""The soundness, a z score, of a sentence that changes nothing: the mean of error-free translations."""


def doubted(words: Sequence[WordRating], soundness: float | None, shape: PassageShape) -> list[WordRating]:
    """The words with P(wrong) beside the source moved, on the logit, as the shape's weights say.

    `soundness`: the sentence's, a z score; None where it is not known. Words that were read without a source, or of
    which the model does not say the kind, are not moved by what is not known of them.
    """
    if not (shape.sentence or shape.relations):
        return list(words)
    lack = 0.0 if soundness is None else shape.sentence * (TYPICAL - soundness)
    return [_moved(word, lack - shape.relations * _relation(word)) for word in words]


def _relation(word: WordRating) -> float:
    """How likely, in [0, 1], its error would be one of relations, where that is the likeliest kind; else 0."""
    told = word.profile
    return told.kind_probability if told is not None and told.kind in RELATIONS else 0.0


def _moved(word: WordRating, shift: float) -> WordRating:
    if word.with_source is None:
        return word
    return replace(word, with_source=platt(word.with_source, 1.0, shift))
