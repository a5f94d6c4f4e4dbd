"""Numbers and names that two texts share: they tell which of their units belong together, whatever the languages."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import regex

from models.text.beads import SHAPES

Tokens = Sequence[frozenset[str]]
"""Of each unit of one side."""
SHARED_TOKEN_GAIN = 1.5
UNSHARED_NUMBER_COST = 1.5
MAX_TOKEN_EVIDENCE = 4.0
"""Nats: per shared token and unit of rarity; per number on one side only; at most in all."""
MAX_TOKENS = 100
"""Numbers and words of one unit that are compared, the first of each: a sentence has ten, and a list without a full
stop thousands."""
MAX_RUN = max(max(shape) for shape in SHAPES)
_NUMBER = regex.compile(r"\p{Nd}+(?:[.,٬٫\u00a0\u202f]\p{Nd}+)*")
_LATIN = regex.compile(r"(?<![\p{L}\p{M}])\p{Script=Latin}[\p{Script=Latin}\p{M}]{2,}")


class SharedTokens:
    """What the tokens of source and target units say for or against each pair of runs."""

    def __init__(self, source: Sequence[str], target: Sequence[str]) -> None:
        theirs, ours = _telling([_tokens(text) for text in source], [_tokens(text) for text in target])
        self._source, self._target = _Runs(theirs), _Runs(ours)
        self._worth = {token: _worth(token, rarity) for token, rarity in _rarity(ours).items()}

    def cost(self, source: int, target: int, sources: int, targets: int) -> float:
        """Nats for a bead of so many units from these on, below 0 where they share what few others have."""
        left, right = self._source.tokens[sources][source], self._target.tokens[targets][target]
        if not left and not right:
            return 0.0
        numbers = self._source.numbers[sources][source] + self._target.numbers[targets][target]
        if left.isdisjoint(right):  # most cells of a search are no pair
            return min(MAX_TOKEN_EVIDENCE, UNSHARED_NUMBER_COST * numbers)
        cost = UNSHARED_NUMBER_COST * numbers - sum(map(self._worth.__getitem__, left & right))
        return max(-MAX_TOKEN_EVIDENCE, min(MAX_TOKEN_EVIDENCE, cost))

    def once(self, rows: range, columns: range) -> list[tuple[int, int]]:
        """(source unit, target unit) that have a token which no other of these units has, in one order on both sides.

        Where they cross, the longest run of them that does not.
        """
        left, right = _unique(self._source.units, rows), _unique(self._target.units, columns)
        return _rising(sorted({(left[token], right[token]) for token in left.keys() & right.keys()}))


@dataclass(frozen=True)
class _Runs:
    """The tokens of one side's units, and of every run of up to MAX_RUN of them, worked out once for all cells."""

    units: Tokens

    @cached_property
    def tokens(self) -> list[Tokens]:
        """By the length of a run and its first unit."""
        longer = [
            [self.units[n].union(*self.units[n + 1 : n + length]) for n in range(len(self.units))]
            for length in range(2, MAX_RUN + 1)
        ]
        return [[frozenset()] * len(self.units), self.units, *longer]

    @cached_property
    def numbers(self) -> list[list[int]]:
        """How many of them are numbers."""
        return [[_count_numbers(tokens) for tokens in runs] for runs in self.tokens]


def _count_numbers(tokens: frozenset[str]) -> int:
    return sum(token[0].isdigit() for token in tokens)


def _tokens(text: str) -> frozenset[str]:
    """Numbers of two or more digits in European digits, and longer capitalised or foreign Latin words."""
    numbers = [
        "".join(str(unicodedata.digit(character)) for character in match if character.isdecimal())
        for match in _NUMBER.findall(text)
    ]
    words = [word.casefold() for word in _LATIN.findall(text) if word[:1].isupper() or not text.isascii()]
    return frozenset([number for number in numbers if len(number) > 1][:MAX_TOKENS] + words[:MAX_TOKENS])


def _telling(source: Tokens, target: Tokens) -> tuple[Tokens, Tokens]:
    """Without the words that only one side has: they speak neither for nor against any pair."""
    both = frozenset().union(*source) & frozenset().union(*target)

    def keep(tokens: frozenset[str]) -> frozenset[str]:
        return frozenset(token for token in tokens if token in both or token[0].isdigit())

    return [keep(tokens) for tokens in source], [keep(tokens) for tokens in target]


def _rarity(target: Tokens) -> dict[str, float]:
    """Weight of a shared token in [0, 1]: 1 in one unit of the target, 0 in all of them."""
    counts = Counter(token for tokens in target for token in tokens)
    total = max(2, len(target))
    return {token: max(0.0, 1 - log(count) / log(total)) for token, count in counts.items()}


def _worth(token: str, rarity: float) -> float:
    """Nats that a shared token takes off, of a number also what it would cost on either side alone."""
    return SHARED_TOKEN_GAIN * rarity + (2 * UNSHARED_NUMBER_COST if token[0].isdigit() else 0.0)


def _unique(tokens: Tokens, units: range) -> dict[str, int]:
    """Tokens that only one of `units` holds, with that unit."""
    holders: dict[str, list[int]] = {}
    for unit in units:
        for token in tokens[unit]:
            holders.setdefault(token, []).append(unit)
    return {token: found[0] for token, found in holders.items() if len(found) == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of sorted pairs that rises on both sides (patience sorting)."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int] = []
    rows_backward = sorted(range(len(pairs)), key=lambda index: (pairs[index][0], -pairs[index][1]))
    for index in rows_backward:
        place = bisect_left(ends, pairs[index][1])
        before.append(at_end[place - 1] if place else -1)
        ends[place : place + 1] = [pairs[index][1]]
        at_end[place : place + 1] = [len(before) - 1]
    chain: list[tuple[int, int]] = []
    last = at_end[-1] if at_end else -1
    while last >= 0:
        chain.append(pairs[rows_backward[last]])
        last = before[last]
    return chain[::-1]
