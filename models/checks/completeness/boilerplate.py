"""Passages that do not belong to the article: taglines, calls to follow and share, copyright lines, tools' notes."""

from __future__ import annotations

from models.article import Document
from models.checks.base import Check, FlagKind
from models.checks.completeness.detachment import Boilerplate, boilerplate
from models.checks.completeness.translator_notes import translator_notes
from models.checks.word_bounds import touches
from models.languages import ENGLISH
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span

SURE = FlagKind(Category.BOILERPLATE, Severity.MAJOR, 0.85)
DETACHED = FlagKind(Category.BOILERPLATE, Severity.MINOR, 0.5)


class BoilerplateText(Check):
    """Paragraphs from around the article, by what they are made of and by what the source lacks."""

    id = "boilerplate"

    def find(self, document: Document) -> list[Flag]:
        """One flag for every such paragraph, in reading order."""
        article = document.article
        notes: list[Span] = []
        if article.target_lang == ENGLISH and document.has_source:
            notes = translator_notes(article.target, article.source or "")
        found = [Boilerplate(note, True, "the translation tool speaks of its work") for note in notes]
        found += [other for other in boilerplate(document) if not touches(other.span, notes)]
        return [self._flag(one) for one in sorted(found, key=lambda one: one.span)]

    def _flag(self, found: Boilerplate) -> Flag:
        message = f"This does not belong to the article: {found.reason}."
        return (SURE if found.sure else DETACHED).flag(self.id, found.span, message)


BOILERPLATE = BoilerplateText()
