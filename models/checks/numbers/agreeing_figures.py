"""Whether the figures, months and weekdays of a passage are the source's: then nothing says that they may differ."""

from __future__ import annotations

from collections import Counter

from models.article import Segment
from models.checks.dates.date_matching import months_told
from models.checks.numbers.measure_differences import measure_differences
from models.checks.numbers.side_numbers import segment_numbers
from models.checks.words.calendar_names import Kind, find_names
from models.languages import LanguagePair
from models.spans import Span

_NAMED: tuple[Kind, ...] = ("months", "days")


def figures_agree(segment: Segment, pair: LanguagePair, place: Span) -> bool:
    """True where the target has figures, months or weekdays at `place`, and the source has each of them.

    Figures as often, and in the same measure. `place`: offsets of the segment's target. figures_agree(segment, pair,
    Span(0, 12)) is True of "four million" beside "أربعة ملايين", False beside "خمسة ملايين", and of words without any.
    """
    named = _named_agree(segment, pair, place)
    source = segment_numbers(segment, "source", pair.source)
    target = segment_numbers(segment, "target", pair.target)
    figures = [q for q in target.quantities if q.span.overlaps(place)]
    ours, theirs = (Counter(q.value for q in side.quantities) for side in (target, source))
    others = [difference.span for difference in measure_differences(target, source)]
    if not figures:
        return named is True
    return named is not False and all(
        ours[q.value] <= theirs[q.value] and not any(q.span.overlaps(other) for other in others) for q in figures
    )


def _named_agree(segment: Segment, pair: LanguagePair, place: Span) -> bool | None:
    """Whether the source has all months and weekdays that the target names at `place`; None where it names none."""
    answers = []
    for kind in _NAMED:
        here = {n.number for n in find_names(segment.target, pair.target, kind) if n.span.overlaps(place)}
        there = {n.number for n in find_names(segment.source, pair.source, kind)}
        if kind == "months":
            there |= months_told(segment.source, pair.source)
        answers += [number in there for number in here]
    return all(answers) if answers else None
