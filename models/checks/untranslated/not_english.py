"""Sentences in a language that is not English, whichever it is: no small word of English, few known words."""

from __future__ import annotations

import regex

from models.checks.words.word_frequency import zipf

MIN_WORDS, LONG = 4, 8
"""Lower-case words without which a sentence may be a name, a formula or a quoted verse, and those of a long one."""
MAX_KNOWN, MAX_KNOWN_OF_FEW = 0.5, 0.34
"""Share of words known to English from which a sentence without a small word may be a list or a headline."""
KNOWN = 3.5
"""Zipf frequency of English words that anybody knows; loans of news ("blitzkrieg") lie below."""
_SMALL = frozenset(
    ["the", "of", "and", "to", "that", "with", "for", "from", "by", "this", "these", "those",
     "which", "who", "were", "are", "been", "have", "its", "their", "they", "his", "her", "not", "at"]
)  # fmt: skip
"""English function words that are rare or unknown in other languages ("in", "on", "is" and "was" are not)."""
_OPENING = regex.compile(r"\W*(?:The|This|That|These|Those|They|Their|With|From)\b")
"""The same at the beginning of a sentence: no other language has these there."""
_LOWER = regex.compile(r"(?<![\p{L}\p{N}@/.'’\-])(?:(?=\p{Latin})\p{Ll}){2,}(?![\p{L}\p{N}@/])")


def is_foreign_sentence(sentence: str) -> bool:
    """True for running words that cannot be English: a German sentence, or letters at random.

    is_foreign_sentence("Der Rat hat gestern beschlossen, dass die alte Brücke am Hafen gesperrt wird.") is True
    """
    words = _LOWER.findall(sentence)
    if len(words) < MIN_WORDS or not _SMALL.isdisjoint(words) or _OPENING.match(sentence):
        return False
    most = MAX_KNOWN if len(words) >= LONG else MAX_KNOWN_OF_FEW
    return sum(zipf(word, "en") >= KNOWN for word in words) <= most * len(words)
