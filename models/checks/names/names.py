"""Names of the target against the source: misspellings such as Rybkov for ريابكوف (Ryabkov), and other names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from rapidfuzz.distance import Levenshtein

from models.article import Document, Segment
from models.checks.base import EnglishCheck, FlagKind
from models.checks.names.likeness import PERSONS_IN, WITHOUT_SOUNDS
from models.checks.names.name_forms import (
    SCRIPTS_WITHOUT_VOWELS,
    Name,
    distance,
    is_cased,
    is_latin,
    names_in,
    romanised,
    words_in,
)
from models.checks.names.name_swaps import Swap, swapped_names
from models.checks.words.word_frequency import zipf
from models.languages import ENGLISH
from models.mqm import Category, Severity
from models.report import Evidence, Flag

KNOWN_SPELLING = FlagKind(Category.MISTRANSLATION, Severity.MINOR, 0.75)
"""A known name one letter away fits the source word better than what the translation has."""
SOURCE_SPELLING = FlagKind(Category.MISTRANSLATION, Severity.MINOR, 0.7)
"""The source writes the name in Latin letters, and differently."""
OTHER_NAME = FlagKind(Category.MISTRANSLATION, Severity.MAJOR, 0.75)
"""No word of the source could be the name, and the source has one that the translation lacks."""
NOT_IN_SOURCE = FlagKind(Category.MISTRANSLATION, Severity.MINOR, 0.5)
"""No word of the source could be the name, but we know of none that is missing: Moscow may stand for Кремль."""
UNKNOWN = 0.5
"""English words below this Zipf frequency are unknown; misspellings are among them."""
KNOWN = 1.0
AGREES, WORSE = 0.35, 0.3
"""A spelling agrees up to this distance; a worse one is at least so much further from the source."""
_MAX_NAMES, _MAX_WORDS = 20, 200
"""A segment with more doubtful names or source words is no sentence; the rest is not compared."""
_MIN_LATIN = 6
_Spelling = tuple[str, Name, FlagKind]
"""A better spelling, the source word that it comes from, and how that is known."""


class Names(EnglishCheck):
    """Names that the source spells otherwise.

    Only unknown words are doubted, and only with a better spelling at hand: exonyms (Germany for ألمانيا)
    stay silent. Another country, city or person is told from `models.checks.names.name_swaps`. Chinese, Japanese and
    Korean sources say too little of sounds: there only countries are compared.
    """

    id = "names"
    needs_source = True

    def find_in_english(self, document: Document) -> list[Flag]:
        """Probable misspellings in reading order, with the better spelling as replacement."""
        lang = document.article.source_lang
        flags: list[Flag] = []
        for segment in document.segments:
            if segment.target_span is None or segment.source_span is None:
                continue
            target, source = segment.target_span.start, segment.source_span.start
            swaps = {swap.name.span: swap for swap in swapped_names(segment, lang)}
            flags += [self._other_name(swap, target, source) for swap in swaps.values()]
            if lang not in WITHOUT_SOUNDS:
                misspelt = (found for found in _misspelt(segment, lang) if found[0].span not in swaps)
                flags += [self._flag(name, found, target, source) for name, found in misspelt]
        return sorted(flags, key=lambda flag: flag.span)

    def _other_name(self, swap: Swap, target: int, source: int) -> Flag:
        """The flag on a name of somebody or somewhere else."""
        name, origin, right = swap.name, swap.origin, swap.right
        if origin is None:
            message = f"The source does not name {name.text}: check that it is meant."
            return NOT_IN_SOURCE.flag(self.id, name.span.shift(target), message)
        meant = (right,) if right else ()
        evidence = (Evidence(origin.span.shift(source), origin.text, meant),)
        message = f"The source has {origin.text}; {name.text} is another name."
        return OTHER_NAME.flag(self.id, name.span.shift(target), message, evidence, meant)

    def _flag(self, name: Name, found: _Spelling, target: int, source: int) -> Flag:
        """The flag on a misspelt name; `target` and `source` turn the spans into article offsets."""
        right, origin, kind = found
        message = f"The source has {origin.text}; {name.text} is probably {right} misspelt."
        evidence = (Evidence(origin.span.shift(source), origin.text, (right,)),)
        return kind.flag(self.id, name.span.shift(target), message, evidence, (right,))


def _misspelt(segment: Segment, lang: str) -> Iterator[tuple[Name, _Spelling]]:
    """Unknown names of a segment with what `_better` finds for them."""
    names = names_in(segment.target)
    doubtful = [name for name in names if zipf(name.key, ENGLISH) < UNKNOWN]
    words = words_in(segment.source)[:_MAX_WORDS] if doubtful else []
    taken = {name.key for name in names}
    for name in doubtful[:_MAX_NAMES]:
        if found := _better(name, words, lang, taken):
            yield name, found


def _better(name: Name, words: Sequence[Name], lang: str, taken: set[str]) -> _Spelling | None:
    """A better spelling of the name, the source word it comes from, and how sure that is."""
    nearest: list[tuple[float, Name, str]] = sorted(
        (
            (distance(latin, name.key, lang), word, latin)
            for word in words
            for latin in romanised(word.text, lang)
        ),
        key=lambda entry: entry[0],
    )
    if not nearest or nearest[0][0] < WORSE or nearest[0][0] > len(name.key) / 4:
        return None
    gap, word, latin = nearest[0]
    if is_cased(word.text) and not word.text[0].isupper():
        return None
    if is_latin(word.text):
        return _source_spelling(name, word, latin, taken)
    options = sorted(
        (distance(latin, other, lang), -zipf(other, ENGLISH), other)
        for other in _one_edit(name.key)
        if zipf(other, ENGLISH) >= KNOWN and other not in taken
    )
    if options and lang in PERSONS_IN and options[0][2][:-1] == name.key:  # a case: Шевцова is Shevtsov's too
        return None
    if options and lang in SCRIPTS_WITHOUT_VOWELS and f"{options[0][2]}h" == name.key:  # المنزه is Menza and Menzah
        return None
    if options and _with_one_i(options[0][2]) == _with_one_i(name.key):  # Nadiia and Nadiya, Saveliy and Savely
        return None
    if options and options[0][0] <= AGREES and gap - options[0][0] >= WORSE:
        return options[0][2].capitalize(), word, KNOWN_SPELLING
    return None


def _with_one_i(word: str) -> str:
    return word.replace("y", "i").replace("ii", "i")


def _source_spelling(name: Name, word: Name, latin: str, taken: set[str]) -> _Spelling | None:
    """The source's own spelling, where the difference is no inflection and no spelling habit."""
    close = Levenshtein.distance(name.key, latin) == 1 and len(latin) >= _MIN_LATIN
    inflected = name.key[-2:] != latin[-2:]
    if not close or inflected or latin in taken:
        return None
    return word.text, word, SOURCE_SPELLING


def _one_edit(word: str) -> Iterator[str]:
    """Every string one letter inserted, left out, changed or swapped away, without repeats."""
    seen = {word}
    for index in range(len(word) + 1):
        head, tail = word[:index], word[index:]
        variants = [head + letter + tail for letter in ascii_lowercase]
        if tail:
            variants.append(head + tail[1:])
            variants += [head + letter + tail[1:] for letter in ascii_lowercase]
        if len(tail) > 1:
            variants.append(head + tail[1] + tail[0] + tail[2:])
        for variant in variants:
            if variant not in seen:
                seen.add(variant)
                yield variant


NAMES = Names()
