"""The numbers of one side of an article, segment by segment, with all that they may mean there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.article import Document, Segment, Side
from models.checks.dates.dated_numbers import as_dated
from models.checks.numbers.units import FEET, INCHES, unit_after
from models.checks.numerals.duals import with_duals
from models.checks.numerals.mixed_numbers import with_unit_between
from models.checks.numerals.number_reading import Quantity, read_numbers
from models.checks.words.calendar_names import find_names
from models.checks.words.number_syntax import CENTURIES, DECADES
from models.spans import Span
from models.text.normalise import fold
from models.text.words import word_spans

_MAX_AMOUNTS = 400
"""More numbers than this in one segment are a table, whose units nobody converts."""
_MAX_FEET_GAP = 10
"""Between the feet and the inches of one height stand " feet, " or " foot " and no more."""


@dataclass(frozen=True, slots=True)
class SideNumbers:
    """The numbers of one side of one segment; `offset` turns their spans into article offsets.

    `meant`: all that any of them may mean. `known`: that, the meanings of their pieces, and the months named.
    `beside_months`: `meant` without what is the number of a month itself, such as 10月.
    `amounts`: value and English unit of those that have one, by their spans.
    """

    text: str
    lang: str
    quantities: tuple[Quantity, ...]
    meant: frozenset[float]
    known: frozenset[float]
    beside_months: frozenset[float]
    amounts: Mapping[Span, tuple[float, str]]
    offset: int

    @property
    def names_century(self) -> bool:
        """True where it speaks of a century, with its number or without."""
        return self._has_word(CENTURIES)

    @property
    def years_counted(self) -> tuple[int, ...]:
        """How many years its units are that stand for several: of a century and a decade."""
        return (100,) * self._has_word(CENTURIES) + (10,) * self._has_word(DECADES)

    def _has_word(self, beginnings: tuple[str, ...]) -> bool:
        return any(fold(word.of(self.text)).startswith(beginnings) for word in word_spans(self.text))


def side_numbers(document: Document, side: Side) -> list[SideNumbers]:
    """The numbers of one side, segment by segment."""
    article = document.article
    lang = article.source_lang if side == "source" else article.target_lang
    return [_segment_numbers(segment, side, lang) for segment in document.segments]


def _segment_numbers(segment: Segment, side: Side, lang: str) -> SideNumbers:
    """The numbers of one side of one segment, which is in the language `lang`."""
    span = segment.source_span if side == "source" else segment.target_span
    text = segment.source if side == "source" else segment.target
    read = with_duals(with_unit_between(read_numbers(text, lang), text, lang), text, lang)
    quantities = tuple(as_dated(read, text, lang))
    meant = frozenset[float]().union(*(quantity.values for quantity in quantities))
    names = find_names(text, lang, "months")
    starts = {name.span.start for name in names}
    beside = frozenset[float]().union(*(q.values for q in quantities if q.span.start not in starts))
    months = {float(name.number) for name in names}
    known = meant.union(months, *(part for quantity in quantities for part in quantity.parts))
    amounts, offset = _amounts(text, quantities), span.start if span else 0
    return SideNumbers(text, lang, quantities, meant, known, beside, amounts, offset)


def _amounts(text: str, quantities: Sequence[Quantity]) -> dict[Span, tuple[float, str]]:
    """The numbers with their English units; the two of "5 feet 11 inches" are one amount, of feet."""
    found: dict[Span, tuple[float, str]] = {}
    feet: Span | None = None
    for q in quantities[:_MAX_AMOUNTS]:
        unit = unit_after(text, q.span.end)
        if unit in INCHES and feet is not None and q.span.start - feet.end <= _MAX_FEET_GAP:
            whole, foot = found[feet]
            found[feet] = found[q.span] = (whole + q.value / 12, foot)
        elif unit:
            found[q.span] = (q.value, unit)
        feet = q.span if unit in FEET else None
    return found
