"""One part of a whole for another: a quarter of the voters, where the source says ein Drittel."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from models.checks.numbers.measure_differences import Difference
from models.checks.numbers.side_numbers import SideNumbers
from models.checks.words.single_parts import COUNTED, SINGLE_PARTS
from models.spans import Span


def part_differences(target: SideNumbers, source: SideNumbers) -> Iterator[Difference]:
    """The only part of a whole of either side, where the two are not the same."""
    theirs = _parts(source.text, source.lang)
    ours = _parts(target.text, target.lang) if len(theirs) == 1 else []
    if len(ours) != 1:
        return
    (of_source, there), (of_target, here) = theirs[0], ours[0]
    if of_source != of_target:
        yield Difference(here, here.of(target.text), there, there.of(source.text))


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
