"""Halves, quarters and thirds in words: what is one, what is an ordinal or a district, and what fell by a part."""

from __future__ import annotations

import regex

from models.checks.numbers.side_numbers import SideNumbers
from models.checks.numerals.number_reading import MAX_SMALL_NUMBER, Quantity

FRACTIONS = frozenset({0.25, 0.5, 0.75})
"""What halves and quarters are read as: one for another is no free translation."""
_ORDINAL = regex.compile("third|трет|třet|ter[cz]|troisi|treilea|treia|dritt", regex.IGNORECASE)
_OF_YEAR = regex.compile(
    r"\b(?:first|second|third|fourth|last|this|next|each|every|per|previous|final|the|same|past)\s$", regex.IGNORECASE
)
_PART = regex.compile(r"(?:third|quarter|fifth|half)s?$", regex.IGNORECASE)
_DECLINE = regex.compile(
    r"\b(?:by\s(?:an?|one|two|three|four)|disappear\w*|los[est]\w*|lost|drop\w*|f[ae]ll\w*|cuts?|reduc\w*|declin\w*|shr[aiu]nk\w*|gone|down|less|fewer|"
    r"vanish\w*|cheaper|off)\b",
    regex.IGNORECASE,
)
_NO_FRACTIONS = frozenset({"quarters", "media", "medio", "medios", "medias"})
"""What is as often a district, an average or a medium."""
_REACH = 10


def is_fraction(number: Quantity, side: SideNumbers) -> bool:
    """True for a half, for quarters and for one and a half in words.

    But not for the third quarter of a year, nor for a factura media.
    """
    is_told = number.spelled and number.value % 1 in FRACTIONS and number.value <= MAX_SMALL_NUMBER
    if not is_told or number.text.lower() in _NO_FRACTIONS:
        return False
    before = side.text[max(0, number.span.start - _REACH) : number.span.start]
    return not (_ORDINAL.match(number.text) or _OF_YEAR.search(before))


def mean_one_fraction(one: Quantity, other: Quantity) -> bool:
    """True where both may be the same half, quarter or one and a half, whatever else a half of an hour is.

    The whole may stand apart from its half: trois heures et demie is half past three.
    """
    if (one.value < 1) != (other.value < 1):
        return one.value % 1 == other.value % 1
    return any(value % 1 in FRACTIONS and value <= MAX_SMALL_NUMBER for value in one.values & other.values)


def is_part_of_decline(number: Quantity, side: SideNumbers) -> bool:
    """True for a part where something fell: down to a third, or by two of them."""
    return bool(_PART.search(number.text) and _DECLINE.search(side.text))
