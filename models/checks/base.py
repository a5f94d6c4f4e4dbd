"""The one shape of a check, a rule that reads a document and flags what it is sure of, and of what it flags."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from models.article import Document, Side
from models.languages import ENGLISH
from models.mqm import Category, Severity
from models.report import Evidence, Flag
from models.spans import Span


class Check(ABC):
    """A deterministic rule, silent on correct text. Holds no state.

    `id` names it in reports, statistics and dismissals, in lower case with hyphens, and never changes. `needs_source`
    is True when it finds nothing without a source; it is then not run on a document that has none.
    """

    id: ClassVar[str]
    needs_source: ClassVar[bool] = False

    @abstractmethod
    def find(self, document: Document) -> list[Flag]:
        """Every error it is sure of, as flags at article offsets, in reading order.

        Never raises on any text, and returns the same flags for the same document.
        """


class EnglishCheck(Check):
    """A rule that knows English alone, and is silent on translations into any other language."""

    def find(self, document: Document) -> list[Flag]:
        """See Check."""
        return self.find_in_english(document) if document.article.target_lang == ENGLISH else []

    @abstractmethod
    def find_in_english(self, document: Document) -> list[Flag]:
        """The same of a translation into English."""


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
