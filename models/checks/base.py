"""The one shape of a check: a rule that reads a document and flags what it is sure of."""

from __future__ import annotations

from typing import Protocol

from models.article import Document
from models.report import Flag


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
