"""How often words occur, by wordfreq's lists (Speer 2022), in a fraction of the memory that they take there.

As dictionaries of strings the lists of seventeen languages fill 780 MB. Here a list is two arrays: the words' hashes in
order, and how rare each word is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import wordfreq
from numpy.typing import NDArray
from wordfreq.numbers import digit_freq, smash_numbers
from wordfreq.tokens import lossy_tokenize

CENTIBELS = 100.0
"""Of a factor of ten."""
MAX_LISTS = 64
"""More than wordfreq has; three megabytes each."""


@dataclass(frozen=True, slots=True)
class FrequencyList:
    """A language's words: `hashes` (N,) in order, `rarity` (N,) in centibels below always."""

    hashes: NDArray[np.int64]
    rarity: NDArray[np.int16]

    @classmethod
    def of(cls, buckets: Sequence[Sequence[str]]) -> FrequencyList:
        """Of words by their centibels, as wordfreq reads its files.

        Two of a million words have the same hash of 64 bits once in forty million processes.
        """
        hashes = np.array([hash(word) for bucket in buckets for word in bucket], np.int64)
        rarity = np.repeat(np.arange(len(buckets), dtype=np.int16), [len(bucket) for bucket in buckets])
        order = np.argsort(hashes)
        return cls(hashes[order], rarity[order])

    def frequency(self, token: str) -> float:
        """Share of all words, 0 for one that is not listed."""
        wanted = hash(token)
        place = int(np.searchsorted(self.hashes, wanted))
        if place == len(self.hashes) or self.hashes[place] != wanted:
            return 0.0
        return math.pow(10.0, -self.rarity[place] / CENTIBELS)


@lru_cache(maxsize=MAX_LISTS)
def frequency_list(lang: str) -> FrequencyList:
    """Raises LookupError for a language without a list."""
    if lang not in wordfreq.available_languages("best"):
        raise LookupError(f"there is no list of words for {lang!r}")
    try:
        return FrequencyList.of(wordfreq.get_frequency_list(lang))
    finally:
        wordfreq.get_frequency_list.cache_clear()


def zipf_value(word: str, lang: str) -> float:
    """log10 of occurrences in a billion words, to hundredths; 0 for what is not listed. Raises LookupError.

    What wordfreq takes for several words is as rare as all of these together, by the sum of their reciprocals, and a
    number by its digits' usual shares; there the last digit may differ from wordfreq's. Languages without spaces are
    not cut into words.
    zipf_value("the", "en") == 7.73
    """
    listed = frequency_list(lang)
    reciprocals = 0.0
    for token in lossy_tokenize(word, lang):
        smashed = smash_numbers(token)
        share = listed.frequency(smashed) * (digit_freq(token) if smashed != token else 1.0)
        if share == 0.0:
            return 0.0
        reciprocals += 1 / share
    return max(0.0, round(9.0 - math.log10(reciprocals), 2)) if reciprocals else 0.0
