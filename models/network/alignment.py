"""Which word of the source a word of the translation answers to, from the encoder's own vectors.

Words that mean the same have like vectors in the middle layers of a multilingual encoder: the similarity of every pair
of words, as probabilities in both directions, tells which belong together (SimAlign, Jalili Sabet et al. 2020;
awesome-align, Dou and Neubig 2021).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.network.output import UNALIGNED

Array = NDArray[np.float32]
SHARPNESS = 20.0
"""What cosines are multiplied with before they become probabilities."""
MIN_AGREEMENT = 0.03
"""Product of the probabilities in both directions from which two words belong together."""


def aligned_words(target: Array, source: Array) -> NDArray[np.int64]:
    """For n target words the index among m source words that each answers to, or UNALIGNED.

    `target`: (n, width), `source`: (m, width), a vector a word, less the mean of all words of all texts.
    """
    if not len(target) or not len(source):
        return np.full(len(target), UNALIGNED, np.int64)
    similarity = SHARPNESS * (_unit(target) @ _unit(source).T)
    agreement = _softmax(similarity, 1) * _softmax(similarity, 0)
    best: NDArray[np.int64] = agreement.argmax(1)
    best[agreement.max(1) < MIN_AGREEMENT] = UNALIGNED
    return best


def word_vectors(hidden: Array, owner: NDArray[np.int64], places: NDArray[np.bool_], count: int) -> Array:
    """(count, width): the mean of the vectors of each word's subwords, (T, width), at `places`; 0 of a word without."""
    found = np.zeros((count, hidden.shape[1]), np.float32)
    np.add.at(found, owner[places], hidden[places])
    pieces = np.maximum(1, np.bincount(owner[places], minlength=count)).astype(np.float32)
    mean: Array = found / pieces[:, None]
    return mean


def _unit(vectors: Array) -> Array:
    """Less what a side's words have in common, with one more at the mean of all texts: else a single word were 0."""
    centred = vectors - vectors.sum(0) / (len(vectors) + 1)
    found: Array = centred / np.maximum(1e-6, np.linalg.norm(centred, axis=1, keepdims=True))
    return found


def _softmax(values: Array, axis: int) -> Array:
    raised = np.exp(values - values.max(axis, keepdims=True))
    found: Array = raised / raised.sum(axis, keepdims=True)
    return found
