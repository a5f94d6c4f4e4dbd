"""Countries and great cities in every language: CLDR's territories and its cities of time zones, as babel has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from models.languages import LANGUAGES

_IN_NEWS = {"Türkiye": "Turkey"}
"""What nearly everybody writes for a country that CLDR calls by its official name."""
_ONE_WORD = regex.compile(r"[\p{L}\p{M}’']{2,}")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of one word in English and in the source language. `country`: of a city, its country in the latter.

    `assumed`: CLDR has no name of it in the source language, whose letters are the same.
    """

    english: str
    name: str
    country: str | None = None
    assumed: bool = False


@lru_cache(32)
def places(lang: str) -> tuple[KnownPlace, ...]:
    """All places that CLDR knows by one word in a language and in English; none for a language it lacks.

    places("de") holds KnownPlace("Switzerland", "Schweiz") and KnownPlace("Warsaw", "Warschau", "Polen").
    """
    try:
        there, english = Locale.parse(lang), Locale("en")
    except (ValueError, UnknownLocaleError):
        return ()
    found = [
        KnownPlace(_IN_NEWS.get(str(name), str(name)), str(there.territories[code]))
        for code, name in english.territories.items()
        if len(code) == 2 and code.isalpha() and code in there.territories
    ]
    zones = get_global("zone_territories")
    is_latin = lang in LANGUAGES and LANGUAGES[lang].scripts == ("Latin",)
    for zone, country in zones.items():
        plain = english.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        named = there.time_zones.get(zone, {}).get("city")
        city = named or (plain if is_latin else None)
        if city and country in there.territories:
            place = str(city).replace("\u00ad", "")
            found.append(KnownPlace(str(plain), place, str(there.territories[country]), assumed=not named))
    return tuple(p for p in found if _ONE_WORD.fullmatch(p.english) and _ONE_WORD.fullmatch(p.name))


@lru_cache(1024)
def country_name(code: str, lang: str) -> str:
    """What a language calls the country of an ISO 3166 code; "" where CLDR does not know."""
    try:
        return str(Locale.parse(lang).territories.get(code, ""))
    except (ValueError, UnknownLocaleError):
        return ""


@lru_cache(32)
def countries(lang: str) -> tuple[KnownPlace, ...]:
    """The places that are countries."""
    return tuple(place for place in places(lang) if place.country is None)


@lru_cache(32)
def cities(lang: str) -> dict[str, KnownPlace]:
    """The places that are cities, by their English names."""
    return {place.english: place for place in places(lang) if place.country is not None}
