"""The numbers one word stands for: thirty, fünfundzwanzig, pětadvacet, وعشرين, двадцатилетний."""

from __future__ import annotations

from functools import lru_cache

import regex

from models.checks.number_words import COMPOUND_ENDINGS, GLUED, PERCENT, PREFIXES, entries
from models.text.normalise import fold

Parts = tuple[tuple[float, bool], ...]
"""(value, does it multiply what is before it?) of each part of a word."""

_MAX_WORD_LENGTH = 40
"""Longer words are not taken apart: no number is written so, and the work would grow with them."""
_MIN_GLUED_LENGTH = 6
_MAX_ENDING = 5
"""How many letters of inflection a stem may take on: "сорок-ового"."""
_MIN_STEM = 3
_GLUING_AND = {"de": "und", "cs": "a"}
_AND_LETTERS = ("و", "ו")


@lru_cache(100_000)
def look_up(word: str, lang: str) -> tuple[Parts, bool]:
    """(value, multiplies) of each part of a folded word, and whether it begins with "and".

    look_up("fünfundzwanzig", "de") == (((5.0, False), (20.0, False)), False)
    """
    if not entries(lang)[0] or len(word) > _MAX_WORD_LENGTH or word in _percents(lang):
        return (), False
    for prefix in ("", *PREFIXES.get(lang, ())):
        rest = word.removeprefix(prefix)
        if word.startswith(prefix) and (found := _parts(rest, lang)):
            return found, prefix[:1] in _AND_LETTERS
    return (), False


@lru_cache(64)
def percent_pattern(lang: str) -> regex.Pattern[str]:
    """Where a text says per cent with its word for a hundred; a pattern that never matches for other languages."""
    phrases = [regex.escape(phrase).replace(r"\ ", r"\s") for phrase in PERCENT.get(lang, ())]
    return regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(phrases) or '(?!)'})(?!\p{{L}})", regex.IGNORECASE)


@lru_cache(64)
def _percents(lang: str) -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in PERCENT.get(lang, ()) if " " not in phrase)


@lru_cache(64)
def _ending(lang: str) -> regex.Pattern[str]:
    return regex.compile(rf"{COMPOUND_ENDINGS.get(lang, '(?!)')}$")


def _parts(word: str, lang: str) -> Parts:
    """The parts of a word without its prefix: as it stands, taken apart, or without its ending."""
    if found := _simple_parts(word, lang):
        return found
    if lang == "ar" and word.endswith("ا") and len(word) > _MIN_STEM:  # the accusative: واحدا
        return _simple_parts(word[:-1], lang)
    ending = _ending(lang).search(word)
    if not ending or ending.start() < _MIN_STEM:
        return ()
    return _simple_parts(word[: ending.start()], lang) or _simple_parts(word[: ending.start() + 1], lang)


def _simple_parts(word: str, lang: str) -> Parts:
    exact, stems = entries(lang)
    if word in exact:
        return (exact[word],)
    if glued := _glued(word, lang):
        return glued
    for length in range(len(word), max(_MIN_STEM, len(word) - _MAX_ENDING) - 1, -1):
        if word[:length] in stems:
            return (stems[word[:length]],)
    return ()


def _glued(word: str, lang: str) -> Parts:
    """The parts of a number written as one word, the last with or without its ending: fünfundzwanzig is 5 and 20."""
    if lang not in GLUED or len(word) < _MIN_GLUED_LENGTH:
        return ()
    exact, stems = entries(lang)
    parts: list[tuple[float, bool]] = []
    position, inflects = 0, False
    while position < len(word):
        for length in range(len(word) - position, 0, -1):
            piece = word[position : position + length]
            hit = (exact.get(piece) or stems.get(piece)) if length > 1 else None
            if hit:
                parts.append(hit)
                inflects = piece in stems
                break
            if piece == _GLUING_AND.get(lang) and parts:
                break
        else:
            if not inflects or len(word) - position > _MAX_ENDING:
                return ()
            break
        position += length
    return tuple(parts) if len(parts) > 1 else ()
