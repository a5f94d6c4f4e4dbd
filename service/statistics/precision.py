"""Precision of each check: how many of its flags were right, as reviewers decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from sqlalchemy.orm import Session

from models.languages import LanguagePair
from service.decisions.review_state import DISMISS
from service.statistics import rows
from service.statistics.rows import CheckCounts, Scope
from service.statistics.shares import Share, share

Name = TypeVar("Name", bound=Hashable)


class Precision(NamedTuple):
    """Of every check in all languages, by name, and in every pair."""

    checks: Mapping[str, Share]
    in_pairs: Mapping[tuple[str, LanguagePair], Share]


def is_right(outcome: str) -> bool:
    """A flag of another kind or weight than it should be is right: something is wrong there."""
    return outcome != DISMISS


def precision(session: Session, scope: Scope) -> Precision:
    """Of the flags that were decided on; the others count for nothing."""
    found = rows.decided(session, scope)
    return Precision(shares((j.check, j.outcome, j.flags) for j in found), shares(map(_in_pair, found)))


def precision_of(session: Session, site: str) -> Mapping[str, Share]:
    """Of every check of a site, by its name, over all time: for the page of an article."""
    return shares(rows.decided_by_check(session, site))


def shares(counted: Iterable[tuple[Name, str, int]]) -> dict[Name, Share]:
    """(name, outcome, count) as the share of right ones of each name, in the order of names."""
    right: Counter[Name] = Counter()
    decided: Counter[Name] = Counter()
    for name, outcome, count in counted:
        decided[name] += count
        right[name] += count * is_right(outcome)
    return {name: share(right[name], decided[name]) for name in sorted(decided, key=str)}


def _in_pair(found: CheckCounts) -> tuple[tuple[str, LanguagePair], str, int]:
    return (found.check, found.pair), found.outcome, found.flags
