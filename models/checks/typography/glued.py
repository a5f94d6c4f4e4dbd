"""Glued and broken text: dates run into times, sentences and words into each other, stray separators."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.article import Document
from models.checks.base import Check, FlagKind
from models.checks.typography.glued_numbers import furniture_lines, glued_numbers, stray_separators
from models.checks.typography.glued_words import joined_sentences, joined_words
from models.checks.typography.spacing import broken_hyphens, spaces_before_marks
from models.checks.word_bounds import addresses, touches
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span, merge

Finder = Callable[[str, str, str], Iterable[tuple[Span, str]]]
"""Places in a text (given with its language and its source), each with its repair or ""."""


@dataclass(frozen=True, slots=True)
class _Rule:
    find: Finder
    kind: FlagKind
    message: str


_RULES = (
    _Rule(
        lambda text, lang, source: ((span, "") for span in furniture_lines(text)),
        FlagKind(Category.GARBLED, Severity.MAJOR, 0.9),
        "A line of dates and labels from the web page, run together.",
    ),
    _Rule(
        lambda text, lang, source: ((span, "") for span in glued_numbers(text)),
        FlagKind(Category.GARBLED, Severity.MAJOR, 0.9),
        "Dates or times run into each other here.",
    ),
    _Rule(
        lambda text, lang, source: ((span, "") for span in stray_separators(text)),
        FlagKind(Category.PUNCTUATION, Severity.MINOR, 0.6),
        "Separators of the web page were left in the text.",
    ),
    _Rule(
        joined_sentences,
        FlagKind(Category.PUNCTUATION, Severity.MINOR, 0.8),
        "The space after the punctuation mark is missing.",
    ),
    _Rule(joined_words, FlagKind(Category.GARBLED, Severity.MINOR, 0.75), "Two words ran into each other."),
    _Rule(
        broken_hyphens, FlagKind(Category.PUNCTUATION, Severity.MINOR, 0.7), "The hyphen of a compound was torn apart."
    ),
    _Rule(
        spaces_before_marks,
        FlagKind(Category.PUNCTUATION, Severity.MINOR, 0.8),
        "A space stands before the punctuation mark.",
    ),
)
"""In order of precedence: what one rule has taken, a later one leaves alone."""


class Glued(Check):
    """Text that lost its spaces, or got some where none belong.

    Web and mail addresses, file names, brands and what the source writes in the same way stay silent.
    Rules about words need word frequencies for the target language and are silent without.
    """

    id = "glued"

    def find(self, document: Document) -> list[Flag]:
        """Glued lines and places in reading order; inside a flagged line nothing else is flagged."""
        article = document.article
        links = addresses(article.target)
        flags: list[Flag] = []
        for rule in _RULES:
            taken = merge([*links, *(flag.span for flag in flags)])
            for span, repair in rule.find(article.target, article.target_lang, article.source or ""):
                if not touches(span, taken):
                    repairs = (repair,) if repair else ()
                    flags.append(rule.kind.flag(self.id, span, rule.message, replacements=repairs))
        return sorted(flags, key=lambda flag: flag.span)


GLUED = Glued()
