"""The same number with another unit, currency or sign: 100 Kilometer and 100 miles, −15 and 15 degrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from models.checks.measures import Measure, measure_at
from models.checks.number_matching import SideNumbers
from models.checks.number_reading import Quantity
from models.spans import Span

_MAX_NUMBERS = 60
"""More numbers than this on one side of a segment are a table, whose columns name the units: it is not compared."""
_DEGREES = regex.compile(
    r"\s?(?:[°℃℉]|(?:grad|degr|град|grau|grado|grade\b|stup|درج|מעלות|derece|kraad|डिग्री|度|摄氏|celsius)\p{L}*)",
    regex.IGNORECASE,
)
_TRUE_MINUS = "−"
_DASH_BEFORE = regex.compile(r"(?:^|[\s(])[-–]$")
_BELOW_ZERO = regex.compile(
    r"\b(?:minus|moins|menos|meno|minuse|miinus|минус|мінус|eksi|unter null|unter dem gefrierpunkt|en dessous de zéro|"
    r"bajo cero|sotto zero|sotto lo zero|abaixo de zero|sub zero|pod nulou|мороза|морозу|ниже нуля|нижче нуля|"
    r"sıfırın altında)\b|تحت الصفر|ناقص|زیر صفر|منفی|מתחת לאפס|מינוס|零下|零度以下",
    regex.IGNORECASE,
)
_ENGLISH_BELOW_ZERO = regex.compile(
    r"\b(?:minus|below|negative|sub-?zero|under zero|freezing|frosts?)\b", regex.IGNORECASE
)
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
        measure, span = measure_at(target.text, number.span, target.lang)
        same = [entry for entry in measured if entry[0].value == number.value]
        if not same:
            continue
        origin, _, source_span = same[0]
        if all(_disagree(measure, other) for _, other, _ in same):
            yield Difference(span, span.of(target.text), source_span, source_span.of(source.text))
        elif len(same) == 1 and target.lang == "en" and _loses_sign(number, target, origin, source):
            start = max(0, origin.span.start - 1)
            signed = Span(start, origin.span.end) if source.text[start] in "-–−" else origin.span
            yield Difference(number.span, number.text, signed, signed.of(source.text))


def _disagree(one: Measure, other: Measure) -> bool:
    """True for two units of one dimension; pounds agree with pounds of either kind."""
    dimensions = {dimension for dimension, _ in one} & {dimension for dimension, _ in other}
    return bool(dimensions) and not one & other


def _loses_sign(number: Quantity, target: SideNumbers, origin: Quantity, source: SideNumbers) -> bool:
    """True when only the source has its number below zero, in signs or in words."""
    before = source.text[max(0, origin.span.start - 2) : origin.span.start]
    of_degrees = bool(_DEGREES.match(source.text, origin.span.end))
    minus = before.endswith(_TRUE_MINUS) or bool(of_degrees and _DASH_BEFORE.search(before) and origin.span.start > 1)
    if not minus and not (of_degrees and _BELOW_ZERO.search(source.text)):
        return False
    if target.text[max(0, number.span.start - 1) : number.span.start] in ("-", "–", "−"):
        return False
    if _ENGLISH_BELOW_ZERO.search(target.text):
        return False
    return of_degrees or not _ENGLISH_DECLINE.search(target.text)
