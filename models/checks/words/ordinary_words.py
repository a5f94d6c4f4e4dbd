"""English words that are no names, whatever letters they begin with: "The", "Federal", but not "Duran" or "Jordan"."""

from __future__ import annotations

from models.checks.words.english_tables import all_lemmas
from models.checks.words.word_frequency import zipf
from models.text.word_cache import remembered

MIN_LETTERS = 5
"""Of a word with a sense of its own: shorter ones are doubled in names too ("Sing Sing", "Long Long")."""
MIN_ZIPF = 4.3
"""Zipf value of such a word: rarer ones are met as surnames and titles."""
_GRAMMAR = frozenset([
    "the", "an", "of", "and", "to", "for", "with", "from", "at", "as", "but", "or", "if", "than", "into", "about",
    "after", "before", "between", "against", "through", "during", "without", "under", "because", "while", "when",
    "where", "which", "their", "his", "my", "our", "its", "your", "they", "we", "she", "them", "us", "be", "been",
    "are", "were", "would", "could", "should", "not", "these", "those", "also", "only", "such", "some", "any", "each",
])  # fmt: skip
"""Words of grammar that never stand twice in a row in sound text."""


@remembered()
def is_ordinary(word: str) -> bool:
    """True for a word in lower case that is common and in the dictionary: is_ordinary("federal"); not "jordan"."""
    if word in _GRAMMAR:
        return True
    if len(word) < MIN_LETTERS or not word.isascii() or zipf(word, "en") < MIN_ZIPF:
        return False
    return bool(all_lemmas(word))
