"""One part of a whole for another: a quarter of the voters, where the source says ein Drittel."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from models.checks.numbers.measure_differences import Difference
from models.checks.numbers.side_numbers import SideNumbers
from models.checks.words.single_parts import COUNTED, SINGLE_PARTS
from models.spans import Span

_WHOLE = 100


def part_differences(target: SideNumbers, source: SideNumbers) -> Iterator[Difference]:
    """The only part of a whole of either side, where the two are not the same."""
    theirs = _parts(source.text, source.lang)
    ours = _parts(target.text, target.lang) if len(theirs) == 1 else []
    if len(ours) != 1:
        return
    (of_source, there), (of_target, here) = theirs[0], ours[0]
    is_said = _says(source, of_target) or _says(target, of_source)
    if of_source != of_target and not is_said:
        yield Difference(here, here.of(target.text), there, there.of(source.text))


def _says(side: SideNumbers, number: int) -> bool:
    """True where it may say the part by its number or per cent: one in four, 25 per cent."""
    return any(value == number or abs(value - _WHOLE / number) < 1 for value in side.meant)


def _parts(text: str, lang: str) -> list[tuple[int, Span]]:
    """(of how many parts, place) of every one that is told alone."""
    if lang not in SINGLE_PARTS:
        return []
    return [(number, Span(*match.span())) for number, one in _patterns(lang) for match in one.finditer(text)]


@lru_cache(64)
def _patterns(lang: str) -> tuple[tuple[int, regex.Pattern[str]], ...]:
    before, after = (r"(?<![\p{L}\p{M}])", r"(?![\p{L}\p{M}])") if lang != "zh" else ("", "")
    counted = rf"(?<!{COUNTED[lang]}\s)" if lang in COUNTED else ""
    return tuple(
        (number, regex.compile(rf"{before}{counted}(?:{one}){after}", regex.IGNORECASE))
        for number, one in SINGLE_PARTS[lang].items()
    )
