"""Segments that were not translated at all: the target is its source."""

from __future__ import annotations

import regex
from rapidfuzz import fuzz

from models.article import Document, Segment
from models.checks.base import Check, FlagKind
from models.checks.words.word_frequency import COMMON, has_frequencies, zipf
from models.languages import LANGUAGES, LanguagePair
from models.mqm import Category, Severity
from models.report import Evidence, Flag

COPIED = FlagKind(Category.UNTRANSLATED, Severity.MAJOR, 0.95)
COPIED_AT_LENGTH = FlagKind(Category.NON_TRANSLATION, Severity.CRITICAL, 0.95)
NEARLY_EQUAL = 90.0
"""rapidfuzz ratio (0 to 100) from which a target counts as its source."""
MIN_FOREIGN_WORDS = 3
"""Lower-case words of the source language (or two, if half of all) without which a copy may be right."""
LONG = 8
"""Words from which a copied segment makes the article unusable as it is."""
_CAPITAL_NOUNS = frozenset({"de"})
"""Languages whose nouns have capitals; beside other words of theirs these are no names."""
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]+")


def is_foreign(word: str, pair: LanguagePair) -> bool:
    """True when a lower-case word belongs to the source language rather than to the target's.

    Without word frequencies for the target language it is never sure.
    """
    if not word.islower() or not has_frequencies(pair.target):
        return False
    there, here = zipf(word, pair.source), zipf(word, pair.target)
    if not has_frequencies(pair.source):
        return here < 2.0
    return there >= 2.5 and there >= here + 1.0 and here < COMMON + 0.5


def is_copied(segment: Segment, pair: LanguagePair) -> bool:
    """True when the target of a segment is its source and holds words that had to be translated."""
    if pair.source == pair.target or not segment.source or not segment.target:
        return False
    both = (segment.source.casefold(), segment.target.casefold())
    if fuzz.ratio(*both, score_cutoff=NEARLY_EQUAL) < NEARLY_EQUAL:
        return False
    scripts = [LANGUAGES[lang].scripts for lang in (pair.source, pair.target) if lang in LANGUAGES]
    words = _WORD.findall(segment.target)
    if len(scripts) == 2 and not set(scripts[0]) & set(scripts[1]):
        foreign = regex.compile("[" + "".join(rf"\p{{Script={s}}}" for s in scripts[0]) + "]")
        return 2 * len(foreign.findall(segment.target)) > len("".join(words)) >= 4
    foreign_words = sum(is_foreign(word, pair) for word in words)
    if foreign_words > 1 and pair.source in _CAPITAL_NOUNS:
        foreign_words += sum(is_foreign(word.lower(), pair) for word in words if word[:1].isupper())
    return foreign_words >= MIN_FOREIGN_WORDS or (foreign_words > 1 and 2 * foreign_words >= len(words))


class CopiedSource(Check):
    """A whole segment equal or nearly equal to its source, names and numbers aside."""

    id = "copied-source"
    needs_source = True

    def find(self, document: Document) -> list[Flag]:
        """One flag for every copied segment: critical when it is long, major otherwise."""
        article = document.article
        return [
            self._flag(segment)
            for segment in document.segments
            if is_copied(segment, article.pair)
        ]

    def _flag(self, segment: Segment) -> Flag:
        assert segment.target_span is not None  # is_copied: the target is not empty
        is_long = len(_WORD.findall(segment.target)) >= LONG
        message = "This was not translated: it stands as in the source."
        evidence = (Evidence(segment.source_span, segment.source),)
        return (COPIED_AT_LENGTH if is_long else COPIED).flag(self.id, segment.target_span, message, evidence)


COPIED_SOURCE = CopiedSource()
