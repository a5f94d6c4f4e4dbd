"""One spelling for each name within an article."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, islice

from rapidfuzz.distance import Levenshtein

from models.article import Article, Document
from models.checks.base import EnglishCheck, FlagKind
from models.checks.names.name_forms import UNLIKE, Name, distance, names_in, romanised, sounds, words_in
from models.checks.words.word_frequency import zipf
from models.languages import ENGLISH
from models.mqm import Category, Severity
from models.report import Evidence, Flag

ONE_IN_SOURCE = FlagKind(Category.TERM_INCONSISTENT, Severity.MINOR, 0.8)
"""The source has a single word that both spellings render."""
NO_SOURCE_WORD = FlagKind(Category.TERM_INCONSISTENT, Severity.MINOR, 0.5)
ORDINARY = 3.0
"""Words at or above this Zipf frequency are too common to be a rare name misspelt."""
RARE = 1.5
"""Of two spellings at least one is rarer than this; two known names are two names (Johnson, Johnston)."""
FITS = 1.2
"""A source word further than this from a spelling is not its origin."""
_LONG = 9
_MAX_PAIRS = 30
"""Look-alike pairs that are looked at; a sound article has none or a few."""
_MAX_NAMES = 600
"""Articles with more different names than this are compared on the first ones only."""
_ENDINGS = frozenset({"s", "es", "n", "an", "ian", "i", "is", "in", "ese", "a", "va", "e", "er", "ers"})


class NameSpelling(EnglishCheck):
    """Two near-identical spellings of what is evidently one name: the later one is flagged.

    Inflected and derived forms (Russia, Russian), known different names and names that the source keeps
    apart are left alone.
    """

    id = "name-spelling"

    def find_in_english(self, document: Document) -> list[Flag]:
        """A flag on every later occurrence of a variant, in reading order."""
        article = document.article
        occurrences: dict[str, list[Name]] = {}
        for name in names_in(article.target):
            if zipf(name.key, ENGLISH) < ORDINARY:
                occurrences.setdefault(name.key, []).append(name)
        source_words = list({word.text: word for word in reversed(words_in(article.source or ""))}.values())
        flags: list[Flag] = []
        flagged: set[str] = set()
        pairs = (
            pair for pair in combinations(list(occurrences)[:_MAX_NAMES], 2) if _look_like_one_name(*pair)
        )
        for first, later in islice(pairs, _MAX_PAIRS):
            if later in flagged:
                continue
            apart, origin = _origin(first, later, source_words, article.source_lang)
            if apart:
                continue
            flagged.add(later)
            original = occurrences[first][0]
            flags += [self._flag(variant, original, origin, article) for variant in occurrences[later]]
        return sorted(flags, key=lambda flag: flag.span)

    def _flag(self, variant: Name, first: Name, origin: Name | None, article: Article) -> Flag:
        because = f" (one name in the source: {origin.text})" if origin else ""
        message = f"Spelt {variant.text} here and {first.text} earlier in the article{because}."
        evidence = (Evidence(origin.span, origin.text, (first.text,)),) if origin else ()
        kind = ONE_IN_SOURCE if origin else NO_SOURCE_WORD
        return kind.flag(self.id, variant.span, message, evidence, (first.text,))


def _look_like_one_name(one: str, other: str) -> bool:
    """Nearly the same letters, begun alike, and no inflection of each other."""
    if one[0] != other[0] or min(zipf(one, ENGLISH), zipf(other, ENGLISH)) >= RARE:
        return False
    same_sound = sounds(one) == sounds(other)
    allowed = 2 if min(len(one), len(other)) >= _LONG or same_sound else 1
    if Levenshtein.distance(one, other, score_cutoff=allowed) > allowed:
        return False
    shorter, longer = sorted((one, other), key=len)
    shared = len(_common_beginning(one, other))
    if shorter[shared:] in _ENDINGS | {""} and longer[shared:] in _ENDINGS:
        return False
    return same_sound or shared < len(shorter) - 2


def _common_beginning(one: str, other: str) -> str:
    length = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return one[:length]


def _origin(one: str, other: str, words: Sequence[Name], lang: str) -> tuple[bool, Name | None]:
    """(does the source keep the two apart?, the source word that both render, if any)."""
    best_one, best_other = _nearest(one, words, lang), _nearest(other, words, lang)
    if best_one is None or best_other is None:
        return best_one is not best_other, None
    if best_one.text == best_other.text or set(romanised(best_one.text, lang)) & set(
        romanised(best_other.text, lang)
    ):
        return False, best_one
    forms = romanised(best_one.text, lang)[0], romanised(best_other.text, lang)[0]
    inflected = len(_common_beginning(*forms)) >= min(map(len, forms)) - 1
    return not inflected, best_one if inflected else None


def _nearest(name: str, words: Sequence[Name], lang: str) -> Name | None:
    """The source word that sounds most like the name, or None when none does."""
    best, nearest = UNLIKE, None
    for word in words:
        for latin in romanised(word.text, lang):
            gap = distance(latin, name, lang)
            if gap < best:
                best, nearest = gap, word
    return nearest if best <= FITS else None


NAME_SPELLING = NameSpelling()
