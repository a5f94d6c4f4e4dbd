"""Words as running text in a newspaper prints them, which is all that a model has been taught to read.

A headline in capitals, or a sentence with its vowel points, says the same as without, and to a model that has met
neither it looks like another text.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

MIN_CAPITALISED = 3
"""Words in capitals from which a text counts as set in capitals: UN and NATO are always written so."""
SET_IN_CAPITALS = 0.9
"""Share of its letters that are then capitals."""
_POINTS = regex.compile(r"[\u064b-\u0652\u0670\u0640\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
"""Vowel points of Arabic and Hebrew, and the stroke that widens an Arabic word."""


def as_printed(words: Sequence[str]) -> list[str]:
    """The words of one text, one for one: without vowel points, and in small letters where all of it is in capitals.

    Capitals of a text of fewer than MIN_CAPITALISED such words stay.

    as_printed(["GOBIERNO", "BAJA", "IMPUESTOS", "."]) == ["Gobierno", "baja", "impuestos", "."]
    """
    plain = [word if word.isascii() else _POINTS.sub("", word) or word for word in words]
    return _in_small_letters(plain) if _is_set_in_capitals(plain) else plain


def _is_set_in_capitals(words: Sequence[str]) -> bool:
    capitalised = sum(len(word) > 1 and word.isupper() for word in words)
    letters = [letter for word in words for letter in word if letter.isupper() or letter.islower()]
    return capitalised >= MIN_CAPITALISED and sum(map(str.isupper, letters)) >= SET_IN_CAPITALS * len(letters)


def _in_small_letters(words: Sequence[str]) -> list[str]:
    first = next(number for number, word in enumerate(words) if word.isupper())
    return [word.capitalize() if number == first else word.lower() for number, word in enumerate(words)]
