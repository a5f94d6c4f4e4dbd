"""Whether the figures of a passage are the source's: then nothing should say that they may differ."""

from __future__ import annotations

from collections import Counter

from models.article import Segment
from models.checks.numbers.measure_differences import measure_differences
from models.checks.numbers.side_numbers import segment_numbers
from models.languages import LanguagePair
from models.spans import Span


def figures_agree(segment: Segment, pair: LanguagePair, place: Span) -> bool:
    """True where the target has figures at `place` and the source has each of them, as often, in the same measure.

    `place`: offsets of the segment's target. figures_agree(segment, pair, Span(0, 12)) is True of "four million"
    beside "أربعة ملايين", False beside "خمسة ملايين", and of words without any figure.
    """
    source = segment_numbers(segment, "source", pair.source)
    target = segment_numbers(segment, "target", pair.target)
    figures = [q for q in target.quantities if q.span.overlaps(place)]
    ours, theirs = (Counter(q.value for q in side.quantities) for side in (target, source))
    others = [difference.span for difference in measure_differences(target, source)]
    return bool(figures) and all(
        ours[q.value] <= theirs[q.value] and not any(q.span.overlaps(other) for other in others) for q in figures
    )
