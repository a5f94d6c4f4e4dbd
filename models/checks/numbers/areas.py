"""Units of area behind a number: square metres, mètres carrés, Quadratmeter, metrekare, m²."""

from __future__ import annotations

import regex

_LETTERS = r"\p{L}[\p{L}\p{M}]*"
_BEFORE = r"square|sq\.?|квадратн\p{L}+|кв\.?|čtverečn\p{L}+|वर्ग|වර්ග"
_AFTER = (
    r"cuadrad[oa]s?|carrés?|quadrad[oa]s?|quadrat[oiae]|pătra\p{L}+|مربع[\p{L}\p{M}]*|(?:רבוע|מרובע)\p{L}*|kare|"
    r"čtverečn\p{L}+|квадратн\p{L}+"
)
_SQUARE = regex.compile(
    rf"[\s\-‑]{{0,2}}(?:(?:de|di|d['’])\s?)?(?:(?:{_BEFORE})[\s\-]{{0,2}}(?P<unit>{_LETTERS})|(?:quadrat|ruut)(?P<unit>\p{{L}}+)|"
    rf"q(?P<unit>k?m)(?!\p{{L}})|(?P<unit>ק?מ)[\"״]ר(?!\p{{L}})|"
    rf"(?P<unit>{_LETTERS})(?:[²2](?!\d)|[\s\-](?:{_AFTER})(?![\p{{L}}\p{{M}}]))|(?P<unit>(?:kilo)?metre)kare\p{{L}}*)",
    regex.IGNORECASE,
)
SHORT_UNITS = {
    "m": "meter", "м": "meter", "م": "meter", "km": "kilometer", "км": "kilometer", "كم": "kilometer",
    "كلم": "kilometer", "ft": "foot", "mi": "mile", "metre": "meter", "kilometre": "kilometer", "fuss": "foot",
    "fuß": "foot", "מ": "meter", "קמ": "kilometer",
}  # fmt: skip
"""What is too short or too ambiguous for a unit anywhere else."""
_REACH = 12
_SQUARED_BEFORE = regex.compile(rf"(?:{_BEFORE})\s$", regex.IGNORECASE)
_HECTARES = regex.compile(r"\s?ha(?!\p{L})")


def squared_unit(text: str, end: int) -> tuple[str, int] | None:
    """The word for the length whose square counts behind a number that ends at `end`, and where it ends.

    squared_unit("50 mètres carrés", 2) == ("mètres", 16)
    """
    match = _SQUARE.match(text, end)
    return (match["unit"], match.end()) if match else None


def is_squared(text: str, start: int) -> bool:
    """True where the word for "square" stands before a unit that begins at `start`, as in Sinhala."""
    return _SQUARED_BEFORE.search(text[max(0, start - _REACH) : start]) is not None


def hectares_end(text: str, end: int) -> int | None:
    """Where "ha" ends that stands behind a number: a word of its own elsewhere."""
    match = _HECTARES.match(text, end)
    return match.end() if match else None
