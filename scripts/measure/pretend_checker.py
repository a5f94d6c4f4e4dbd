"""A checker without a model that takes a set time: what the service around it can do, and costs, is then known."""

from __future__ import annotations

import time
from dataclasses import dataclass

from models.intake.requests import CheckRequest, take_in
from models.report import ArticleReport, Coverage

PRETEND = "PRETEND"
"""The variable of the environment that tells `scripts.measure.pretend_worker` the seconds of a check and of a lease."""


@dataclass(frozen=True, slots=True)
class PretendChecker:
    """Finds nothing, and takes so many `seconds` for an article, in which it leaves the processor to others."""

    seconds: float
    signature: str = "mtqc|pretend"

    def check(self, request: CheckRequest) -> ArticleReport:
        """A report without flags. Raises InvalidInput as the real one."""
        article = take_in(request).article
        time.sleep(self.seconds)
        return ArticleReport(
            article=article, signature=self.signature, overall=0.9, fluency=0.9, consistency=None,
            penalty_per_100_words=0.0, verdict="pass", verdict_reasons=(), segments=(), flags=(),
            coverage=Coverage(0, 0),
        )  # fmt: skip
