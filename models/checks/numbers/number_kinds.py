"""Kinds of numbers that are compared with their own kind alone: thousands, small ones, kings, names such as G7."""

from __future__ import annotations

import regex

from models.checks.numbers.fractions import FRACTIONS
from models.checks.numerals.han_numerals import is_han_count
from models.checks.numerals.number_reading import MAX_SMALL_NUMBER, Quantity
from models.checks.numerals.numerals import roman_value
from models.checks.words.number_words import ALSO_OTHER_WORDS
from models.spans import Span
from models.text.normalise import fold

_HAN_SCALE = regex.compile("[百千万萬亿億]")
_NAME = regex.compile(r"(?<!\p{L})(\p{Lu}{1,3})[-‑ ]?$")
_TO_LATIN = str.maketrans("АВЕКМНОРСТХІ", "ABEKMHOPCTXI")
_REACH = 6
_MIN_SCALE = 100
_LOOSE_SCALES = frozenset({1e5, 1e7})
"""Lakh and crore, which English tells in millions as one likes."""
_ONE_WORD = 10.0
"""Beyond it many languages need two words for one number: أحد عشر, on bir."""
_MIN_ROMAN = 2
"""Letters of a Roman numeral that is no initial."""


def is_bare_scale(number: Quantity) -> bool:
    """True for thousands of people, and for a thousand: a scale that nothing but "a" counts."""
    if number.firm or number.value < _MIN_SCALE or number.value in _LOOSE_SCALES:
        return False
    return (number.scaled and len(number.parts) == 1) or bool(_HAN_SCALE.fullmatch(number.text))


def is_clearly_small(number: Quantity, lang: str) -> bool:
    """Two to twelve, and one and a half, in words or digits; no decade, nor a word that is as often something else."""
    is_part = number.value % 1 in FRACTIONS
    is_one = len(number.parts) <= 1 or is_part or number.value > _ONE_WORD
    is_small = (number.value >= 2 or (is_part and number.value > 1)) and number.value <= MAX_SMALL_NUMBER
    plain = is_small and not number.century and is_one
    written = number.spelled or number.firm or is_han_count(number.text)
    return plain and written and not any(word in fold(number.text) for word in ALSO_OTHER_WORDS.get(lang, ()))


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
