"""Worst first: where an article stands among those that wait for an editor."""

from __future__ import annotations

URGENCY = {"reject": 0, "review": 1, "pass": 2}
UNSCORED = 3
"""What has no report yet comes last: there is nothing to see."""
APART = 1_000_000.0
"""Between verdicts. Penalties stay far below it; one that does not is taken for the largest that does."""


def place(verdict: str | None, penalty: float | None) -> float:
    """Smaller is sooner: by verdict, then by penalty.

    place("reject", 12.0) < place("reject", 4.0) < place("review", 90.0) < place("pass", 0.0) < place(None, None)
    """
    return APART * URGENCY.get(verdict or "", UNSCORED) - min(penalty or 0.0, APART - 1)
