"""Words that belong together by their vectors."""

from __future__ import annotations

import numpy as np
import pytest

from models.network.alignment import aligned_words, word_vectors
from models.network.output import UNALIGNED

EYE = np.eye(6, dtype=np.float32)


@pytest.mark.parametrize(
    ("target", "source", "expected"),
    [
        (EYE[[0, 1, 2]], EYE[[2, 0, 1]], [1, 2, 0]),  # another order
        (EYE[[0, 0, 1]], EYE[[1, 0]], [1, 1, 0]),  # two words for one
        (EYE[[1]], EYE[[2, 1, 0]], [1]),  # one word, one of several
        (EYE[[0, 1, 2]], EYE[[1]], [UNALIGNED, 0, UNALIGNED]),
        (EYE[:0], EYE[:2], []),
        (EYE[:2], EYE[:0], [UNALIGNED, UNALIGNED]),
    ],
)
def test_alike_vectors_belong_together(target: np.ndarray, source: np.ndarray, expected: list[int]) -> None:
    assert aligned_words(target, source).tolist() == expected


def test_what_is_like_nothing_answers_to_nothing() -> None:
    """Of forty equal source words none is the one."""
    assert aligned_words(EYE[[0, 5]], np.repeat(EYE[[1]], 40, 0)).tolist() == [UNALIGNED, UNALIGNED]


def test_a_word_is_the_mean_of_its_subwords() -> None:
    hidden, owner = np.array([[9.0], [1.0], [3.0], [5.0]], np.float32), np.array([-1, 0, 0, 2])
    assert word_vectors(hidden, owner, owner >= 0, 3).tolist() == [[2.0], [0.0], [5.0]]
