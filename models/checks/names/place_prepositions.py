"""A name behind a preposition of place, or behind a verb that places follow, is a place: in Nice, reached Lille."""

from __future__ import annotations

import regex

from models.checks.names.name_forms import Name
from models.languages import ENGLISH

_WORDS = {
    ENGLISH: r"in|from|to|at|near|for|outside|around|towards?|leav\w+|left|reach\w*|visit\w*",
    "de": "in|aus|nach|bei|von|ab|bis|über", "es": "a|de|en|desde|hacia|para", "fr": "à|de|vers|pour|depuis",
    "it": "a|ad|da|di|per|verso", "pt": "em|de|do|da|no|na|para|ao|à", "ro": "la|din|în|spre|lângă",
}  # fmt: skip
_BEFORE_PLACE = {lang: regex.compile(rf"\b(?:{words})\s$", regex.IGNORECASE) for lang, words in _WORDS.items()}
_BEFORE_OTHERS_TOO = regex.compile(r"\b(?:of|between)\s$", regex.IGNORECASE)
_REACH = 12
LANGUAGES_WITH_PREPOSITIONS = frozenset(_WORDS)


def is_behind_preposition(text: str, name: Name, lang: str) -> bool:
    """True in one of LANGUAGES_WITH_PREPOSITIONS, where such a word and a space stand before the name."""
    return lang in _BEFORE_PLACE and bool(_BEFORE_PLACE[lang].search(_before(text, name)))


def may_be_place(text: str, name: Name) -> bool:
    """The same in English, or behind what stands before persons and things too: the mayor of Nice."""
    return is_behind_preposition(text, name, ENGLISH) or bool(_BEFORE_OTHERS_TOO.search(_before(text, name)))


def _before(text: str, name: Name) -> str:
    return text[max(0, name.span.start - _REACH) : name.span.start]
