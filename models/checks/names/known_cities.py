"""Great cities by all the names that languages have for them: Torino, Turin and Туринский speak of one.

cities.tsv is made by `scripts.dev.list_cities`. It does not say which language a name is of, and nobody needs to know:
a word that any language may have for a city is taken to speak of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.checks.names.likeness import WITHOUT_SOUNDS, is_like
from models.checks.names.name_forms import Name, is_cased, without_accents
from models.checks.names.places import countries, country_name
from models.checks.words.english_verbs import parts_of_speech
from models.checks.words.number_syntax import PREFIXES
from models.languages import ENGLISH
from models.text.word_cache import remembered

TABLE = Path(__file__).with_name("cities.tsv")
MIN_LETTERS = 4
"""Letters of a name without its ending or what is written before it: shorter ones are like too many words."""
_ENDINGS = {"de": 1, "cs": 3, "et": 3, "ne": 3, "si": 3, **dict.fromkeys(("ko", "ro", "ru", "tr", "uk"), 2)}
"""Letters that an ending has, by language."""
_VOWELS = frozenset("aeiouyáéíóúýаеиіїоуыэюяьй")
OF_MANY_NAMES = frozenset({"Jerusalem"})
"""Cities that a language calls by several names of its own."""
_ALSO_WORDS = frozenset({"المدينة", "Hauptstadt"})
"""Names of cities that are far more often a word: the city."""
_MAX_HAN = 8


@dataclass(frozen=True, slots=True)
class City:
    """A city by its name in English, the ISO 3166 code of its country, and all names of it as `_key` has them."""

    english: str
    country: str
    names: frozenset[str]


def city_in_english(word: str, is_place: bool = False) -> tuple[City, ...]:
    """The cities of that name; none for a country (Singapore), nor for a word (Nice) unless `is_place`."""
    if word in _countries() or word in OF_MANY_NAMES or (not is_place and parts_of_speech(word.lower())):
        return ()
    return tuple(city for city in _cities_by_name().get(_key(word), ()) if _key(city.english) == _key(word))


def named_cities(words: Sequence[Name], lang: str) -> dict[Name, tuple[City, ...]]:
    """The words of a source that are a name of a great city, each with all cities that may be meant."""
    return {word: found for word in words if (found := _named_by(word.text, lang))}


def is_spoken_of(cities: Sequence[City], words: Sequence[Name], lang: str) -> bool:
    """True where a source word may be a name of one of the cities, come from it, or name its country."""
    written = [word for word in words if not is_cased(word.text) or word.text[0].isupper()]
    beginnings = {_beginning(name) for city in cities for name in city.names}
    beginnings |= {_beginning(_key(country_name(city.country, lang))) for city in cities}
    long_ones = {beginning for beginning in beginnings if len(beginning) >= MIN_LETTERS}
    for word in words:  # an adjective may have a small letter: torinese
        possible = beginnings if word in written else long_ones
        if any(_begins(_key(word.text), beginning) for beginning in possible):
            return True
    if lang in WITHOUT_SOUNDS:
        return False
    return any(is_like(word, _key(city.english), lang) for word in written for city in cities)


def is_told(city: City, names: Sequence[Name]) -> bool:
    """True where an English text has the city, its people or its country."""
    beginnings = {_beginning(name) for name in city.names} | {_beginning(_key(country_name(city.country, ENGLISH)))}
    return any(_begins(name.key, beginning) for name in names for beginning in beginnings)


def _key(name: str) -> str:
    """A name as it is compared. Most have no accents, and need no place among the words that are remembered."""
    if name.isascii() and "'" not in name:
        return name.lower()
    return without_accents(name).lower() if is_cased(name) else name


def _beginning(name: str) -> str:
    """What is left of a name in what is made of it: Mil… for Milano."""
    return name[: max(3, len(name) - 2)] if is_cased(name) else name


def _begins(word: str, beginning: str) -> bool:
    """In scripts without capitals something may be written before the name."""
    return bool(beginning) and (word.startswith(beginning) if is_cased(word) else beginning in word)


@remembered()
def _named_by(word: str, lang: str) -> tuple[City, ...]:
    if word in _ALSO_WORDS or (is_cased(word) and not word[0].isupper()):
        return ()
    known = _cities_by_name()
    for form in _forms(word, lang):
        if found := known.get(form) or _cities_by_stem().get(form):
            return found
    return ()


def _forms(word: str, lang: str) -> Iterator[str]:
    """The word as it may stand in the table: less its ending, or what is written before it; any piece of Chinese."""
    key = _key(word)
    yield key
    if lang in WITHOUT_SOUNDS:
        for start in range(len(word)):
            yield from (word[start:end] for end in range(min(len(word), start + _MAX_HAN), start + 1, -1))
        return
    for length in range(1, _ENDINGS.get(lang, 0) + 1):
        if len(key) - length >= MIN_LETTERS:
            yield key[:-length]
    for prefix in PREFIXES.get(lang, ()):
        if key.startswith(prefix) and len(key) - len(prefix) >= MIN_LETTERS:
            yield key[len(prefix) :]


@cache
def _cities_by_name() -> dict[str, tuple[City, ...]]:
    found: dict[str, list[City]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            english, country, others = line.split("\t")
            city = City(english, country, frozenset(map(_key, [english, *others.split()])))
            for name in city.names:
                found.setdefault(name, []).append(city)
    return {name: tuple(cities) for name, cities in found.items()}


@cache
def _cities_by_stem() -> dict[str, tuple[City, ...]]:
    """The same by names without the vowel that they end in, where other cases have another."""
    found: dict[str, tuple[City, ...]] = {}
    for name, cities in _cities_by_name().items():
        if is_cased(name) and name[-1] in _VOWELS and len(name) > MIN_LETTERS:
            found[name[:-1]] = (*found.get(name[:-1], ()), *cities)
    return found


@cache
def _countries() -> frozenset[str]:
    return frozenset(place.english for place in countries(ENGLISH))
