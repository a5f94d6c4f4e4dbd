"""What each source word usually means, as English subwords: a gloss the network reads beside the source.

Subwords of the source break words apart (للتقارب becomes لل + تقارب at best); the word lexicon keeps them
whole. A word's gloss is the p(e|f)-weighted mean of the English embeddings of its meanings, as WECHSEL
(Minixhofer et al. 2022) gives one to every subword of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.lexicon import Lexicon
from models.text.normalise import stem

MOST_MEANINGS = 4
PIECES = 8
"""English subwords in a gloss; what is over is left off."""

Ids = NDArray[np.int64]
Weights = NDArray[np.float32]


class Glosser:
    """Turns source words into rows of English subword ids and their weights."""

    def __init__(self, pieces: Callable[[str], Sequence[int]]) -> None:
        """`pieces` cuts an English word into the ids of its subwords, at least one."""
        self._pieces = lru_cache(100_000)(pieces)

    def rows(self, source: Sequence[str], lexicon: Lexicon | None) -> tuple[Ids, Weights]:
        """(n, PIECES) ids and weights for n source words; a row's weights sum to at most 1.

        A word unknown to the lexicon, or none at all, has weights of 0 throughout.
        """
        ids = np.zeros((len(source), PIECES), np.int64)
        weights = np.zeros((len(source), PIECES), np.float32)
        if lexicon is None:
            return ids, weights
        for row, word in enumerate(source):
            found = self._gloss(lexicon.translations(stem(word, lexicon.lang), MOST_MEANINGS))
            for column, (piece, weight) in enumerate(found[:PIECES]):
                ids[row, column], weights[row, column] = piece, weight
        return ids, weights

    def _gloss(self, translations: Sequence[tuple[str, float]]) -> list[tuple[int, float]]:
        found = []
        for word, probability in translations:
            pieces = self._pieces(word)
            found += [(piece, probability / len(pieces)) for piece in pieces]
        return found
