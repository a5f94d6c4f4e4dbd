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
"""Fewer in a row are too often said by another word, or need none."""
DETACHED = 0.5
"""Mean P(lost) of the source's words from which next to nothing of it is in the translation: 0.05 to 0.25 where single
words are wrong, above 0.9 beside another's source."""


def is_detached(source_words: Sequence[SourceWord]) -> bool:
    """True where next to nothing of a source is in its translation."""
    return bool(source_words) and sum(word.lost for word in source_words) >= DETACHED * len(source_words)


def left_out(segment: Segment, rating: Rating, threshold: float) -> list[Span]:
    """The passages of a segment's source that its translation seems to leave out, at article offsets, in order.

    MIN_WORDS or more in a row, each likely lost from `threshold` on, a probability, and the answer of no word. None
    where the model does not say which words answer to which, and none of a translation that is another text altogether.
    """
    told = [word.profile for word in rating.words if word.profile is not None]
    if threshold > 1 or segment.source_span is None or not told or is_detached(rating.source_words):
        return []
    begin, answered = segment.source_span.start, {profile.source for profile in told}
    spoken = [word for word in rating.source_words if is_wordlike(word.span.shift(-begin).of(segment.source))]
    lost = runs([word.lost >= threshold and word.span not in answered for word in spoken])
    spans = [Span(spoken[run.start].span.start, spoken[run.end - 1].span.end) for run in lost if len(run) >= MIN_WORDS]
    return [whole_words(segment.source, span.shift(-begin)).shift(begin) for span in spans]
