"""What rules can tell the network about each word before it reads: lexicon support, case, numbers.

The network's subwords break words apart (للتقارب becomes للت + قارب); whole-word statistics do not.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.lexicon import ENGLISH, Lexicon
from models.text.normalise import fold, stem

FEATURES = 8
Array = NDArray[np.float32]


def word_features(
    english: Sequence[str] | None, foreign: Sequence[str] | None, lang: str, lexicon: Lexicon | None
) -> tuple[Array, Array]:
    """One row of FEATURES numbers in about [0, 1.6] for each English word and each word in `lang`.

    Columns: 0 log1p(count)/10 in the lexicon, 1 sqrt of best p(other side | word), 2 sqrt of best
    p(word | other side), 3 stands literally on the other side, 4 capitalised, 5 all capitals,
    6 holds a digit, 7 the other side was seen. Without the other side columns 0-3 and 7 are 0.
    """
    of_english, of_foreign = (np.zeros((len(side or ()), FEATURES), np.float32) for side in (english, foreign))
    for rows, words in ((of_english, english or ()), (of_foreign, foreign or ())):
        for row, word in zip(rows, words, strict=True):
            row[4] = word[:1].isupper()
            row[5] = len(word) > 1 and word.isupper()
            row[6] = any(character.isdigit() for character in word)
    if english is None or foreign is None:
        return of_english, of_foreign
    of_english[:, 7] = of_foreign[:, 7] = 1.0
    foreign_folded, english_folded = [fold(word) for word in foreign], [fold(word) for word in english]
    shared = set(foreign_folded) & set(english_folded)
    of_english[:, 3] = [word in shared for word in english_folded]
    of_foreign[:, 3] = [word in shared for word in foreign_folded]
    if lexicon is not None:
        support = lexicon.support([stem(w, lang) for w in foreign], [stem(w, ENGLISH) for w in english])
        for rows, found in ((of_english, support.target), (of_foreign, support.source)):
            rows[:, 0] = found[:, 0]
            rows[:, 1:3] = np.sqrt(found[:, 1:3])
    return of_english, of_foreign
