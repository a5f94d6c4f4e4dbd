"""Kinds of numbers that are compared with their own kind alone: thousands, kings, names with a number such as G7."""

from __future__ import annotations

import regex

from models.checks.numerals.number_reading import Quantity
from models.checks.numerals.numerals import roman_value
from models.spans import Span

_HAN_SCALE = regex.compile("[百千万萬亿億]")
_NAME = regex.compile(r"(?<!\p{L})(\p{Lu}{1,3})[-‑ ]?$")
_TO_LATIN = str.maketrans("АВЕКМНОРСТХІ", "ABEKMHOPCTXI")
_REACH = 6
_MIN_SCALE = 100
_LOOSE_SCALES = frozenset({1e5, 1e7})
"""Lakh and crore, which English tells in millions as one likes."""
_MIN_ROMAN = 2
"""Letters of a Roman numeral that is no initial."""


def is_bare_scale(number: Quantity) -> bool:
    """True for thousands of people, and for a thousand: a scale that nothing but "a" counts."""
    if number.firm or number.value < _MIN_SCALE or number.value in _LOOSE_SCALES:
        return False
    return (number.scaled and len(number.parts) == 1) or bool(_HAN_SCALE.fullmatch(number.text))


def are_regnal(one: Quantity, other: Quantity) -> bool:
    """True for two numbers of kings, popes and wars, at least one of them in Roman numerals: XVI and der Vierzehnte."""
    if not all(_is_roman(number) or number.spelled for number in (one, other)):
        return False
    return _is_roman(one) or _is_roman(other)


def have_one_name(one: Span, text: str, other: Span, other_text: str) -> bool:
    """True for the numbers of two names that have the same letters before them: G7 and G20, Т-72 and T-90."""
    letters = _letters_before(text, one)
    return bool(letters) and letters == _letters_before(other_text, other)


def _letters_before(text: str, number: Span) -> str:
    match = _NAME.search(text[max(0, number.start - _REACH) : number.start])
    return match[1].upper().translate(_TO_LATIN) if match else ""


def _is_roman(number: Quantity) -> bool:
    return len(number.text) >= _MIN_ROMAN and roman_value(number.text) is not None
