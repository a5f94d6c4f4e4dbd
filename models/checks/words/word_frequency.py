"""How common a word is in a language: wordfreq's Zipf values, for the checks that ask "is it a word?"."""

from __future__ import annotations

from functools import lru_cache

import wordfreq

from models.languages import LANGUAGES
from models.text.word_cache import MAX_WORD_LENGTH, remembered
from models.text.word_frequencies import zipf_value

COMMON = 4.0
"""Zipf value of a word that every reader meets daily (once in 100,000 words)."""


@lru_cache(maxsize=1)
def _lists() -> frozenset[str]:
    return frozenset(wordfreq.available_languages("best"))


def has_frequencies(lang: str) -> bool:
    """False for languages without a list or without spaces (wordfreq would need a segmenter)."""
    return lang in _lists() and (lang not in LANGUAGES or LANGUAGES[lang].spaced) and lang != "ko"


@remembered()
def zipf(word: str, lang: str) -> float:
    """log10 of occurrences in a billion words, 0 (unknown) to 8; 0 for a language without a list.

    zipf("the", "en") == 7.73
    """
    known = len(word) <= MAX_WORD_LENGTH and has_frequencies(lang)  # wordfreq keeps whatever it is asked
    return zipf_value(word, lang) if known else 0.0


def rarity(word: str, lang: str) -> float:
    """What a word tells about its topic: 0 for the commonest words, 7 for an unknown one."""
    return max(0.0, 7.0 - zipf(word, lang))
