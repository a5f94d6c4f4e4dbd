"""Results of matches: 2:1 and 2-1 are one result, 3-1 and 3-2 are two, though a one alone means nothing."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from models.checks.numbers.measure_differences import Difference
from models.checks.numbers.side_numbers import SideNumbers
from models.checks.numbers.units import unit_after
from models.checks.numerals.numerals import plain_digits
from models.spans import Span

_SCORE = regex.compile(
    r"(?<![\p{Latin}\p{Cyrillic}\p{N}.,:/\-–+])(\d{1,2})\s?[-–:比]\s?(\d{1,2})(?![\p{N}:/\-–%°]|[.,]\d|\s?(?:%|°|[ap]\.?m\b|Uhr|h\b))",
    regex.IGNORECASE,
)
_CLOCK = regex.compile(r"\d{1,2}:\d\d")


def score_differences(target: SideNumbers, source: SideNumbers) -> Iterator[Difference]:
    """The only result of either side, where it is another; the two may be told the other way round."""
    ours, theirs = _scores(target.text), _scores(source.text)
    if len(ours) != 1 or len(theirs) != 1:
        return
    (here, one), (there, other) = ours[0], theirs[0]
    if one != other and not unit_after(target.text, here.end):  # 5-6 km are 3-4 miles
        yield Difference(here, here.of(target.text), there, there.of(source.text))


def _scores(text: str) -> list[tuple[Span, list[int]]]:
    """Place and both numbers, the smaller first; none of a clock time."""
    return [
        (Span(*match.span()), sorted(map(int, match.groups())))
        for match in _SCORE.finditer(plain_digits(text))
        if not _CLOCK.fullmatch(match[0])
    ]
