"""Source sentences that have no translation, or only a stump of one."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import regex

from models.article import Document, Segment
from models.checks.base import Check, FlagKind
from models.checks.completeness.one_sided import surely_alone, weighed_length
from models.checks.completeness.untold import swallowed, untold
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span

OMITTED = FlagKind(Category.OMISSION, Severity.MAJOR, 0.7, "source")
SMALL = FlagKind(Category.OMISSION, Severity.MINOR, 0.4, "source")
"""A dateline, a byline, a heading: newsrooms drop them on purpose. A short sentence may be told in the next one."""
CUT_SHORT = FlagKind(Category.OMISSION, Severity.MAJOR, 0.6, "source")
MIN_MAJOR_LENGTH = 60
"""Code points from which a missing sentence is a major omission (Han characters count threefold)."""
STUMP = 0.35
"""Target length over source length, as a share of the article's median, below which content is missing."""
MIN_SEGMENTS = 5
"""Segments needed for a median that means something."""
_HAN = regex.compile(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]")
_LETTER = regex.compile(r"\p{L}")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")


def is_substantial(text: str) -> bool:
    """True for a sentence of content rather than a dateline, a byline or a label."""
    words = len(_WORD.findall(text)) + len(_HAN.findall(text)) // 2
    return weighed_length(text) >= MIN_MAJOR_LENGTH and words >= 6


class Omission(Check):
    """Segments without a target, sentences missing from a pair, and targets far shorter than their sources.

    They are flagged in the source. A short sentence is a serious omission where no word of it is told near by.
    """

    id = "omission"
    needs_source = True

    def find(self, document: Document) -> list[Flag]:
        """One flag for every source sentence that was left out or cut short, in source order.

        None for one that the translation of the sentence before or after it is long enough to hold.
        """
        alone = surely_alone(document, "source")
        missed = untold(document, [segment for segment in alone if not is_substantial(segment.source)])
        flags = [
            self._omitted(segment.source_span, is_substantial(segment.source) or segment.id in missed)
            for segment in alone
            if segment.source_span is not None and _LETTER.search(segment.source)
        ]
        within = list(swallowed(document))
        flags += [
            self._omitted(span.shift(segment.source_span.start), is_serious=True)
            for segment, span in within
            if segment.source_span is not None
        ]
        known = {segment.id for segment, _ in within}
        flags += [self._stump(segment) for segment in _stumps(document.segments) if segment.id not in known]
        return sorted(flags, key=lambda flag: flag.span)

    def _omitted(self, span: Span, is_serious: bool) -> Flag:
        return (OMITTED if is_serious else SMALL).flag(self.id, span, "Missing from the translation.")

    def _stump(self, segment: Segment) -> Flag:
        assert segment.source_span is not None  # _stumps: both sides are there
        message = "The translation of this passage is much too short: part of it is missing."
        return CUT_SHORT.flag(self.id, segment.source_span, message)


def _stumps(segments: Sequence[Segment]) -> list[Segment]:
    """Pairs whose target is far shorter than the article's other pairs promise."""
    pairs = [s for s in segments if s.source and s.target and s.source_span]
    ratios = [weighed_length(s.target) / weighed_length(s.source) for s in pairs]
    if len(pairs) < MIN_SEGMENTS:
        return []
    cut = STUMP * median(ratios)
    return [s for s, ratio in zip(pairs, ratios, strict=True) if ratio < cut and is_substantial(s.source)]


OMISSION = Omission()
