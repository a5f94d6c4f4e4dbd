"""The one shape of a check, a rule that reads a document and flags what it is sure of, and of what it flags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from models.article import Document, Side
from models.mqm import Category, Severity
from models.report import Evidence, Flag
from models.spans import Span


class Check(Protocol):
    """A deterministic rule, silent on correct text, with a stable id.

    `id` names it in reports, statistics and dismissals, and never changes. `needs_source` is True
    when it cannot judge without a source; it is then not run on a document that has none.
    """

    @property
    def id(self) -> str:
        """The name, in lower case with hyphens."""
        ...

    @property
    def needs_source(self) -> bool:
        """Whether it must not be run without a source."""
        ...

    def find(self, document: Document) -> list[Flag]:
        """Every error it is sure of, as flags at article offsets, in reading order.

        Never raises on any text, and returns the same flags for the same document.
        """
        ...


@dataclass(frozen=True, slots=True)
class FlagKind:
    """What a check finds in one and the same way: what error it is, how severe, how sure in [0, 1], on which side."""

    category: Category
    severity: Severity
    confidence: float
    side: Side = "target"

    def flag(
        self,
        check: str,
        span: Span,
        message: str,
        evidence: tuple[Evidence, ...] = (),
        replacements: tuple[str, ...] = (),
    ) -> Flag:
        """The flag of the check with this id on a span of the article. Raises ValueError as `Flag` does."""
        return Flag(
            span, self.side, self.category, self.severity, self.confidence, check, message, evidence, replacements
        )
