"""Long numbers that count nothing and are grouped otherwise on the two sides: 91 123 45 67 and 911234567."""

from __future__ import annotations

import regex

from models.checks.numerals.numerals import plain_digits
from models.checks.numerals.phone import MAX_DIGITS, MIN_DIGITS, OWN_DIGITS
from models.spans import Span

_RUN = regex.compile(r"(?<![\p{N}.,])\+?\(?\d(?:[ \u00a0\-/.()]{0,2}\d){6,14}+(?![\p{N}])")
_MAX_RUNS = 50
"""More of them in one sentence are a table, which is not compared."""


def regrouped(source: str, target: str) -> tuple[list[Span], list[Span]]:
    """Where the source and the target have the same run of digits, by all of them or by the last seven.

    regrouped("Tel. 91 123 45 67", "Call 911234567") == ([Span(5, 17)], [Span(5, 14)])
    """
    theirs, ours = _runs(source), _runs(target)
    if not theirs or not ours or max(len(theirs), len(ours)) > _MAX_RUNS:
        return [], []
    shared = {digits[-OWN_DIGITS:] for digits, _ in theirs} & {digits[-OWN_DIGITS:] for digits, _ in ours}
    return (
        [span for digits, span in theirs if digits[-OWN_DIGITS:] in shared],
        [span for digits, span in ours if digits[-OWN_DIGITS:] in shared],
    )


def _runs(text: str) -> list[tuple[str, Span]]:
    """(digits, place) of the runs that are long enough for a telephone number, account or code."""
    plain = plain_digits(text)
    found = []
    for match in _RUN.finditer(plain):
        digits = "".join(character for character in match.group() if character.isdecimal())
        if MIN_DIGITS <= len(digits) <= MAX_DIGITS:
            found.append((digits, Span(*match.span())))
    return found
