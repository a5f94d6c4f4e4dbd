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
    target: Sequence[str], source: Sequence[str] | None, lang: str, lexicon: Lexicon | None
) -> tuple[Array, Array]:
    """One row of FEATURES numbers in about [0, 1.6] for each target word and each source word.

    Columns: 0 log1p(count)/10 in the lexicon, 1 sqrt of best p(other side | word), 2 sqrt of best
    p(word | other side), 3 stands literally on the other side, 4 capitalised, 5 all capitals,
    6 holds a digit, 7 the other side was seen. Without a source columns 1-3 and 7 are 0.
    """
    of_target = np.zeros((len(target), FEATURES), np.float32)
    of_source = np.zeros((len(source or ()), FEATURES), np.float32)
    for rows, words in ((of_target, target), (of_source, source or ())):
        for row, word in zip(rows, words, strict=True):
            row[4] = word[:1].isupper()
            row[5] = len(word) > 1 and word.isupper()
            row[6] = any(character.isdigit() for character in word)
    if source is None:
        return of_target, of_source
    of_target[:, 7] = of_source[:, 7] = 1.0
    source_folded, target_folded = [fold(word) for word in source], [fold(word) for word in target]
    shared = set(source_folded) & set(target_folded)
    of_target[:, 3] = [word in shared for word in target_folded]
    of_source[:, 3] = [word in shared for word in source_folded]
    if lexicon is not None:
        support = lexicon.support([stem(w, lang) for w in source], [stem(w, ENGLISH) for w in target])
        for rows, found in ((of_target, support.target), (of_source, support.source)):
            rows[:, 0] = found[:, 0]
            rows[:, 1:3] = np.sqrt(found[:, 1:3])
    return of_target, of_source
