"""The numbers one word stands for: thirty, fünfundzwanzig, pětadvacet, وعشرين, двадцатилетний."""

from __future__ import annotations

from functools import lru_cache

import regex

from models.checks.words.number_syntax import CENTURIES, COMPOUND_ENDINGS, GLUED, PERCENT, PREFIXES
from models.checks.words.number_words import entries
from models.text.normalise import fold
from models.text.word_cache import remembered

Parts = tuple[tuple[float, bool], ...]
"""(value, does it multiply what is before it?) of each part of a word."""

_MAX_WORD_LENGTH = 40
"""Longer words are not taken apart: no number is written so, and the work would grow with them."""
_MIN_GLUED_LENGTH = 6
_MAX_ENDING = 5
"""How many letters of inflection a stem may take on: "сорок-ового"."""
_MIN_STEM = 3
_MIN_SHORT_STEM = 2
_SHORT_STEMS = frozenset({"ne"})
"""Languages whose letters are syllables: सय."""
_GLUING_AND = {"de": "und", "cs": "a"}
_AND_LETTERS = ("و", "ו")


@remembered()
def look_up(word: str, lang: str) -> tuple[Parts, bool]:
    """(value, multiplies) of each part of a folded word, and whether it begins with "and".

    look_up("fünfundzwanzig", "de") == (((5.0, False), (20.0, False)), False)
    """
    if not entries(lang)[0] or len(word) > _MAX_WORD_LENGTH or word in _percents(lang) or word.startswith(CENTURIES):
        return (), False
    word = word.replace("ё", "е").replace("i\u0307", "i")  # most texts write it so; iki, from İki
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
    if word in entries(lang)[0]:
        return _simple_parts(word, lang)
    ending = _ending(lang).search(word)
    shortest = _MIN_SHORT_STEM if lang in _SHORT_STEMS else _MIN_STEM
    if ending and ending.start() >= shortest:  # before the word is taken apart: пятидесяти-летний, not пяти-десятилет
        cut = ending.start()
        if found := _simple_parts(word[:cut], lang) or _simple_parts(word[: cut + 1], lang):
            return found
    if found := _simple_parts(word, lang):
        return found
    if lang == "ar" and word.endswith("ا") and len(word) > _MIN_STEM:  # the accusative: واحدا
        return _simple_parts(word[:-1], lang)
    return ()


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
    parts = _pieces(word, lang, is_first=True)
    return parts if len(parts) > 1 and not _misreads(parts, lang) else ()


def _misreads(parts: Parts, lang: str) -> bool:
    """True for one word taken for two: půldruhého is no half and second, osmdesátých no eight and ten."""
    (first, _), (second, multiplies) = parts[:2]
    return not multiplies and (first < 1 or (first < 10 and second == 10 and lang != "ar"))


@remembered(20_000)
def _pieces(word: str, lang: str, is_first: bool = False) -> Parts:
    """Longer pieces first, shorter ones where the rest is then no number: hundert-elf, not hunderte-lf."""
    exact, stems = entries(lang)
    gluing = _GLUING_AND.get(lang)
    for length in range(len(word), 0, -1):
        piece, rest = word[:length], word[length:]
        hit = (exact.get(piece) or stems.get(piece)) if length > 1 else None
        if hit and (not rest or (following := _pieces(rest, lang))):
            return (hit, *following) if rest else (hit,)
        if hit and not is_first and piece in stems and len(rest) <= _MAX_ENDING:
            return (hit,)
        if piece == gluing and not is_first and (following := _pieces(rest, lang)):
            return following
    return ()
