"""Which numbers of one side have no answer on the other, and which of the leftovers belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import regex
from rapidfuzz.distance import Levenshtein

from models.checks.numbers.fractions import is_fraction, is_part_of_decline, mean_one_fraction
from models.checks.numbers.number_kinds import are_regnal, have_one_name, is_bare_scale, is_clearly_small
from models.checks.numbers.regrouped_digits import regrouped
from models.checks.numbers.said_otherwise import is_named, is_said_otherwise, is_told_by_unit
from models.checks.numbers.shares import shared
from models.checks.numbers.side_numbers import SideNumbers
from models.checks.numbers.units import as_long, converted
from models.checks.numerals.number_reading import MAX_SMALL_NUMBER, Quantity
from models.spans import Span

_MAX_UNMATCHED = 40
"""More unmatched numbers than this in one segment are a table, not a sentence: the rest is not compared."""
_MAX_NUMBERS = 200
"""More numbers than this on one side of a segment, and it is a table: nothing is compared, and time stays linear."""
_ARTICLES = frozenset({0.0, 1.0})
"""What articles and pronouns say too."""
_OTHERS = regex.compile(
    r"(?<!\p{L})(?:other|further|otr[oa]s|outr[oa]s|autres|altr[ei]|andere[nr]?|weitere[nr]?|alți|alte|ещ[её]|ще|инш\p{L}+|"
    r"інш\p{L}+|друг\p{L}+|dalších?|ostatní\p{L}*|diğer|另外|其他|其余)\s?$",
    regex.IGNORECASE,
)
"""Of one and the other two, the other side may say that they are three."""
_REACH = 10
_ORDINAL = regex.compile(r"(?:th|first|second|third)$", regex.IGNORECASE)
_ORDINAL_MARK = regex.compile(r"(?:th|st|nd|rd)\b")
"""Of the fifteenth, and what stands behind the figures of the 15th."""


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What a segment's two sides do not share, less what moved to or from a neighbour when sentences were cut anew.

    `foreign` of the target and `lost` of the source have no answer in the segment; those in `elsewhere` have one in
    a neighbour, where it answers to something else. `is_plain_change`: one of each, and of one kind.
    """

    foreign: list[Quantity]
    lost: list[Quantity]
    elsewhere: list[Quantity]
    is_plain_change: bool = False

    def pairs(self) -> list[tuple[Quantity, Quantity]]:
        """What the target says and what the source says instead, the likeliest partners first, in reading order.

        At least one of the two is in digits, or both are in words that leave no doubt.
        """
        ranked = sorted(
            (_distance(self.foreign[i], self.lost[j]), i, j)
            for i, j in product(range(len(self.foreign)), range(len(self.lost)))
            if self._may_pair(self.foreign[i], self.lost[j])
        )
        pairs: list[tuple[Quantity, Quantity]] = []
        used_foreign: set[int] = set()
        used_lost: set[int] = set()
        for _, i, j in ranked:
            if i not in used_foreign and j not in used_lost:
                pairs.append((self.foreign[i], self.lost[j]))
                used_foreign.add(i)
                used_lost.add(j)
        return sorted(pairs, key=lambda pair: pair[0].span)

    def _may_pair(self, one: Quantity, other: Quantity) -> bool:
        if one in self.elsewhere and other in self.elsewhere and not len(self.foreign) == len(self.lost) == 1:
            return False
        small = max(one.value, other.value) <= MAX_SMALL_NUMBER
        return small or self.is_plain_change or one.firm or other.firm or (one.spelled and other.spelled)

    @property
    def is_one_change(self) -> bool:
        """True when one number stands against one: there is no doubt which became which."""
        sure = [sum(q not in self.elsewhere for q in side) for side in (self.foreign, self.lost)]
        return sure == [1, 1] or len(self.foreign) == len(self.lost) == 1


def leftovers(sources: Sequence[SideNumbers], targets: Sequence[SideNumbers]) -> list[Leftovers]:
    """What each segment's sides do not share: the pair is compared first, its neighbours then."""
    foreign, lost = [], []
    for target, source in zip(targets, sources, strict=True):
        theirs, ours = regrouped(source.text, target.text)
        foreign.append([q for q in _foreign(target, source) if not any(q.span.overlaps(span) for span in ours)])
        lost.append([q for q in _lost(source, target) if not any(q.span.overlaps(span) for span in theirs)])
    found = []
    for index in range(len(sources)):
        beside = [j for j in (index - 1, index + 1) if 0 <= j < len(sources)]
        moved_in = [q for j in beside for q in lost[j]][:_MAX_UNMATCHED]
        moved_out = [q for j in beside for q in foreign[j]][:_MAX_UNMATCHED]
        here = [
            q for q in foreign[index] if _is_missed(q) and not _is_among(q, moved_in)
            and not any(_is_converted(q, targets[index], sources[j].known) for j in beside)
        ][:_MAX_UNMATCHED]  # fmt: skip
        gone = [
            q for q in lost[index] if _is_missed(q) and not _is_among(q, moved_out)
            and not any(_became(q, targets[j]) for j in beside)
        ][:_MAX_UNMATCHED]  # fmt: skip
        is_plain_change = False
        if not here or not gone:
            one, other = ([q for q in side if _may_be_changed(q)] for side in (foreign[index], lost[index]))
            if not (one and other):
                one, other = ([q for q in side if is_bare_scale(q)] for side in (foreign[index], lost[index]))
            both_moved = all(_is_among(q, moved_in) for q in one) and all(_is_among(q, moved_out) for q in other)
            if not both_moved and _is_small_change(one, other, sources[index], targets[index]):
                here, gone, is_plain_change = one, other, True
        elsewhere = [q for q in here if any(_answered(q, targets[index], sources[j]) for j in beside)]
        elsewhere += [q for q in gone if any(_answered(q, sources[index], targets[j]) for j in beside)]
        found.append(Leftovers(here, gone, elsewhere, is_plain_change))
    return found


def _is_small_change(
    foreign: Sequence[Quantity], lost: Sequence[Quantity], source: SideNumbers, target: SideNumbers
) -> bool:
    """True for four weeks instead of drei Wochen: one number stands against one, and no other is unanswered.

    A small one alone means nothing: it comes and goes in a good translation (the two countries, for a dual). Nor does
    one against a large number of which it is a part (a fifth for 20 per cent, two for a fortnight), nor what a third
    number makes of the other: all but two of fourteen for twelve of fourteen.
    """
    if len(foreign) != 1 or len(lost) != 1:
        return False
    ours, theirs = foreign[0], lost[0]
    if (is_bare_scale(ours) and is_bare_scale(theirs)) or are_regnal(ours, theirs):
        return True
    if have_one_name(ours.span, target.text, theirs.span, source.text):
        return True
    if _is_rest(ours, target, theirs, source) or _is_rest(theirs, source, ours, target):
        return False
    if is_part_of_decline(ours, target):
        return False
    third = {ours.value + theirs.value, abs(ours.value - theirs.value)} - _ARTICLES
    if third & source.meant & target.meant:
        return False
    if is_fraction(ours, target) and is_fraction(theirs, source):
        return True
    small = is_clearly_small(ours, target.lang), is_clearly_small(theirs, source.lang)
    if all(small):
        return True
    large = theirs if small[0] else ours
    less, more = sorted((ours.value, theirs.value))
    return any(small) and large.spelled and large.value > MAX_SMALL_NUMBER and more % less != 0


def _is_rest(fewer: Quantity, side: SideNumbers, more: Quantity, other: SideNumbers) -> bool:
    """True for the other four of one side, where the other has five."""
    before = side.text[max(0, fewer.span.start - _REACH) : fewer.span.start]
    return more.value - fewer.value == 1 and bool(_OTHERS.search(before))


def _may_be_changed(number: Quantity) -> bool:
    """False for one, which many languages have as an article, and for a scale ("thousands")."""
    return not (number.values & _ARTICLES and not number.of_month) and not number.scaled


def _foreign(target: SideNumbers, source: SideNumbers) -> list[Quantity]:
    """The target's numbers that its source neither has nor has in another measure or unit of time; none of a table."""
    has_years = any(_is_year(unit) for _, unit in target.amounts.values())
    years_counted = source.years_counted if has_years else ()
    counted = frozenset().union(*(_may_count(q, source) for q in source.quantities))
    return [
        q
        for q in _unanswered(target, source)
        if not _is_converted(q, target, source.known)
        and (_is_ordinal(q.span, target) or not as_long(*_amount(q, target), counted))
        and not _is_counted(*_amount(q, target), years_counted, source.known)
        and not is_named(q, target, source)
        and not is_told_by_unit(*_amount(q, target), source, source.known)
    ]


def _lost(source: SideNumbers, target: SideNumbers) -> list[Quantity]:
    """The source's numbers that its target does not have, as they are or converted; none of a table."""
    return [
        q
        for q in _unanswered(source, target)
        if not (q.century and any((q.value - 1) * 100 <= value < q.value * 100 for value in target.known))
        and not _became(q, target)
        and not is_said_otherwise(q, source, target)
        and not any(
            as_long(value, unit, _may_count(q, source))
            for span, (value, unit) in target.amounts.items()
            if not _is_ordinal(span, target)
        )
    ]


def _unanswered(side: SideNumbers, other: SideNumbers) -> list[Quantity]:
    """The numbers of one side that the other neither has nor speaks of; none of a table."""
    if _is_table(side, other):
        return []
    left = [q for q in side.quantities if not _answered(q, side, other) and not _is_named_century(q, other)]
    unmet = [q for q in other.quantities if not q.values & side.meant] if left else []
    said_otherwise = shared(left, side.text, unmet, other.text) if unmet else ()
    return [q for q in left if q not in said_otherwise]


def _is_counted(value: float, unit: str, years_counted: Sequence[int], known: frozenset[float]) -> bool:
    """True for forty years where the source has four decades, and for a hundred where it has a century."""
    return _is_year(unit) and any(value / years in known or value == years for years in years_counted)


def _may_count(number: Quantity, side: SideNumbers) -> frozenset[float]:
    """All that a number may count; one and a half is not 30, though its half may be minutes."""
    return frozenset({number.value}) if is_fraction(number, side) else number.values


def _is_ordinal(span: Span, side: SideNumbers) -> bool:
    """True for the fifteenth century, which is not as long as 1,500 years."""
    return bool(_ORDINAL.search(span.of(side.text)) or _ORDINAL_MARK.match(side.text, span.end))


def _is_year(unit: str) -> bool:
    return unit in ("year", "years")


def _is_named_century(number: Quantity, other: SideNumbers) -> bool:
    """True for a century that the other side speaks of without its number."""
    return number.century and other.names_century and not any(q.century for q in other.quantities)


def _is_table(source: SideNumbers, target: SideNumbers) -> bool:
    return max(len(source.quantities), len(target.quantities)) > _MAX_NUMBERS


def _is_converted(number: Quantity, target: SideNumbers, known: frozenset[float]) -> bool:
    return converted(*_amount(number, target), known)


def _amount(number: Quantity, target: SideNumbers) -> tuple[float, str]:
    return target.amounts.get(number.span, (0.0, ""))


def _became(number: Quantity, target: SideNumbers) -> bool:
    """True when the target has a source's number in another measure."""
    return any(converted(value, unit, number.values) for value, unit in target.amounts.values())


def _is_missed(number: Quantity) -> bool:
    """False for what is said in so many ways that its absence alone means nothing: a small number in words."""
    if number.values & _ARTICLES and not number.of_month:
        return False
    return number.firm or (number.value > MAX_SMALL_NUMBER and (number.spelled or len(number.parts) > 1))


def _answered(number: Quantity, here: SideNumbers, other: SideNumbers) -> bool:
    """True where the other side may mean the number, or has its pieces.

    A hundred is no piece of two hundred, and 4 April does not answer to 14 April for being in the fourth month.
    """
    if is_fraction(number, here):
        rivals = [q for q in other.quantities if is_fraction(q, other)]
        # a quarter and three quarters of an hour are 15 and 45 minutes both
        if rivals and not any(mean_one_fraction(q, number) for q in rivals):
            return any(number.values & q.values for q in other.quantities if q not in rivals)
    if number.of_month or (number.scaled and number.spelled and len(number.parts) == 1):
        return bool(number.values & (other.beside_months if number.of_month else other.meant))
    if number.scaled and any(_is_within(number, q) for q in other.quantities):
        return bool(number.values & other.meant)
    return bool(number.values & other.known) or all(part & other.known for part in number.parts)


def _is_within(number: Quantity, other: Quantity) -> bool:
    """True for what has fewer pieces, all of them of one larger number: 3 million of 3 thousand million."""
    if not 1 < len(number.parts) < len(other.parts):
        return False
    return all(any(part & theirs for theirs in other.parts) for part in number.parts)


def _is_among(number: Quantity, others: Sequence[Quantity]) -> bool:
    return any(number.values & other.values for other in others)


def _distance(one: Quantity, other: Quantity) -> float:
    """How different two numbers are written: 0 for the same digits."""
    return float(Levenshtein.normalized_distance(f"{one.value:.10g}", f"{other.value:.10g}"))
