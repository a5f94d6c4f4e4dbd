"""The same number with another unit, currency or sign: 100 Kilometer and 100 miles, −15 and 15 degrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from models.checks.numbers.measures import Measure, measure_at
from models.checks.numbers.side_numbers import SideNumbers
from models.checks.numerals.number_reading import Quantity
from models.spans import Span

_MAX_NUMBERS = 60
"""More numbers than this on one side of a segment are a table, whose columns name the units: it is not compared."""
_LENGTH_AND_AREA = {"length", "area"}
"""A translation that loses the "square" of a unit."""
_DEGREES = regex.compile(
    r"\s?(?:[°℃℉]|(?:grad|degr|град|grau|grado|grade\b|stup|stopn|astet|fok|도|درج|מעלות|derece|kraad|डिग्री|度|摄氏|celsius)\p{L}*)",
    regex.IGNORECASE,
)
_EVERY_OTHER = regex.compile(r".*\bevery second$", regex.IGNORECASE | regex.DOTALL)
_REACH = 10
_TRUE_MINUS = "−"
_DASH_BEFORE = regex.compile(r"(?:^|[\s(])[-–]$")
_BELOW_ZERO = regex.compile(
    r"\b(?:minus|moins|menos|meno|minuse|miinus|минус|мінус|eksi|unter null|unter dem gefrierpunkt|en dessous de zéro|"
    r"bajo cero|sotto zero|sotto lo zero|abaixo de zero|sub zero|pod nulou|заморозк\p{L}*|мороз\p{L}*|ниже нуля|"
    r"нижче нуля|sıfırın altında|negativ[oa]s)\b|माइनस|शून्यमुनि|ඍණ|සෘණ|"
    r"تحت الصفر|ناقص|زیر صفر|منفی|מתחת לאפס|מינוס|零下|零度以下",
    regex.IGNORECASE,
)
_ENGLISH_BELOW_ZERO = regex.compile(
    r"\b(?:minus|below(?=\s+(?:zero|freezing|0)\b|\s*(?:[^\w\s]|$)|\s+(?:and|as|at|by|during|early|for|in|on|over|overnight|"
    r"this|to|today|tomorrow|tonight|when|while|with|yesterday)\b(?!['’]))|negative|sub-?zero|under zero)\b",
    regex.IGNORECASE,
)
"""Not "below" something else: the average, last year, 4."""
_ENGLISH_COLD = regex.compile(r"\b(?:below|freezing|frosts?)\b", regex.IGNORECASE)
"""What may stand for a sign, and may also speak of another time: 24 degrees by day, frost at night."""
_ENGLISH_DECLINE = regex.compile(
    r"\b(?:f[ae]ll\w*|drop\w*|down\w*|declin\w*|decreas\w*|los[es]\w*|lost|shr[aiu]nk\w*|low\w*|less|reduc\w*|cuts?|deficit|"
    r"contract\w*|slump\w*|plung\w*|s[ai]nk\w*|sli[dp]\w*|behind|under|short\w*|debts?|negative\w*|recession|worse\w*)\b",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What the target says at `span`, and the source at `source_span` instead; offsets of the segment's sides."""

    span: Span
    text: str
    source_span: Span
    source_text: str


def measure_differences(target: SideNumbers, source: SideNumbers) -> Iterator[Difference]:
    """The numbers of the target that the source has too, but with another unit, currency or sign.

    Silent where one number of the same value on the source side agrees, or names no measure.
    """
    if max(len(target.quantities), len(source.quantities)) > _MAX_NUMBERS:
        return
    measured = [(q, *measure_at(source.text, q.span, source.lang)) for q in source.quantities]
    for number in target.quantities:
        if not (number.firm or number.spelled):  # "thousands of miles" is no measure
            continue
        if target.lang == "en" and _EVERY_OTHER.match(target.text, max(0, number.span.start - _REACH), number.span.end):
            continue
        measure, span = measure_at(target.text, number.span, target.lang)
        same = [entry for entry in measured if entry[0].value == number.value]
        if not same:
            continue
        origin, _, source_span = same[0]
        if all(_disagree(measure, other) for _, other, _ in same):
            yield Difference(span, span.of(target.text), source_span, source_span.of(source.text))
        elif len(same) == 1 and target.lang == "en":
            theirs, ours = _is_below_zero(origin, source), _is_below_zero(number, target)
            if theirs != ours and not _says_below(target if theirs else source, origin, source):
                signed, written = _signed(origin, source), _signed(number, target)
                yield Difference(written, _told(written, target, ours), signed, _told(signed, source, theirs))


def _disagree(one: Measure, other: Measure) -> bool:
    """True for two units of one dimension, and for a length that stands for an area.

    Pounds agree with pounds of either kind.
    """
    ours, theirs = ({dimension for dimension, _ in measure} for measure in (one, other))
    is_length_for_area = len(ours) == len(theirs) == 1 and ours | theirs == _LENGTH_AND_AREA
    return is_length_for_area or (bool(ours & theirs) and not one & other)


def _is_below_zero(number: Quantity, side: SideNumbers) -> bool:
    """True for what has a minus sign, or a dash or word in its place before degrees."""
    before = side.text[max(0, number.span.start - 2) : number.span.start]
    if before.endswith(_TRUE_MINUS):
        return True
    in_words = _ENGLISH_BELOW_ZERO if side.lang == "en" else _BELOW_ZERO
    of_degrees = _DEGREES.match(side.text, number.span.end)
    return bool(of_degrees and (in_words.search(side.text) or (len(before) > 1 and _DASH_BEFORE.search(before))))


def _says_below(other: SideNumbers, origin: Quantity, source: SideNumbers) -> bool:
    """True when the unsigned side tells in some other way that the number lies below zero, or counts a decline."""
    if _BELOW_ZERO.search(other.text) or any(sign in other.text for sign in (_TRUE_MINUS, " -", " –")):
        return True
    if other.lang != "en":
        return False
    of_degrees = bool(_DEGREES.match(source.text, origin.span.end))
    is_cold = _ENGLISH_BELOW_ZERO.search(other.text) or _ENGLISH_COLD.search(other.text)
    return bool(is_cold or (not of_degrees and _ENGLISH_DECLINE.search(other.text)))


def _told(span: Span, side: SideNumbers, below: bool) -> str:
    """The number as it is written; where words say that it lies below zero, these do so too: 5 below zero."""
    written = span.of(side.text)
    return f"{written} below zero" if below and written[0] not in "-–−" else written


def _signed(number: Quantity, side: SideNumbers) -> Span:
    start = max(0, number.span.start - 1)
    return Span(start, number.span.end) if side.text[start] in "-–−" else number.span
