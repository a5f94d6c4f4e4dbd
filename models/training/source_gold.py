"""Which source words a synthetic error leaves without their translation."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.languages import ENGLISH
from models.text.lexicon import Lexicon
from models.text.normalise import stem

ANSWERED = 0.03
"""p(e|f) p(f|e) of the best answer from which a source word counts as translated,"""
UNANSWERED = 0.003
"""and below which it counts as not translated; between the two nothing is sure."""


def source_gold(
    source_stems: Sequence[str], sound: Sequence[str], made: Sequence[str], lexicon: Lexicon | None
) -> list[float]:
    """Gold for each source word, given a sound translation and what was made of it (as words).

    1.0: the sound translation answers to it and the other does not (mistranslated, or left out). 0.0: still
    answered, or nothing was changed. nan: the lexicon cannot tell.
    """
    if list(sound) == list(made):
        return [0.0] * len(source_stems)
    if lexicon is None:
        return [math.nan] * len(source_stems)
    before, after = (_answers(lexicon, source_stems, words) for words in (sound, made))
    gold = np.full(len(source_stems), math.nan)
    gold[after >= ANSWERED] = 0.0
    gold[(before >= ANSWERED) & (after < UNANSWERED)] = 1.0
    return [float(value) for value in gold]


def _answers(lexicon: Lexicon, source_stems: Sequence[str], words: Sequence[str]) -> NDArray[np.float32]:
    """How well the best English word answers to each source word, in [0, 1]."""
    support = lexicon.support(source_stems, [stem(word, ENGLISH) for word in words]).source
    found: NDArray[np.float32] = support[:, 1] * support[:, 2]
    return found
