"""Somebody or somewhere else between languages of Latin letters: Anna Schneider for Anna Schmidt, Lille for Lyon.

A name of Latin letters stays as it is in English, but for exonyms (Turin), cases (Nováka), other ways to write what
comes from another alphabet (Chruschtschow) and what is translated (Deutsche Bank, Papst Johannes Paul).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex
from rapidfuzz.distance import Levenshtein

from models.checks.names.known_cities import city_in_english
from models.checks.names.name_forms import Name, distance, sounds, without_accents
from models.checks.names.place_prepositions import LANGUAGES_WITH_PREPOSITIONS, is_behind_preposition
from models.checks.names.places import cities, countries
from models.checks.words.english_verbs import parts_of_speech
from models.checks.words.word_frequency import has_frequencies, zipf
from models.languages import ENGLISH, LANGUAGES

MIN_LETTERS = 4
MAX_NAMES = 60
"""More names on one side of a segment are a list, which is not compared."""
UNLIKE_LETTERS, UNLIKE_SOUNDS = 0.4, 0.28
"""Shares of a name's letters and sounds in which two spellings differ that are two names: Popescu and Ionescu."""
KNOWN_THERE, KNOWN_HERE = 3.3, 3.0
"""Zipf frequency in the source language of an English place's name, and in English of the source's, from which the one
language calls both as the other does."""
COMMON_WORD = 4.0
"""Zipf frequency in English from which what has a capital is a word, or a name that everybody knows."""
_VOWEL = regex.compile("[aeiouy]")
_ESTONIAN_CASES = regex.compile("(?:ga|l[et]?|s[te]?|sse|ni|ks|t)$")
_SHARED_ENDINGS = ("escu", "mann", "sson", "oglu")
"""What many surnames end in, and what tells none from another."""


def is_latin_source(lang: str) -> bool:
    """True for a language of Latin letters other than English."""
    language = LANGUAGES.get(lang)
    return language is not None and language.scripts == ("Latin",) and lang != ENGLISH


def other_surnames(
    target: str, ours: Sequence[Name], source: str, theirs: Sequence[Name], lang: str
) -> Iterator[tuple[Name, Name]]:
    """(the wrong name, the right one): the first of two names in a row is the same, and the other nothing like it."""
    if max(len(ours), len(theirs)) > MAX_NAMES:
        return
    places = {place.english for place in (*countries(lang), *cities(lang).values())}
    rows = list(_rows(source, theirs))
    firsts: dict[str, set[str]] = {}
    for stays, last in rows:
        firsts.setdefault(stays.key, set()).add(last.key)
    by_first = {stays.key: last for stays, last in rows if len(firsts[stays.key]) == 1}
    for kept, here in _rows(target, ours):
        for first, last in rows:
            if last.key == here.key and {kept.key, first.key} == {first.key.rstrip("h"), first.key.rstrip("h") + "h"}:
                yield kept, first  # Hannah for Hanna
        there = by_first.get(kept.key)
        if there is None or min(len(there.key), len(here.key)) < MIN_LETTERS:
            continue
        if here.text in places or city_in_english(here.text, is_place=True):
            continue
        if here.key in {name.key for name in theirs} or there.key in {name.key for name in ours}:
            continue
        if not _is_name(here) or parts_of_speech(kept.key) or parts_of_speech(there.key):
            continue
        if _is_like(here.key, _without_case(there.key, lang)):
            continue
        if not _is_like_any(here, _less(theirs, ours)) and not _is_like_any(there, _less(ours, theirs)):
            yield here, there


def other_places(
    target: str, ours: Sequence[Name], source: str, theirs: Sequence[Name], lang: str
) -> Iterator[tuple[Name, Name]]:
    """The same of the only place that the translation lacks, where both languages call both places alike."""
    if lang not in LANGUAGES_WITH_PREPOSITIONS or not has_frequencies(lang) or max(len(ours), len(theirs)) > MAX_NAMES:
        return
    extra = [n for n in _alone(target, ours) if not parts_of_speech(n.key) and not _is_like_any(n, theirs)]
    missing = [n for n in _alone(source, theirs) if not _is_like_any(n, ours)]
    if len(extra) != 1 or len(missing) != 1:
        return
    (here,), (there,) = extra, missing
    if not is_behind_preposition(source, there, lang) or not is_behind_preposition(target, here, ENGLISH):
        return
    both = zipf(here.key, lang) >= KNOWN_THERE and zipf(there.key, ENGLISH) >= KNOWN_HERE
    if both and min(len(here.key), len(there.key)) >= MIN_LETTERS:
        yield here, there


def _without_case(name: str, lang: str) -> str:
    """An Estonian name without the ending of its case: justsenko for Juštšenkoga."""
    ending = _ESTONIAN_CASES.search(name) if lang == "et" else None
    return name[: ending.start()] if ending and ending.start() >= MIN_LETTERS else name


def _is_name(word: Name) -> bool:
    """False for what English has as a word too, and for abbreviations: Empire, Blvd."""
    is_word = parts_of_speech(word.key) or zipf(word.key, ENGLISH) >= COMMON_WORD
    return not is_word and bool(_VOWEL.search(without_accents(word.key)))


def _rows(text: str, names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """The last two names of a row with nothing but spaces between them."""
    joined = [text[a.span.end : b.span.start] == " " for a, b in pairwise(names)]
    for index, (one, two) in enumerate(pairwise(names)):
        if joined[index] and not any(joined[index + 1 : index + 2]):
            yield one, two


def _alone(text: str, names: Sequence[Name]) -> list[Name]:
    """Names inside a sentence that no other name stands beside."""
    found = []
    for name in names:
        before, after = text[max(0, name.span.start - 2) : name.span.start], text[name.span.end : name.span.end + 2]
        is_inside = before[-1:] in " '’" and before[:1] not in ".!?:"
        if name.span.start and is_inside and not after[1:].isupper():
            found.append(name)
    stands = {id(b) for a, b in pairwise(names) if text[a.span.end : b.span.start] == " "}
    return [name for name in found if id(name) not in stands]


def _less(names: Sequence[Name], others: Sequence[Name]) -> list[Name]:
    """The names that the other side has not just so: what is there already stands for nothing else."""
    known = {name.key for name in others}
    return [name for name in names if name.key not in known]


def _is_like_any(name: Name, others: Sequence[Name]) -> bool:
    return any(_is_like(name.key, other.key) for other in others)


def _is_like(one: str, other: str) -> bool:
    """True for two spellings that may be one name, and for a name and what is derived from it: Juve, Juventus."""
    one, other = without_accents(one), without_accents(other)
    if one[:3] == other[:3] and (len(one) < MIN_LETTERS or len(other) < MIN_LETTERS or one[:4] == other[:4]):
        return min(len(one), len(other)) < MIN_LETTERS + 2 or not _differ(one, other)
    return not _differ(one, other)


def _differ(one: str, other: str) -> bool:
    for ending in _SHARED_ENDINGS:
        if one.endswith(ending) and other.endswith(ending):
            one, other = one.removesuffix(ending), other.removesuffix(ending)
    letters = max(len(one), len(other))
    heard = max(len(sounds(one)), len(sounds(other)))
    return (
        Levenshtein.distance(one, other) > UNLIKE_LETTERS * letters
        and distance(one, other, "") > UNLIKE_SOUNDS * heard
    )
