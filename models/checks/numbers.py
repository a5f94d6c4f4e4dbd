"""Numbers of the source against numbers of the target, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex
from babel.numbers import format_decimal
from rapidfuzz.distance import Levenshtein

from models.article import Article, Document, Segment, Side
from models.checks.calendar_names import find_names
from models.checks.number_reading import SMALL, Quantity, read_numbers
from models.checks.numerals import decimal_sign, plain_digits
from models.checks.units import converted, unit_after
from models.mqm import Category, Severity
from models.report import Evidence, Flag

CONFIDENCE_CHANGED = 0.9
"""One number in the sentence has no answer on either side: it was changed."""
CONFIDENCE_CHANGED_AMONG_MANY = 0.6
CONFIDENCE_ADDED = 0.4
CONFIDENCE_LOST = 0.4
CONFIDENCE_FORMAT = 0.8
_MAX_UNMATCHED = 40
"""More unmatched numbers than this in one segment are a table, not a sentence: the rest is not compared."""
_MAX_NUMBERS = 200
"""More numbers than this on one side of a segment, and it is a table: nothing is compared, and time stays linear."""
_FOREIGN_FORMAT = regex.compile(r"\d{1,3}(?:\.\d{3})+|\d+,(?:\d{1,2}|\d{4,})")
"""1.234 and 2,4: thousands after a full stop, decimals after a comma."""


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of one side of one segment; `offset` turns their spans into article offsets."""

    text: str
    quantities: list[Quantity]
    months: frozenset[float]
    offset: int

    def values(self) -> set[float]:
        """All that any of them may mean, the meanings of their pieces, and the months named."""
        known = set(self.months)
        for quantity in self.quantities:
            known |= quantity.values
            known.update(value for part in quantity.parts for value in part)
        return known


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
            if max(len(sources[index].quantities), len(targets[index].quantities)) > _MAX_NUMBERS:
                continue
            near = slice(max(0, index - 1), index + 2)
            foreign = _foreign(targets[index], sources[near])[:_MAX_UNMATCHED]
            lost = _lost(sources[index], targets[near])[:_MAX_UNMATCHED]
            flags.extend(self._foreign_formats(targets[index], sources[index], article))
            flags.extend(self._changes(foreign, lost, targets[index].offset, sources[index].offset))
        return flags

    def _foreign_formats(self, target: _Numbers, source: _Numbers, article: Article) -> list[Flag]:
        """Numbers copied with the source language's separators, which English reads as another value."""
        if decimal_sign(article.target_lang) != "." or decimal_sign(article.source_lang) != ",":
            return []
        copied = {q.text for q in source.quantities if q.firm}
        return [
            Flag(
                span=q.span.shift(target.offset),
                side="target",
                category=Category.NUMBER_FORMAT,
                severity=Severity.MINOR,
                confidence=CONFIDENCE_FORMAT,
                check=self.id,
                message=f"{q.text} keeps the separators of the source language; write {corrected} in English.",
                replacements=(corrected,),
            )
            for q in target.quantities
            if q.firm and q.text in copied and _FOREIGN_FORMAT.fullmatch(q.text)
            for corrected in [q.text.translate({ord("."): ",", ord(","): "."})]
        ]

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
            flags += [self._dropped(q, source) for q in lost if q.firm and q.value > SMALL]
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
            message=f"{number.text} is not in the source.",
        )

    def _dropped(self, number: Quantity, offset: int) -> Flag:
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
    span = segment.source_span if side == "source" else segment.target_span
    text = segment.source if side == "source" else segment.target
    months = frozenset(float(name.number) for name in find_names(text, lang, "months"))
    return _Numbers(text, read_numbers(text, lang), months, span.start if span else 0)


def _foreign(target: _Numbers, sources: Sequence[_Numbers]) -> list[Quantity]:
    """The target's numbers that the sources neither have nor had converted to another measure."""
    known = set[float]().union(*(source.values() for source in sources))
    return [
        q
        for q in target.quantities
        if _counts(q)
        and not _answered(q, known)
        and not converted(q.value, unit_after(target.text, q.span.end), known)
    ]


def _lost(source: _Numbers, targets: Sequence[_Numbers]) -> list[Quantity]:
    """The source's numbers that no target has, as they are or converted."""
    known = set[float]().union(*(target.values() for target in targets))
    measures = [
        (q.value, unit)
        for target in targets
        for q in target.quantities
        if (unit := unit_after(target.text, q.span.end))
    ][: 10 * _MAX_UNMATCHED]
    return [
        q
        for q in source.quantities
        if _counts(q)
        and not _answered(q, known)
        and not (q.century and any((q.value - 1) * 100 <= value < q.value * 100 for value in known))
        and not any(converted(value, unit, set(q.values)) for value, unit in measures)
    ]


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
        (
            (_distance(a, b), i, j)
            for i, a in enumerate(foreign)
            for j, b in enumerate(lost)
            if a.firm or b.firm
        ),
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
    """A number as written and, where an English reader may not see what it is, in English digits."""
    english = _english(number)
    is_plain = number.text.isascii() and plain_digits(number.text).isdigit()
    return number.text if is_plain or number.text == english else f"{number.text} ({english})"


NUMBERS = Numbers()
