"""What a translation seems to leave out inside a sentence: words of its source that nothing in it answers to.

A whole sentence that is missing is a rule's matter (`models.checks.completeness.omission`).
"""

from __future__ import annotations

from collections.abc import Sequence

from models.article import Segment
from models.rating import Rating, SourceWord
from models.spans import Span, runs
from models.text.han_words import whole_words
from models.text.words import is_wordlike

MIN_WORDS = 2
"""Fewer are too often said by another word, or need none."""
GROW = 0.5
"""Share of the threshold at which a word that nothing answers to belongs to a passage: half a phrase tells nobody what
is missing."""
DETACHED = 0.75
"""Mean P(lost) of the source's words from which next to nothing of it is in the translation: 0.05 to 0.25 where single
words are wrong, about 0.5 where half of a sentence is left out, above 0.9 beside another's source."""


def is_detached(source_words: Sequence[SourceWord]) -> bool:
    """True where next to nothing of a source is in its translation."""
    return bool(source_words) and sum(word.lost for word in source_words) >= DETACHED * len(source_words)


def left_out(segment: Segment, rating: Rating, threshold: float) -> list[Span]:
    """The passages of a segment's source that its translation seems to leave out, at article offsets, in order.

    Words in a row that are likely lost from `threshold` on, a probability, or half as likely and the answer of no word;
    MIN_WORDS or more of them are both. None where the model does not say which words answer to which, and none of a
    translation that is another text altogether.
    """
    told = [word.profile for word in rating.words if word.profile is not None]
    if threshold > 1 or segment.source_span is None or not told or is_detached(rating.source_words):
        return []
    begin, answered = segment.source_span.start, {profile.source for profile in told}
    spoken = [word for word in rating.source_words if is_wordlike(word.span.shift(-begin).of(segment.source))]
    missing = [word.span not in answered for word in spoken]
    lost = [word.lost >= threshold and gone for word, gone in zip(spoken, missing, strict=True)]
    reached = [word.lost >= threshold * (GROW if gone else 1) for word, gone in zip(spoken, missing, strict=True)]
    spans = [
        Span(spoken[run.start].span.start, spoken[run.end - 1].span.end)
        for run in runs(reached)
        if sum(lost[run.start : run.end]) >= MIN_WORDS
    ]
    return [whole_words(segment.source, span.shift(-begin)).shift(begin) for span in spans]
