"""Why what somebody decided cannot be taken: each kind that is answered in a way of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models.errors import CheckerError
from service.storage.tables import RETIRED, Job

MAX_TOLD = 5
"""Passages that a refusal quotes: a reader wants to see where to begin, and how many there are."""
MAX_QUOTED = 40
"""Characters of each: enough to find it on the page."""


class Conflict(CheckerError):
    """What was decided does not go with what somebody has done meanwhile, or did before."""


class Unfinished(Conflict):
    """A review cannot be finished: serious flags are left on which nobody has decided. `flags`: their fingerprints."""

    def __init__(self, left: Sequence[Mapping[str, Any]]) -> None:
        words = [f"“{shortened(flag['text'])}” ({flag['severity']})" for flag in left[:MAX_TOLD]]
        more = [f"{len(left) - MAX_TOLD} more"] if len(left) > MAX_TOLD else []
        flags = "1 serious flag is" if len(left) == 1 else f"{len(left)} serious flags are"
        super().__init__(f"{flags} not decided yet: {', '.join(words + more)}. Confirm, change or dismiss each first.")
        self.flags = tuple(flag["fingerprint"] for flag in left)


class InOtherHands(Conflict):
    """Somebody else is reviewing the article. Whoever wants to go on has to release it, which anyone may."""

    def __init__(self, reviewer: str) -> None:
        super().__init__(f"{reviewer} is reviewing this article: release it first (anyone may).")


class NotYet(Conflict):
    """The article is being checked: the same can be taken once its report is there."""


def unchecked(job: Job) -> Conflict:
    """What to do about a revision that has no report: wait for it, or send it again because none will come."""
    if job.state == RETIRED:
        return Conflict(f"Its check failed: {job.error.rstrip('.')}. Send it again.")
    return NotYet("It is not checked yet: wait for its report first.")


def shortened(text: str) -> str:
    """One line of a passage, as a message quotes it."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_QUOTED else line[: MAX_QUOTED - 1] + "…"
