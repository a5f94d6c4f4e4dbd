"""Another city than the source names, by all the names of both: Milan for Torino, but not Turin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from models.checks.names.known_cities import city_in_english, is_spoken_of, is_told, named_cities
from models.checks.names.likeness import WITHOUT_SOUNDS
from models.checks.names.name_forms import Name
from models.checks.names.place_prepositions import may_be_place
from models.checks.names.places import cities
from models.checks.words.word_frequency import zipf
from models.languages import ENGLISH

KNOWN_CITY = 2.5
"""Zipf frequency from which a city is called so in English: GeoNames has Basrah for Basra."""
MAX_NAMES, MAX_WORDS = 60, 200
"""Of a segment with more names in the translation, or more words in the source, no cities are compared."""
CAPITAL = regex.compile(
    r"capital|hauptst[aä]d|pealinn|столи[чц]|başkent|(?:وال|بال|لل|ال)?عاصمة|پایتخت|ה?בירה|首都",
    regex.IGNORECASE,
)
"""How a source speaks of a capital without its name."""


def other_known_cities(
    target: str, ours: Sequence[Name], theirs: Sequence[Name], lang: str
) -> Iterator[tuple[Name, Name, str | None]]:
    """(the wrong city, the source's word for the only one that the translation lacks, its English name if known).

    The wrong one is the only city that nothing in the source speaks of.
    """
    named = ((name.text, city_in_english(name.text, may_be_place(target, name))) for name in ours[:MAX_NAMES])
    here = {name: found for name, found in named if found and _may_be_missed(name, theirs, lang)}
    if not here or len(theirs) > MAX_WORDS or any(CAPITAL.match(word.text) for word in theirs):
        return
    there = named_cities(theirs, lang)
    known = {city.english for found in there.values() for city in found}
    extra = [
        name
        for name, found in here.items()
        if known.isdisjoint(city.english for city in found) and not is_spoken_of(found, theirs, lang)
    ]
    missing = {word: found for word, found in there.items() if not any(is_told(city, ours) for city in found)}
    if len(extra) != 1 or len({word.text for word in missing}) != 1:
        return
    word, meant = next(iter(missing.items()))
    right = meant[0].english if len(meant) == 1 and zipf(meant[0].english, ENGLISH) >= KNOWN_CITY else None
    yield from ((name, word, right) for name in ours if name.text == extra[0])


def is_exonym(name: Name, theirs: Sequence[Name], lang: str) -> bool:
    """True where some source word is another name of the city."""
    known = {city.english for found in named_cities(theirs, lang).values() for city in found}
    return any(city.english in known for city in city_in_english(name.text))


def _may_be_missed(name: str, theirs: Sequence[Name], lang: str) -> bool:
    """False where only a full list of names would tell that the source speaks of the city: Chinese has no sounds."""
    if lang not in WITHOUT_SOUNDS:
        return True
    place = cities(lang).get(name)
    return place is not None and not any(place.name in word.text for word in theirs)
