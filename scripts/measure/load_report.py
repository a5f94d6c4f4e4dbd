"""What came of a load: how many were answered, how soon, how many refused and how, and what it took of memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import quantiles

ANSWERED, REFUSED, NOT_ANSWERED = (200, 201, 202), 503, 0


@dataclass(frozen=True, slots=True)
class Answer:
    """Of one request: its status (0: none came), after how many seconds, and whether it says when to come back.

    `own`: False for the report on another article than the one that was sent.
    """

    status: int
    seconds: float
    says_when: bool = False
    own: bool = True


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What came of a load. `alone`: seconds of requests that were sent one by one before it.

    Memory in bytes, 0 where the system does not tell: of the server after a tenth of the answers, at the end, and the
    most of all.
    """

    lasted: float
    answers: tuple[Answer, ...]
    peak_bytes: int
    alone: tuple[float, ...] = ()
    early_bytes: int = 0
    last_bytes: int = 0

    @property
    def statuses(self) -> Counter[int]:
        """How many answers of each status."""
        return Counter(one.status for one in self.answers)

    @property
    def good(self) -> bool:
        """Everything was answered with its own report, or refused with the time to come back."""
        right = {*ANSWERED, REFUSED}
        return all(one.status in right and one.own and (one.status != REFUSED or one.says_when) for one in self.answers)

    def table(self) -> str:
        """As Markdown."""
        waited = [one.seconds for one in self.answers if one.status in ANSWERED]
        refused = [one for one in self.answers if one.status == REFUSED]
        alone = sum(self.alone) / len(self.alone) if self.alone else 0.0
        busy, quiet = percentile(waited, 95), percentile(self.alone, 95)
        rows = {
            "sent a second": f"{len(self.answers) / self.lasted:.1f}",
            "answered a second": f"{len(waited) / self.lasted:.1f}",
            "… of what one by one would be": f"{len(waited) / self.lasted * alone:.2f}",
            "seconds until answered, p50": f"{percentile(waited, 50):.2f}",
            "seconds until answered, p95": f"{busy:.2f}",
            "… one by one, p95": f"{quiet:.2f}",
            "… times as long": f"{busy / quiet:.1f}" if quiet else "–",
            "refused (503)": f"{len(refused)}",
            "refused without Retry-After": f"{sum(not one.says_when for one in refused)}",
            "answered with another's report": f"{sum(not one.own for one in self.answers)}",
            "anything else": f"{len(self.answers) - len(waited) - len(refused)}",
            "memory of the server after a tenth, MB": f"{self.early_bytes / 2**20:.0f}",
            "… at the end": f"{self.last_bytes / 2**20:.0f}",
            "… at most": f"{self.peak_bytes / 2**20:.0f}",
        }
        return "\n".join(["| What | How much |", "|---|---|", *(f"| {name} | {much} |" for name, much in rows.items())])


def percentile(values: Iterable[float], which: int) -> float:
    """Of seconds, in steps of five; 0 of fewer than two: percentile(range(1, 22), 95) == 20.0."""
    found = list(values)
    return quantiles(found, n=20, method="inclusive")[which // 5 - 1] if len(found) > 1 else 0.0
