"""A "not" that came or went, and a comparison turned round: the opposite of what the source says."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from models.article import Document, Segment, Side
from models.checks.base import EnglishCheck, FlagKind
from models.checks.words.comparison_words import ALSO_ENGLISH, DENIED
from models.checks.words.comparison_words import ENGLISH as COMPARISONS
from models.checks.words.comparison_words import SOURCE as SOURCE_COMPARISONS
from models.checks.words.negation_words import ANY, ANY_ENGLISH, DENYING_ENGLISH, PLAIN, PLAIN_ENGLISH, QUESTION
from models.mqm import Category, Severity
from models.report import Evidence, Flag
from models.spans import Span

CONFIDENCE_ADDED = 0.6
CONFIDENCE_DROPPED = 0.6
CONFIDENCE_TURNED = 0.7
LOST = FlagKind(Category.MISTRANSLATION, Severity.MAJOR, 0.7, "source")
NOT_DENIED = "The source says “{}”; nothing in the translation denies this."
MAX_LENGTH = 400
"""Code points of a source beyond which a segment is no single sentence, and a "not" may stand for anything."""

_ENGLISH = regex.compile(r"\p{Latin}{2,}.*\p{Latin}{2,}", regex.S)
"""Words in English letters."""


class Polarity(EnglishCheck):
    """Negations and comparatives of an English segment against those of its source.

    A negation is missed only where the other side has no word at all that could stand for it: "without", "fail",
    "un-", "only" and their like keep the rule silent, and so do questions and every second negation. A comparative
    is turned round where the source names one end of a scale alone and the translation the other end alone.
    """

    id = "polarity"
    needs_source = True

    def find_in_english(self, document: Document) -> list[Flag]:
        """What turns a segment into its opposite, in reading order."""
        lang = document.article.source_lang
        flags: list[Flag] = []
        for segment in document.segments:
            if not segment.source or not segment.target or len(segment.source) > MAX_LENGTH:
                continue
            if _asks(segment):
                continue
            flags += self._negation(segment, lang)
            flags += self._comparisons(segment, lang)
        return sorted(flags, key=lambda flag: flag.span)

    def _negation(self, segment: Segment, lang: str) -> Iterator[Flag]:
        """A negation of one side to which no word of the other side answers."""
        if lang not in PLAIN:
            return
        theirs, ours = (
            _alone(PLAIN[lang], ANY[lang], segment.source),
            _alone(PLAIN_ENGLISH, ANY_ENGLISH, segment.target),
        )
        if ours and not ANY[lang].search(segment.source):
            message = f"The translation says “{ours.of(segment.target)}”; nothing in the source denies this."
            yield self._flag(segment, ours, None, CONFIDENCE_ADDED, message)
        elif theirs and _is_translated(segment, theirs) and not ANY_ENGLISH.search(segment.target):
            message = NOT_DENIED.format(theirs.of(segment.source))
            yield self._flag(segment, None, theirs, CONFIDENCE_DROPPED, message)

    def _comparisons(self, segment: Segment, lang: str) -> Iterator[Flag]:
        """The other end of a scale than the source names."""
        for scale, poles in SOURCE_COMPARISONS.get(lang, {}).items():
            theirs = [list(pole.finditer(segment.source)) for pole in poles]
            ours = [list(pole.finditer(segment.target)) for pole in COMPARISONS[scale]]
            for one, other in ((0, 1), (1, 0)):
                if not len(theirs[one]) == len(ours[other]) == 1 or theirs[other] or ours[one]:
                    continue
                origin, place = Span(*theirs[one][0].span()), Span(*ours[other][0].span())
                also = ALSO_ENGLISH.get(scale)
                if also and also[one].search(segment.target):
                    continue
                if DENIED.search(segment.source[: origin.start]) or DENIED.search(segment.target[: place.start]):
                    continue
                message = (
                    f"The source says “{origin.of(segment.source)}”; “{place.of(segment.target)}” is the opposite."
                )
                yield self._flag(segment, place, origin, CONFIDENCE_TURNED, message)

    def _flag(self, segment: Segment, place: Span | None, origin: Span | None, confidence: float, message: str) -> Flag:
        """On the words of the translation; where it lacks them, on those of the source."""
        side: Side = "target" if place else "source"
        assert segment.target_span is not None and segment.source_span is not None  # both sides have text
        there = origin.shift(segment.source_span.start) if origin else None
        evidence = (Evidence(there, origin.of(segment.source)),) if origin and place else ()
        span = place.shift(segment.target_span.start) if place else there
        assert span is not None  # one of the two is given
        return Flag(span, side, Category.MISTRANSLATION, Severity.MAJOR, confidence, self.id, message, evidence)


def lost_denial(segment: Segment, lang: str) -> Flag | None:
    """A plain negation of the source where the English translation has no word that denies anything.

    Finds three times as many as the rule does, and says it of more translations that are faithful: to be asked where a
    model doubts the sentence (docs/EXPERIMENTS.md).
    """
    if lang not in PLAIN or segment.source_span is None or len(segment.source) > MAX_LENGTH or _asks(segment):
        return None
    denial = PLAIN[lang].search(segment.source)
    if denial is None or DENYING_ENGLISH.search(segment.target):
        return None
    span = Span(*denial.span())
    if not _is_translated(segment, span):
        return None
    message = NOT_DENIED.format(span.of(segment.source))
    return LOST.flag(POLARITY.id, span.shift(segment.source_span.start), message)


def _asks(segment: Segment) -> bool:
    return bool(QUESTION.search(segment.source) or QUESTION.search(segment.target))


def _is_translated(segment: Segment, denial: Span) -> bool:
    """True of a target in English letters that does not hold the source's own word: else it has a check of its own."""
    word = regex.escape(denial.of(segment.source))
    return bool(_ENGLISH.search(segment.target)) and not regex.search(rf"(?<!\p{{L}}){word}(?!\p{{L}})", segment.target)


def _alone(plain: regex.Pattern[str], signs: regex.Pattern[str], text: str) -> Span | None:
    """The one plain negation of a text that has no further sign of denial, limit or contrast; else None."""
    found = [Span(*match.span()) for match in plain.finditer(text)]
    if len(found) != 1:
        return None
    (span,) = found
    others = (match for match in signs.finditer(text) if not Span(*match.span()).overlaps(span))
    return None if any(others) else span


POLARITY = Polarity()
