"""Somebody or somewhere else: names of the translation that no word of the source could be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from models.article import Segment
from models.checks.names.city_swaps import CAPITAL, is_exonym, other_known_cities
from models.checks.names.known_cities import OF_MANY_NAMES
from models.checks.names.latin_swaps import is_latin_source, other_places, other_surnames
from models.checks.names.likeness import PERSONS_IN, WITHOUT_SOUNDS, is_like, is_same_name
from models.checks.names.name_forms import Name, words_in
from models.checks.names.nisbas import other_nisbas
from models.checks.names.places import KnownPlace, cities, countries
from models.checks.words.english_verbs import parts_of_speech
from models.checks.words.word_frequency import zipf
from models.languages import ENGLISH
from models.spans import Span

KNOWN_NAME = 3.5
"""Zipf frequency from which a name is likely to be a word too, or to be spelt by custom (John for Джон)."""
KNOWN_PERSON = 3.9
"""The same of first and last names that are both nothing like the source's."""
MIN_NAME = 4
"""Letters of a name: shorter ones are like too many words."""
_OF_EUROPE = "Brussels"
_EUROPE = regex.compile(
    r"europ|evrop|avrupa|euroop|евро|євро|(?:EU|UE|EK|CE|ЕС|ЄС|AB|EL)$|(?:ال)?[أا]وروب|اروپا|ה?אירופ|האיחוד|युरोप|යුරෝප",
    regex.IGNORECASE,
)
"""How a source speaks of what is called by the name of its seat."""
_CAPITALISED = regex.compile(r"(?<![\p{L}\p{N}'’\-])\p{Lu}\p{Ll}{2,}(?![\p{L}\p{N}\-])")
_ALIASES = {
    "Netherlands": ("Du", "Ho"), "Myanmar": ("Bu",), "Philippines": ("Fi",), "Iran": ("Pe",), "Thailand": ("Si",),
    "Ireland": ("Ei",), "Kyiv": ("Ki",), "Denmark": ("Da",), "Turkey": ("Tü",), "Czechia": ("Bo",), "Belarus": ("By",),
    "Eswatini": ("Sw",),
}  # fmt: skip
"""Beginnings of what else English calls a country, its people and its tongue."""
_PLACE_ADJECTIVE = regex.compile(
    r"(?:нов|стар|больш|велик|мал|верхн|нижн|север|южн|восточн|западн|центральн|северн|дальн|передн|"
    r"північн|південн|східн|західн|близьк|далек)(?:[аяоеиійы]|ая|яя|ое|ее|ие|ые|ый|ий|ой|ей|ую|ою|ім|ому|ого|их|ых)",
    regex.IGNORECASE,
)
"""What begins the name of a place, whose noun English may call otherwise: Nova Scotia is Нова Шотландія."""
_INSIDE_WORDS = {"海地": regex.compile("(?<![上沿临近南北东西深内])海地(?![区带方产铁面理])")}
"""Names in Chinese that other words have inside: 海地 is Haiti, 上海地产 property in Shanghai."""


@dataclass(frozen=True, slots=True)
class Swap:
    """A wrong name at offsets of the segment's target, the source word in its stead and the right name, if known."""

    name: Name
    origin: Name | None
    right: str | None


def swapped_names(segment: Segment, lang: str) -> Iterator[Swap]:
    """Other countries, other cities and other persons than in the source, in no order."""
    ours, theirs = _names(segment.target), words_in(segment.source)
    if not ours or not theirs:
        return
    yield from _other_country(ours, theirs, lang)
    if lang not in WITHOUT_SOUNDS:
        yield from _other_city(ours, theirs, lang)
    else:
        yield from _other_great_city(ours, theirs, lang)
    for name, origin, right in other_known_cities(segment.target, ours, theirs, lang):
        yield Swap(name, origin, right)
    yield from (Swap(here, there, None) for here, there in other_nisbas(segment.target, theirs, lang))
    if lang in PERSONS_IN:
        yield from _other_person(segment, ours, theirs, lang)
        yield from _other_names_at_all(segment, ours, theirs, lang)
    elif is_latin_source(lang):
        named = _names(segment.source)
        for find in (other_surnames, other_places):
            for here, there in find(segment.target, ours, segment.source, named, lang):
                yield Swap(here, there, there.text)


def _names(text: str) -> list[Name]:
    return [Name(Span(*m.span()), m.group()) for m in _CAPITALISED.finditer(text)]


def _other_country(ours: Sequence[Name], theirs: Sequence[Name], lang: str) -> Iterator[Swap]:
    """One country of the source is missing, and one that it does not name is there."""
    taken = {name.text for name in ours}
    extra = {p.english: p for p in countries(lang) if p.english in taken}
    if not extra:
        return
    named = named_countries(theirs, lang)
    there = {p.english for _, p in named}
    extra = {
        english: p for english, p in extra.items() if english not in there and not _may_be_named(p, theirs, named, lang)
    }
    missing = {p.english: (word, p) for word, p in named if not _is_rendered(p, ours, set(extra))}
    if len(extra) == len(missing) == 1:
        ((english, _),), ((right, (word, _)),) = extra.items(), missing.items()
        yield from (Swap(name, word, right) for name in ours if name.text == english)


def named_countries(words: Sequence[Name], lang: str) -> list[tuple[Name, KnownPlace]]:
    """The source words that name a country, each with the country, in the order of `countries`."""
    by_letter = _countries_by_letter(lang)
    found = [
        (number, index, word, place)
        for index, word in enumerate(words)
        for letter in (set(word.text) if lang in WITHOUT_SOUNDS else {word.text[:1], word.text[-1:]})
        for number, place in by_letter.get(letter, ())
        if _is_named(place.name, word.text, lang)
    ]
    return [(word, place) for _, _, word, place in sorted(found, key=lambda entry: entry[:2])]


@lru_cache(32)
def _countries_by_letter(lang: str) -> dict[str, list[tuple[int, KnownPlace]]]:
    """The countries, numbered, by the letter that a word which names them begins with, ends with or holds."""
    found: dict[str, list[tuple[int, KnownPlace]]] = {}
    for number, place in enumerate(countries(lang)):
        letter = place.name[0] if lang in WITHOUT_SOUNDS or _has_capitals(place.name) else place.name[-1]
        found.setdefault(letter, []).append((number, place))
    return found


def _has_capitals(name: str) -> bool:
    """Of a script that has them."""
    return name.lower() != name.upper()


def _is_named(place: str, word: str, lang: str) -> bool:
    """True for a place's name, with an ending or, in Arabic and Hebrew, what is written before it."""
    if lang in WITHOUT_SOUNDS:
        return bool(alone.search(word)) if (alone := _INSIDE_WORDS.get(place)) else place in word
    if word == place:
        return True
    if _has_capitals(place):
        stem = place[:-1] if lang in ("ru", "uk", "cs", "ro") and place[-1] in "аяьеиоуйіaeouyí" else place
        return len(stem) >= MIN_NAME and word.startswith(stem) and len(word) <= len(stem) + 2 and word[0].isupper()
    return len(place) >= MIN_NAME and word.endswith(place) and len(word) <= len(place) + 2


def _may_be_named(
    place: KnownPlace, theirs: Sequence[Name], named: Sequence[tuple[Name, KnownPlace]], lang: str
) -> bool:
    """True where some source word begins like the place, or sounds like its English name."""
    others = [word for word in theirs if word not in [word for word, _ in named]]
    begin = place.name[:3].lower() if lang not in WITHOUT_SOUNDS else place.name[:1]
    if any(begin in word.text.lower() for word in others):
        return True
    return any(is_like(word, place.english.lower(), lang) for word in others)


def _is_rendered(place: KnownPlace, ours: Sequence[Name], extra: set[str]) -> bool:
    """True where the English has the place, its people or its tongue: a name that begins as it does."""
    begins = (place.english[:2], *_ALIASES.get(place.english, ()))
    return any(name.text == place.english or (name.text.startswith(begins) and name.text not in extra) for name in ours)


def _other_city(ours: Sequence[Name], theirs: Sequence[Name], lang: str) -> Iterator[Swap]:
    """A great city that the source does not name, nor its country, nor anything that sounds like either.

    Where the source names another one, which is missing, that stands in its stead. Else a free translation may have it
    for what it stands for: Moscow for Кремль, Brussels for l'UE.
    """
    by_name = cities(lang)
    not_cities = OF_MANY_NAMES.union(place.english for place in countries(lang))
    found = []
    for name in ours:
        place = by_name.get(name.text)
        if place is None or name.text in not_cities or parts_of_speech(name.key):
            continue
        beginnings = {place.name[:3].lower(), (place.country or place.name)[:3].lower()}
        if any(begin in word.text.lower() for word in theirs for begin in beginnings):
            continue
        if name.text == _OF_EUROPE and any(_EUROPE.match(word.text) for word in theirs):
            continue
        if not any(is_like(word, name.key, lang) for word in theirs) and not is_exonym(name, theirs, lang):
            found.append(name)
    origin, right = _missing_city(ours, theirs, lang) if found else (None, None)
    if origin is None and any(CAPITAL.match(word.text) for word in theirs):
        return
    yield from (Swap(name, origin, right) for name in found if origin is not None or not by_name[name.text].assumed)


def _other_great_city(ours: Sequence[Name], theirs: Sequence[Name], lang: str) -> Iterator[Swap]:
    """The same by the cities that are known alone: one of either side that the other has not."""
    by_name = cities(lang)
    not_cities = OF_MANY_NAMES.union(place.english for place in countries(lang))
    extra = [
        name
        for name in {name.text: name for name in ours}.values()
        if (place := by_name.get(name.text))
        and name.text not in not_cities
        and not any(place.name in word.text or (place.country or place.name) in word.text for word in theirs)
    ]
    origin, right = _missing_city(ours, theirs, lang) if len(extra) == 1 else (None, None)
    if origin is not None:
        yield Swap(extra[0], origin, right)


def _missing_city(ours: Sequence[Name], theirs: Sequence[Name], lang: str) -> tuple[Name | None, str | None]:
    """The only city of the source that the translation lacks, and what it is called; twice None for several or none."""
    taken = {name.text for name in ours}
    missing = [
        (word, place.english)
        for place in cities(lang).values()
        for word in theirs
        if place.english not in taken and _is_named(place.name, word.text, lang)
    ]
    return missing[0] if len(missing) == 1 else (None, None)


def _other_person(segment: Segment, ours: Sequence[Name], theirs: Sequence[Name], lang: str) -> Iterator[Swap]:
    """Of two names in a row one is the same on both sides, and the other nothing like its own."""
    for one, two in _rows(segment.target, ours):
        for first, second in _rows(segment.source, _names(segment.source)):
            for kept, here, stays, there in ((one, two, first, second), (two, one, second, first)):
                if _PLACE_ADJECTIVE.fullmatch(stays.text) or not here.text.isascii():
                    continue  # Gyöngyi is spelt, not sounded, as Дьенджи
                if not is_same_name(stays, kept, lang) or len(here.key) < MIN_NAME or parts_of_speech(here.key):
                    continue
                if zipf(here.key, ENGLISH) < KNOWN_NAME and _is_other(here, there, ours, theirs, lang):
                    yield Swap(here, there, None)


def _other_names_at_all(
    segment: Segment, ours: Sequence[Name], theirs: Sequence[Name], lang: str
) -> Iterator[Swap]:
    """One person of two names on either side, and neither name is anything like one of the other side."""
    here, there = list(_rows(segment.target, ours)), list(_rows(segment.source, _names(segment.source)))
    if len(here) != 1 or len(there) != 1:
        return
    (first, last), (_, origin) = here[0], there[0]
    for name in (first, last):
        if len(name.key) < MIN_NAME or parts_of_speech(name.key) or zipf(name.key, ENGLISH) >= KNOWN_PERSON:
            return
    words = [word for word in theirs if word.text[0].isupper()]
    if any(is_like(word, name.key, lang) for name in (first, last) for word in words):
        return
    if not any(is_like(name, ours_too.key, lang) for name in there[0] for ours_too in ours):
        yield Swap(last, origin, None)


def _rows(text: str, names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Two names with nothing but a space between them."""
    return ((a, b) for a, b in pairwise(names) if text[a.span.end : b.span.start] == " ")


def _is_other(ours: Name, theirs: Name, all_ours: Sequence[Name], all_theirs: Sequence[Name], lang: str) -> bool:
    """Neither name has anything like it on the other side."""
    if len(theirs.key) < MIN_NAME or any(is_like(word, ours.key, lang) for word in all_theirs):
        return False
    return not any(is_like(theirs, name.key, lang) for name in all_ours)
