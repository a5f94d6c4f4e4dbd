"""IBM Model 1 on whole corpora, vectorised: which source words and target words answer to each other.

Both directions are trained together; each EM step weighs a link by the geometric mean of the two
directions' posteriors (alignment by agreement, after Liang, Taskar and Klein 2006), which keeps rare words
from collecting garbage. Brown et al. 1993 for the model itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
MAX_WORDS = 60
"""Longer sentences are left out of the statistics (links grow with the square)."""


@dataclass(frozen=True, slots=True)
class WordTable:
    """Expected link counts of word pairs: `source[k]`, `target[k]` (word ids) were linked `count[k]` times."""

    source: Ints
    target: Ints
    count: Floats
    source_total: Floats
    target_total: Floats


class Words:
    """Words numbered in order of appearance."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}

    def number(self, words: Iterable[str]) -> list[int]:
        """The ids of the words, new ones added."""
        return [self.ids.setdefault(word, len(self.ids)) for word in words]


def align_words(
    pairs: Sequence[tuple[list[int], list[int]]], source_size: int, target_size: int, iterations: int = 5
) -> WordTable:
    """Expected link counts after EM over sentence pairs of word ids.

    Memory: about 40 bytes a link; a pair of n and m words has n x m links.
    """
    source, target, source_slot, target_slot = _links(pairs)
    key, pair = np.unique(source * target_size + target, return_inverse=True)
    pair_source, pair_target = key // target_size, key % target_size
    forward = np.ones(len(key), np.float32)
    backward = np.ones(len(key), np.float32)
    count = np.ones(len(key), np.float32)
    for _ in range(iterations):
        # p(source word | its options in the sentence) and the other way round, per link
        to_source = forward[pair]
        to_source /= np.bincount(source_slot, to_source)[source_slot].astype(np.float32)
        to_target = backward[pair]
        to_target /= np.bincount(target_slot, to_target)[target_slot].astype(np.float32)
        links = np.sqrt(to_source * to_target)
        count = np.bincount(pair, links, minlength=len(key)).astype(np.float32) + 1e-6
        forward = count / np.bincount(pair_target, count, minlength=target_size)[pair_target]
        backward = count / np.bincount(pair_source, count, minlength=source_size)[pair_source]
    return WordTable(
        pair_source,
        pair_target,
        count,
        np.bincount(pair_source, count, minlength=source_size).astype(np.float32),
        np.bincount(pair_target, count, minlength=target_size).astype(np.float32),
    )


def _links(pairs: Sequence[tuple[list[int], list[int]]]) -> tuple[Ints, Ints, Ints, Ints]:
    """All word links as flat arrays: source id, target id, source position, target position (corpus-wide)."""
    kept = [(s, t) for s, t in pairs if 0 < len(s) <= MAX_WORDS and 0 < len(t) <= MAX_WORDS]
    source = np.concatenate([np.repeat(s, len(t)) for s, t in kept]).astype(np.int64)
    target = np.concatenate([np.tile(t, len(s)) for s, t in kept]).astype(np.int64)
    starts_s = np.cumsum([0] + [len(s) for s, _ in kept])
    starts_t = np.cumsum([0] + [len(t) for _, t in kept])
    slot_s = np.concatenate(
        [np.repeat(np.arange(len(s)) + b, len(t)) for (s, t), b in zip(kept, starts_s, strict=False)]
    )
    slot_t = np.concatenate(
        [np.tile(np.arange(len(t)) + b, len(s)) for (s, t), b in zip(kept, starts_t, strict=False)]
    )
    return source, target, slot_s.astype(np.int64), slot_t.astype(np.int64)
