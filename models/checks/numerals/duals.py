"""Two of something in one Arabic word: سيارتين are two cars, جنديان two soldiers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import regex

from models.checks.numerals.number_reading import Quantity
from models.checks.words.word_frequency import zipf
from models.spans import Span
from models.text.word_cache import remembered

_WORD = regex.compile(r"(?<![\p{L}\p{M}])[وفبلك]?(?:ال|لل)?(\p{L}{2,12}?(?:تان|تين|ان|ين))(?![\p{L}\p{M}])")
_KNOWN = 2.6
"""Zipf frequency of a noun from which its dual is taken for one."""
_RARER, _MUCH_RARER = 0.8, 1.2
"""By how much a dual is rarer than its noun; one in ين by more, for that is how many nouns of persons are plural."""
_PLURALS = frozenset({"اثنان", "اثنين", "اثنتين", "ملايين", "مئتين", "مئتان", "ألفان", "ألفين"})
_MIN_NOUN = 3
_TWO = 2.0


def with_duals(quantities: Sequence[Quantity], text: str, lang: str) -> list[Quantity]:
    """The same numbers, and two for every dual of an Arabic noun that is none of them, in order."""
    found = list(quantities)
    if lang != "ar":
        return found
    starts = [q.span.start for q in found]
    for match in _WORD.finditer(text):
        span = Span(*match.span())
        place = bisect_left(starts, span.start)
        beside = found[max(0, place - 1) : place + 1]
        if is_dual(match[1]) and not any(q.span.overlaps(span) for q in beside):
            two = frozenset({_TWO})
            found.append(Quantity(span, span.of(text), _TWO, two, (two,), firm=False, scaled=False, spelled=True))
    return sorted(found, key=lambda q: q.span)


@remembered()
def is_dual(word: str) -> bool:
    """True for what is much rarer than the noun that it would be two of; feminine ones have ة for ت.

    is_dual("سيارتين"), but not is_dual("لبنان") or is_dual("مهندسين")
    """
    stem, ending = word[:-2], word[-2:]
    is_feminine = stem.endswith("ت")
    noun = f"{stem[:-1]}ة" if is_feminine else stem
    if word in _PLURALS or len(noun) < _MIN_NOUN or zipf(noun, "ar") < _KNOWN:
        return False
    rarer = _MUCH_RARER if ending == "ين" and not is_feminine else _RARER
    return zipf(word, "ar") <= zipf(noun, "ar") - rarer
