"""Whether two names sound the same across scripts: surely, perhaps, or not at all."""

from __future__ import annotations

import regex

from models.checks.names.name_forms import SCRIPTS_WITHOUT_VOWELS, Name, distance, is_cased, romanised, surname_stem

WITHOUT_SOUNDS = frozenset({"zh", "ja", "ko"})
"""Sources whose writing says too little of how a name sounds."""
PERSONS_IN = frozenset({"ru", "uk"})
"""Sources that write names, and little else, with capitals, and in letters of their own."""
SAME = 0.2
"""Distance for a letter of a name up to which two spellings are one name."""
OTHER = 0.4
"""Distance for a letter of a name from which two spellings are two names; between the two nobody can tell."""
_VOWELS = regex.compile("[aeiouy]")


def is_same_name(theirs: Name, ours: Name, lang: str) -> bool:
    """True where a name of the translation sounds as a word of the source does, which is in `lang`."""
    return any(distance(latin, ours.key, lang) <= SAME * len(ours.key) for latin in romanised(theirs.text, lang))


def is_like(word: Name, english: str, lang: str) -> bool:
    """True unless a source word sounds clearly unlike an English name; vowels that are not written do not count.

    A word in small letters, where names have capitals, must sound the same: avvenuto is no form of Verona.
    """
    most = SAME if is_cased(word.text) and word.text[0].islower() else OTHER
    return any(_sound_alike(latin, english, lang, most) for latin in romanised(word.text, lang))


def _sound_alike(latin: str, english: str, lang: str, most: float) -> bool:
    """By the stems alone where both are Slavic surnames: Petrova and Pavlova share more letters than they differ in."""
    if lang in PERSONS_IN and (stem := surname_stem(latin)) and (ours := surname_stem(english)):
        latin, english = stem, ours
    letters = len(_VOWELS.sub("", english)) if lang in SCRIPTS_WITHOUT_VOWELS else len(english)
    return distance(latin, english, lang) < most * letters
