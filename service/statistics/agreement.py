"""Do reviewers agree? Over flags on which two people or more have decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from sqlalchemy.orm import Session

from service.statistics import rows
from service.statistics.precision import is_right
from service.statistics.rows import ReviewerChoice, Scope
from service.statistics.shares import Share, share

MIN_CHOICES = 10
"""Pairs of choices from which on the figures say anything."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Over pairs of choices on the same flag: who decided first, who later.

    `agreed`: how often both said right, or both wrong. `kappa`: Cohen's (1960), 1 for full agreement, 0 for what
    chance would give; None where nothing could have differed. `counts[first, later]`: by whether each said right.
    """

    flags: int
    agreed: Share
    kappa: float | None
    counts: dict[tuple[bool, bool], int]

    @property
    def is_enough(self) -> bool:
        """False: too few for a conclusion."""
        return self.agreed.total >= MIN_CHOICES


def agreement_of(session: Session, scope: Scope) -> Agreement:
    """Of the flags in scope."""
    return agreement(rows.reviewer_choices(session, scope))


def agreement(choices: Sequence[ReviewerChoice]) -> Agreement:
    """`choices`: all on a flag in a row, the earliest first. Of three people on a flag, every pair counts."""
    counts: Counter[tuple[bool, bool]] = Counter()
    flags = 0
    for _, of_flag in groupby(choices, key=lambda choice: (choice.article, choice.fingerprint)):
        said = [is_right(choice.outcome) for choice in of_flag]
        flags += len(said) > 1
        counts.update(combinations(said, 2))
    table = {(first, later): counts[first, later] for first in (True, False) for later in (True, False)}
    total = sum(table.values())
    return Agreement(flags, share(table[True, True] + table[False, False], total), kappa(table), table)


def kappa(table: dict[tuple[bool, bool], int]) -> float | None:
    """Agreement beyond chance, by what (first, later) said: 20 both right, 5 and 10 one, 15 both wrong give 0.4.

    None when all choices are the same, or there are none.
    """
    total = sum(table.values())
    if not total:
        return None
    same = (table[True, True] + table[False, False]) / total
    first = (table[True, True] + table[True, False]) / total
    later = (table[True, True] + table[False, True]) / total
    chance = first * later + (1 - first) * (1 - later)
    return None if chance == 1 else (same - chance) / (1 - chance)
