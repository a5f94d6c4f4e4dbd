"""Sentences of the translation that the source does not have."""

from __future__ import annotations

import regex

from models.article import Document
from models.checks.base import Check, FlagKind
from models.checks.completeness.detachment import boilerplate
from models.checks.completeness.omission import is_substantial
from models.checks.completeness.one_sided import surely_alone
from models.checks.word_bounds import touches
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import merge

ADDED = FlagKind(Category.ADDITION, Severity.MAJOR, 0.6)
SMALL = FlagKind(Category.ADDITION, Severity.MINOR, 0.35)
_LETTER = regex.compile(r"\p{L}")


class Addition(Check):
    """Segments without a source; page furniture is left to the check `boilerplate`."""

    id = "addition"
    needs_source = True

    def find(self, document: Document) -> list[Flag]:
        """One flag for every target sentence that nothing in the source answers to, in reading order.

        None where the sentence before or after it has a source that is long enough to hold it too.
        """
        furniture = merge(found.span for found in boilerplate(document))
        return [
            kind.flag(self.id, segment.target_span, "Not in the source.")
            for segment in surely_alone(document, "target")
            if segment.target_span is not None
            and _LETTER.search(segment.target)
            and not touches(segment.target_span, furniture)
            for kind in [ADDED if is_substantial(segment.target) else SMALL]
        ]


ADDITION = Addition()
