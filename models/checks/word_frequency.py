"""How common a word is in a language: wordfreq's Zipf values, for the checks that ask "is it a word?"."""

from __future__ import annotations

from functools import lru_cache

import wordfreq

from models.languages import LANGUAGES

COMMON = 4.0
"""Zipf value of a word that every reader meets daily (once in 100,000 words)."""
_CACHE = 100_000


@lru_cache(maxsize=1)
def _lists() -> frozenset[str]:
    return frozenset(wordfreq.available_languages("best"))


def has_frequencies(lang: str) -> bool:
    """False for languages without a list or without spaces (wordfreq would need a segmenter)."""
    return lang in _lists() and (lang not in LANGUAGES or LANGUAGES[lang].spaced) and lang != "ko"


@lru_cache(_CACHE)
def zipf(word: str, lang: str) -> float:
    """log10 of occurrences in a billion words, 0 (unknown) to 8; 0 for a language without a list.

    zipf("the", "en") == 7.73
    """
    return float(wordfreq.zipf_frequency(word, lang)) if has_frequencies(lang) else 0.0


def rarity(word: str, lang: str) -> float:
    """What a word tells about its topic: 0 for the commonest words, 7 for an unknown one."""
    return max(0.0, 7.0 - zipf(word, lang))
