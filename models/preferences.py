"""What a site wants of the checker: checks it does without, words that are never flagged, its terms, its thresholds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from models.glossary import Term
from models.languages import LanguagePair

MAX_IGNORED = 2_000
MAX_IGNORED_LENGTH = 200
"""Characters: a name or a phrase, not a paragraph."""
THRESHOLDS = ("review", "reject", "consistency", "sentence")
"""Those of the verdict that a site may choose (`models.calibration.calibration.VerdictThresholds`)."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms that a site keeps here, for articles of these languages; "" is any language."""

    name: str
    pair: LanguagePair
    terms: tuple[Term, ...]

    def is_for(self, pair: LanguagePair) -> bool:
        """Whether an article of these languages is held against it."""
        return self.pair.source in ("", pair.source) and self.pair.target in ("", pair.target)


@dataclass(frozen=True, slots=True)
class Preferences:
    """`off`: ids of checks. `ignored`: words as `plain` writes them; a flag on exactly these is not raised.

    `thresholds`: names of THRESHOLDS with their values, for those that the site has chosen. An empty one wants what
    everybody gets.
    """

    off: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    thresholds: tuple[tuple[str, float], ...] = ()
    glossaries: tuple[Glossary, ...] = ()

    def terms(self, pair: LanguagePair) -> tuple[Term, ...]:
        """All terms for articles of these languages."""
        return tuple(term for kept in self.glossaries if kept.is_for(pair) for term in kept.terms)

    def wants(self, check: str, words: str) -> bool:
        """Whether a flag of a check on these words is to be raised."""
        return check not in self.off and plain(words) not in self.ignored

    @property
    def signature(self) -> str:
        """What a report's signature says of it: "" for none, else `|site:` and six hex digits."""
        if self == NONE:
            return ""
        choices = (sorted(self.off), sorted(self.ignored), sorted(self.thresholds), self.glossaries)
        return f"|site:{hashlib.sha256(repr(choices).encode()).hexdigest()[:6]}"


NONE = Preferences()


def plain(words: str) -> str:
    """Words without regard to case and white space: plain(" Al  Jazeera") == "al jazeera"."""
    return " ".join(words.split()).casefold()
