"""How names are told from words, and how well two spellings of a name agree across scripts."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import regex

from models.checks.names.romaniser import romaniser
from models.checks.words.number_syntax import PREFIXES
from models.spans import Span
from models.text.word_cache import remembered

_NAME = regex.compile(r"(?<![\p{L}\p{N}'’\-@#/.])\p{Lu}\p{Ll}[\p{L}]*(?:-\p{Lu}[\p{L}]+)*(?![\p{L}\p{N}@/])")
_SENTENCE_START = regex.compile(r"(?:^|[.!?:;…。？！؟\n\"“”„«»‘(\[–—•|])[\s\p{P}]*$")
_WORD = regex.compile(
    r"(?<![\p{L}\p{M}\u200c\u200d])[\p{L}\p{M}\u200c\u200d]{2,}+(?:-[\p{L}\p{M}]++)*+(?![\"״]\p{L})"
)
"""Not what is no word but the first letters of several: מטכ״ל."""
_LATIN = regex.compile(r"[\p{Latin}\p{M}\-]+")
_LOOK_BACK = 12
_MAX_NAME_WORDS = 30
_ISO3 = {
    "ar": "ara", "fa": "fas", "he": "heb", "ru": "rus", "uk": "ukr", "ne": "nep", "si": "sin", "ur": "urd",
}  # fmt: skip
_WRITTEN_VOWEL = {"he": "ו", "fa": "و"}
"""What is o, u or v, and always romanised as v."""
_SOUNDS = (
    ("tsch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "k"), ("zh", "z"), ("kh", "k"), ("gh", "g"), ("ph", "f"),
    ("th", "t"), ("dh", "d"), ("ck", "k"), ("ts", "s"), ("tz", "s"), ("x", "ks"), ("q", "k"), ("c", "k"),
    ("j", "g"), ("p", "b"), ("v", "f"), ("z", "s"),
)  # fmt: skip
"""Letters that stand for one another: what one alphabet tells apart, another does not."""
_SURNAME = regex.compile(
    r"(.{3,})(?:[oe]v|[iy]n|sk|enk)(?:a|o|e|u|i|y|y[iy]|i[iyj]|[oe][yj]|[yo]m|a[yj]a|u[yj]u|ogo|omu|off)?"
)
"""A Slavic surname in Latin letters, in any case: its stem, the ending that half of all surnames have, its case."""
_VOWELS = frozenset("aeiouyw")
_LIKE = {"a": "aeiou", "y": "yieaj", "w": "wouv", "i": "iyej", "u": "uow", "o": "ouaw", "e": "eiay"}
SCRIPTS_WITHOUT_VOWELS = frozenset({"ar", "fa", "he", "ur"})
UNLIKE = 9.0
"""The distance of spellings that have nothing to do with each other."""


@dataclass(frozen=True, slots=True)
class Name:
    """A capitalised word inside a sentence, at offsets of the text it was found in."""

    span: Span
    text: str

    @property
    def key(self) -> str:
        """Lower case without accents or the possessive: what spellings are compared by."""
        return without_accents(self.text).lower()


def names_in(text: str, shortest: int = 6) -> list[Name]:
    """Capitalised words that do not begin a sentence or quotation, at least `shortest` letters long."""
    return [
        Name(Span(*match.span()), match.group())
        for match in _NAME.finditer(text)
        if shortest <= len(match.group()) <= _MAX_NAME_WORDS
        and not _SENTENCE_START.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
        and match.start() > 0
    ]


def words_in(text: str) -> list[Name]:
    """Every word of a source text: in many scripts names are not capitalised."""
    return [Name(Span(*m.span()), m.group()) for m in _WORD.finditer(text) if len(m.group()) <= _MAX_NAME_WORDS]


@remembered()
def without_accents(word: str) -> str:
    """Brzeziński is Brzezinski; the length may change."""
    decomposed = unicodedata.normalize("NFD", word.replace("ł", "l").replace("ø", "o").replace("ı", "i"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'").removesuffix("'s")


def is_latin(word: str) -> bool:
    """True for a word written in Latin letters only."""
    return _LATIN.fullmatch(word) is not None


def is_cased(word: str) -> bool:
    """True where the script has capitals: Latin, Cyrillic, Greek; there a name begins with one."""
    return word.lower() != word.upper()


@remembered()
def romanised(word: str, lang: str) -> tuple[str, ...]:
    """Latin spellings of a word, lower-case; Arabic and Hebrew also without what may be a clitic.

    romanised("ريابكوف", "ar") == ("ryabkwf",)
    """
    if is_latin(word):
        return (without_accents(word).lower(),)
    stems = [word] + [
        word[len(p) :] for p in PREFIXES.get(lang, ()) if word.startswith(p) and len(word) > len(p) + 3
    ]
    if vav := _WRITTEN_VOWEL.get(lang):
        stems = [stem.replace(vav, "w") for stem in stems]
    latin = (str(romaniser().romanize_string(stem, lcode=_ISO3.get(lang))).lower() for stem in stems)
    return tuple(dict.fromkeys(regex.sub(r"[^a-z]", "", text) for text in latin))


def surname_stem(latin: str) -> str:
    """What tells a surname from others, without the ending that many have; "" of any other word.

    surname_stem("petrovoy") == surname_stem("petrov") == "petr"
    """
    match = _SURNAME.fullmatch(latin)
    return match[1] if match else ""


@remembered()
def sounds(latin: str) -> str:
    """A spelling reduced to sounds that survive transliteration, doubled letters single.

    sounds("rybkov") == "rybkof", sounds("kissinger") == "kisinger"
    """
    for letters, sound in _SOUNDS:
        latin = latin.replace(letters, sound)
    return regex.sub(r"(.)\1+", r"\1", latin)


@remembered()
def distance(source: str, target: str, lang: str) -> float:
    """How badly a target spelling renders a romanised source word: 0 is perfect, a wrong consonant costs 1.

    Vowels that an Arabic or Hebrew text leaves out cost next to nothing; one that it writes and the target
    lacks costs .5: distance("ryabkwf", "rybkov", "ar") == 0.5. UNLIKE when the lengths differ too much.
    """
    one, two = sounds(source), sounds(target)
    if not one or not two or abs(len(one) - len(two)) > 2 + len(two) // 3:
        return UNLIKE
    free = lang in SCRIPTS_WITHOUT_VOWELS
    row = [0.0]
    for letter in two:
        row.append(row[-1] + _added(letter, free))
    for a in one:
        previous, row = row, [row[0] + _dropped(a)]
        for index, b in enumerate(two):
            row.append(
                min(
                    previous[index] + _replaced(a, b, free),
                    previous[index + 1] + _dropped(a),
                    row[-1] + _added(b, free),
                )
            )
    return round(row[-1], 3)


def _added(letter: str, free: bool) -> float:
    if letter in _VOWELS:
        return 0.03 if free else 0.5
    return 0.6 if letter == "h" else 1.0


def _dropped(letter: str) -> float:
    return 0.5 if letter in _VOWELS or letter == "h" else 1.0


def _replaced(source: str, target: str, free: bool) -> float:
    if source == target or target in _LIKE.get(source, ""):
        return 0.0 if source == target or free else 0.3
    if source in _VOWELS and target in _VOWELS:
        return 0.3 if free else 0.5
    if source == "w" and target == "f":
        return 0.0
    return 0.2 if {source, target} in ({"k", "g"}, {"k", "s"}, {"k", "h"}, {"g", "h"}, {"g", "s"}) else 1.0
