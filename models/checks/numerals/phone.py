"""Telephone numbers: digits that count nothing, grouped as one likes."""

from __future__ import annotations

import regex

from models.checks.numerals.numerals import plain_digits
from models.spans import Span

MIN_DIGITS, MAX_DIGITS = 7, 15
"""Of a number with its area; E.164 allows fifteen."""
OWN_DIGITS = 7
"""The last digits of a number, which are the same with and without the codes of country and area."""
_BEFORE = r"(?<![\p{L}\p{N}.,:/\-])"
_PHONE = regex.compile(
    rf"{_BEFORE}(?:"
    r"\+\d{1,4}(?:[ \u00a0./\-]?\(?\d{1,6}\)?){1,6}"  # +49 30 123456
    r"|\(0?\d{1,5}\)[ \u00a0]?\d{2,8}(?:[ \u00a0\-]\d{2,6}){0,4}"  # (030) 123456, (555) 123-4567
    r"|(?<!\p{N}[ \u00a0])0\d{1,5}(?:[ \u00a0/\-]\d{2,9}){1,5}"  # 0800 123 4567, but not 1 000 000 000
    r"|\d{2,4}(?:-\d{2,6}){2,4}"  # 900-123-456
    r")(?![\p{L}\p{N}]|[.,:/\-]\d)"
)
_DATE = regex.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[\-/ ]\d{1,2}[\-/ ]\d{4}")


def phone_numbers(text: str) -> list[Span]:
    """Where telephone numbers stand, in order: with +, a leading 0, an area in brackets, or three parts with hyphens.

    [s.of("Call 0800-1234567 now") for s in phone_numbers("Call 0800-1234567 now")] == ["0800-1234567"]
    """
    plain = plain_digits(text)
    return [
        Span(*match.span())
        for match in _PHONE.finditer(plain)
        if MIN_DIGITS <= sum(map(str.isdigit, match.group())) <= MAX_DIGITS and not _DATE.fullmatch(match.group())
    ]


def phone_values(text: str) -> frozenset[float]:
    """What a telephone number may be compared by: all its digits, and the last seven."""
    digits = "".join(character for character in plain_digits(text) if character.isdecimal())
    return frozenset({float(digits), float(digits[-OWN_DIGITS:])})
