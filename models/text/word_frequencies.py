"""How often words occur, by wordfreq's lists (Speer 2022), in a fraction of the memory that they take there.

As dictionaries of strings the lists of seventeen languages fill 780 MB. Here a list is the words' hashes, and how
rare each word is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import wordfreq
from wordfreq.numbers import digit_freq, smash_numbers
from wordfreq.tokens import lossy_tokenize

from models.text.hashed_numbers import HashedNumbers

CENTIBELS = 100.0
"""Of a factor of ten."""
MAX_LISTS = 64
"""More than wordfreq has; three megabytes each."""


class FrequencyList:
    """A language's words, and how rare each is."""

    def __init__(self, buckets: Sequence[Sequence[str]]) -> None:
        """Of words by their centibels, as wordfreq reads its files."""
        rarity = np.repeat(np.arange(len(buckets), dtype=np.int16), [len(bucket) for bucket in buckets])
        self.rarity = HashedNumbers((word for bucket in buckets for word in bucket), rarity)

    def frequency(self, token: str) -> float:
        """Share of all words, 0 for one that is not listed."""
        found = self.rarity.of(token)
        return math.pow(10.0, -found[0] / CENTIBELS) if found else 0.0


@lru_cache(maxsize=MAX_LISTS)
def frequency_list(lang: str) -> FrequencyList:
    """Raises LookupError for a language without a list."""
    if lang not in wordfreq.available_languages("best"):
        raise LookupError(f"there is no list of words for {lang!r}")
    try:
        return FrequencyList(wordfreq.get_frequency_list(lang))
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
