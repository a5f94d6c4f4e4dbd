"""Compounds cut into words that are known: Chemiekonzern is Chemie and Konzern.

After Koehn and Knight (2003), "Empirical methods for compound splitting": of all ways to cut a word into known
ones the one whose parts are most frequent, by the geometric mean of their counts.
"""

from __future__ import annotations

from collections.abc import Callable
from math import prod

LANGUAGES = frozenset(["de", "et"])
"""Source languages that write compounds as one word."""
LINKS = ("", "s", "es", "n", "en", "e", "er")
"""What may stand between two parts."""
SUFFIXES = frozenset([
    "ung", "bar", "los", "chen", "lein", "haft", "lich", "heit", "keit", "isch", "weis", "mine", "line", "lik",
])  # fmt: skip
"""Endings that make words, and look like words of their own when they are cut off."""
MIN_PART, MIN_LAST_PART = 4, 3
MAX_PARTS = 3
MAX_LENGTH = 80
"""Letters of a word that is cut: what is longer is none, and every place of it is tried against every other."""


def split_compound(
    word: str, count: Callable[[str], float], stem: Callable[[str], str], parts: int = MAX_PARTS
) -> tuple[str, ...]:
    """The stems of the parts, in order; () when no cut leaves known words only.

    `word` is a folded stem; `count` tells how often a stem was seen (0: unknown, or no part of compounds);
    `stem` makes one of a part.
    """
    best: tuple[str, ...] = ()
    best_score = 0.0
    if len(word) > MAX_LENGTH:
        return best
    for place in range(MIN_PART, len(word) - MIN_LAST_PART + 1):
        first = max((stem(left) for left in _without_link(word[:place])), key=count)
        if not count(first) or first in SUFFIXES:
            continue
        last = word[place:]
        rest: tuple[str, ...] = (last,) if count(last) and last not in SUFFIXES else ()
        if not rest and parts > 2:
            rest = split_compound(last, count, stem, parts - 1)
        score = prod(count(part) for part in (first, *rest)) ** (1 / (1 + len(rest))) if rest else 0.0
        if score > best_score:
            best, best_score = (first, *rest), score
    return best


def _without_link(left: str) -> list[str]:
    """The first part as it stands and without what may link it to the next."""
    return [
        left.removesuffix(link)
        for link in LINKS
        if left.endswith(link) and len(left) - len(link) >= MIN_PART
    ]
