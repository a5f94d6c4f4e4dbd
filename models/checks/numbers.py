"""Numbers of the source against numbers of the target, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from babel.numbers import format_decimal
from rapidfuzz.distance import Levenshtein

from models.article import Document, Segment, Side
from models.checks.number_reading import SMALL, Quantity, plain_digits, read_numbers
from models.mqm import Category, Severity
from models.report import Evidence, Flag

CONFIDENCE_CHANGED = 0.9
"""One number in the sentence has no answer on either side: it was changed."""
CONFIDENCE_CHANGED_AMONG_MANY = 0.6
CONFIDENCE_ADDED = 0.4
CONFIDENCE_LOST = 0.4


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of one side of one segment; `offset` turns their spans into article offsets."""

    quantities: list[Quantity]
    offset: int


@dataclass(frozen=True)
class Numbers:
    """Numbers of the translation that the source does not have, and the other way round.

    A number agrees when any reading of it occurs in the source sentence or a neighbouring one. Numbers
    up to twelve written as words are never flagged.
    """

    id: str = "numbers"
    needs_source: bool = True

    def find(self, document: Document) -> list[Flag]:
        """Changed, added and lost numbers, in reading order of the segments."""
        article, segments = document.article, document.segments
        sources = [_read(s, "source", article.source_lang) for s in segments]
        targets = [_read(s, "target", article.target_lang) for s in segments]
        flags: list[Flag] = []
        for index, segment in enumerate(segments):
            if not segment.source or not segment.target:
                continue
            near = slice(max(0, index - 1), index + 2)
            foreign = _unanswered(targets[index], sources[near])
            lost = _unanswered(sources[index], targets[near])
            flags.extend(self._changes(foreign, lost, targets[index].offset, sources[index].offset))
        return flags

    def _changes(self, foreign: list[Quantity], lost: list[Quantity], target: int, source: int) -> list[Flag]:
        """Pairs what only the target has with what only the source has; then what is left over."""
        flags: list[Flag] = []
        alone = len(foreign) == len(lost) == 1
        for number, origin in _pair(foreign, lost):
            flags.append(self._changed(number, origin, target, source, alone))
            foreign = [q for q in foreign if q is not number]
            lost = [q for q in lost if q is not origin]
        if not flags:
            flags += [self._added(q, target) for q in foreign if q.firm and q.value > SMALL]
            flags += [self._lost(q, source) for q in lost if q.firm and q.value > SMALL]
        return flags

    def _changed(self, number: Quantity, origin: Quantity, target: int, source: int, alone: bool) -> Flag:
        return Flag(
            span=number.span.shift(target),
            side="target",
            category=Category.MISTRANSLATION,
            severity=Severity.MAJOR if alone else Severity.MINOR,
            confidence=CONFIDENCE_CHANGED if alone else CONFIDENCE_CHANGED_AMONG_MANY,
            check=self.id,
            message=f"The source says {_described(origin)}; the translation says {_described(number)}.",
            evidence=(Evidence(origin.span.shift(source), origin.text, (_english(origin),)),),
        )

    def _added(self, number: Quantity, offset: int) -> Flag:
        return Flag(
            span=number.span.shift(offset),
            side="target",
            category=Category.ADDITION,
            severity=Severity.MINOR,
            confidence=CONFIDENCE_ADDED,
            check=self.id,
            message=f"The source has no number that answers to {number.text}.",
        )

    def _lost(self, number: Quantity, offset: int) -> Flag:
        return Flag(
            span=number.span.shift(offset),
            side="source",
            category=Category.OMISSION,
            severity=Severity.MINOR,
            confidence=CONFIDENCE_LOST,
            check=self.id,
            message=f"The source says {_described(number)}; the translation has no such number.",
        )


def _read(segment: Segment, side: Side, lang: str) -> _Numbers:
    text, span = (segment.source, segment.source_span) if side == "source" else (segment.target, segment.target_span)
    return _Numbers(read_numbers(text, lang), span.start if span else 0)


def _unanswered(side: _Numbers, others: Iterable[_Numbers]) -> list[Quantity]:
    """The numbers worth a flag that have no answer among the other side's."""
    known: set[float] = set()
    for other in others:
        for quantity in other.quantities:
            known |= quantity.values
            known.update(value for part in quantity.parts for value in part)
    return [q for q in side.quantities if _counts(q) and not _answered(q, known)]


def _counts(number: Quantity) -> bool:
    """False for what is said in so many ways that its absence means nothing."""
    if number.values & {0.0, 1.0}:
        return False
    return number.firm or (number.value > SMALL and len(number.parts) > 1)


def _answered(number: Quantity, known: set[float]) -> bool:
    return bool(number.values & known) or all(part & known for part in number.parts)


def _pair(foreign: list[Quantity], lost: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """The likeliest partners first; a pair needs at least one side written in digits."""
    ranked = sorted(
        ((_distance(a, b), i, j) for i, a in enumerate(foreign) for j, b in enumerate(lost) if a.firm or b.firm),
    )
    pairs: list[tuple[Quantity, Quantity]] = []
    used_foreign: set[int] = set()
    used_lost: set[int] = set()
    for _, i, j in ranked:
        if i not in used_foreign and j not in used_lost:
            pairs.append((foreign[i], lost[j]))
            used_foreign.add(i)
            used_lost.add(j)
    return sorted(pairs, key=lambda pair: pair[0].span)


def _distance(one: Quantity, other: Quantity) -> float:
    """How different two numbers are written: 0 for the same digits."""
    return float(Levenshtein.normalized_distance(f"{one.value:.10g}", f"{other.value:.10g}"))


def _english(number: Quantity) -> str:
    return str(format_decimal(number.value, locale="en"))


def _described(number: Quantity) -> str:
    """A number as written and, where that may be unclear to the reader, in English digits."""
    english = _english(number)
    same = number.text in (english, english.replace(",", "")) or plain_digits(number.text) != number.text
    if number.text in (english, english.replace(",", "")) or (same and not number.scaled):
        return number.text
    return f"{number.text} ({english})"


NUMBERS = Numbers()
