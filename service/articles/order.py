"""Worst first: where an article stands among those that wait for an editor."""

from __future__ import annotations

URGENCY = {"reject": 0, "review": 1, "pass": 2}
UNSCORED = 3
"""What has no report yet comes after the others: there is nothing to see."""
APART = 1_000_000.0
"""Between verdicts. Penalties stay far below it; one that does not is taken for the largest that does."""
LAST_OPEN = APART * UNSCORED
"""Up to here stands what waits for somebody; beyond it, in the same order, what does not."""
DECIDED_LATER = APART * (UNSCORED + 1)


def place(verdict: str | None, penalty: float | None, waits: bool = True) -> float:
    """Smaller is sooner: by whether it waits for somebody, by verdict, then by penalty.

    place("reject", 12.0) < place("reject", 4.0) < place("review", 90.0) < place("pass", 0.0) < place(None, None)
    < place("reject", 12.0, waits=False)
    """
    first = APART * URGENCY.get(verdict or "", UNSCORED) - min(penalty or 0.0, APART - 1)
    return first if waits else first + DECIDED_LATER


def moved(place: float, waits: bool) -> float:
    """The place of an article that waits now, or does not any more: moved(place("pass", 2.0), False) is the other."""
    first = place - DECIDED_LATER if place > LAST_OPEN else place
    return first if waits else first + DECIDED_LATER
