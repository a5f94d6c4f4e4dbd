"""What the word lexicon knows of each word of a pair: whether the other side holds a word that it may stand for.

A small encoder does not know the words of every language well; a lexicon made of parallel text knows those that it has
seen. It cannot tell which of a word's senses is meant: that is left to the network, which is told both.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.languages import ENGLISH, LanguagePair
from models.text.lexicon import Lexicon
from models.text.normalise import fold, stem

Array = NDArray[np.float32]
SUPPORT = 5
"""Columns of the support of a word, each in about [0, 1.6]."""
COUNT, BEST, BEST_BACK, LITERAL, SEEN = range(SUPPORT)
"""log1p(count) / 10 in the lexicon; the roots of the best p(word of the other side | it) and p(it | word of the other
side); whether it stands on the other side as it is; whether there is another side. The first three are 0 where the
lexicon does not know the word, or there is none for the language."""


def word_support(
    target: Sequence[str], source: Sequence[str] | None, pair: LanguagePair, lexicon: Lexicon | None
) -> tuple[Array, Array]:
    """(n, SUPPORT) for the n words of the target and (m, SUPPORT) for the m of the source; all 0 without a source.

    `lexicon`: of the language beside English.
    """
    of_target, of_source = (np.zeros((len(side or ()), SUPPORT), np.float32) for side in (target, source))
    if source is None:
        return of_target, of_source
    sides = ((of_target, [fold(word) for word in target]), (of_source, [fold(word) for word in source]))
    shared = set(sides[0][1]) & set(sides[1][1])
    for rows, folded in sides:
        rows[:, SEEN] = 1.0
        rows[:, LITERAL] = [word in shared for word in folded]
    if lexicon is not None:
        english, other = (source, target) if pair.from_english else (target, source)
        found = lexicon.support([stem(word, pair.other) for word in other], [stem(word, ENGLISH) for word in english])
        of_english, of_other = (of_source, of_target) if pair.from_english else (of_target, of_source)
        for rows, known in ((of_english, found.target), (of_other, found.source)):
            rows[:, COUNT] = known[:, 0]
            rows[:, [BEST, BEST_BACK]] = np.sqrt(known[:, 1:3])
    return of_target, of_source
