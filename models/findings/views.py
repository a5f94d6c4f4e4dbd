"""How rules read an article: views of it, each made from the one before, and the way of a flag back through them.

    stored ─► prose ─► words
       └────► lines

`prose` has codes blotted out, `words` and `lines` have no soft hyphens and zero-width marks. Codes are found in the
text as it is stored, since a program reads that; blots leave every offset what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from models.article import Document
from models.checks.completeness.addition import ADDITION
from models.checks.completeness.boilerplate import BOILERPLATE
from models.checks.completeness.omission import OMISSION
from models.checks.placeholders import PLACEHOLDERS
from models.checks.typography.encoding import ENCODING
from models.checks.typography.invisible import INVISIBLE
from models.findings.code_passages import prose_of
from models.findings.unmarked import without_hidden_marks
from models.report import Flag


class DocumentView(Protocol):
    """A document that was made from another, and the way of a flag from this one to that."""

    @property
    def document(self) -> Document:
        """What is read."""
        ...

    def restored(self, flag: Flag) -> Flag | None:
        """The flag as it stands in the document that this one was made from; None where it means nothing there."""
        ...


@dataclass(frozen=True, slots=True)
class ViewChain:
    """A document as it is stored, and views of it, each of the one before."""

    stored: Document
    views: tuple[DocumentView, ...] = ()

    @property
    def document(self) -> Document:
        """What is read: the last view, or the stored document where there is none."""
        return self.views[-1].document if self.views else self.stored

    def through(self, look: Callable[[Document], DocumentView]) -> ViewChain:
        """The chain with one view more."""
        return ViewChain(self.stored, (*self.views, look(self.document)))

    def restored(self, flags: Iterable[Flag]) -> Iterator[Flag]:
        """Flags on what is read as flags on the stored document, in their order; less those that mean nothing there."""
        for flag in flags:
            if (found := self._restored(flag)) is not None:
                yield found

    def _restored(self, flag: Flag) -> Flag | None:
        found: Flag | None = flag
        for view in reversed(self.views):
            found = view.restored(found) if found is not None else None
        return found


@dataclass(frozen=True, slots=True)
class Views:
    """The four ways in which an article is read.

    `stored`: as it came. `prose`: without what a program reads, every character of the rest as it is stored. `words`:
    the same as a reader sees it. `lines`: all that a reader sees.
    """

    stored: ViewChain
    prose: ViewChain
    words: ViewChain
    lines: ViewChain

    def read_by(self, check: str) -> ViewChain:
        """What the rule with that id reads: words, unless it is one of those that read something else."""
        return {
            PLACEHOLDERS.id: self.stored,
            ENCODING.id: self.prose,
            INVISIBLE.id: self.prose,
            BOILERPLATE.id: self.lines,
            OMISSION.id: self.lines,
            ADDITION.id: self.lines,
        }.get(check, self.words)


def views_of(document: Document) -> Views:
    """The views of a document; where there are neither codes nor hidden marks, all are the document itself."""
    stored = ViewChain(document)
    prose = stored.through(prose_of)
    return Views(stored, prose, prose.through(without_hidden_marks), stored.through(without_hidden_marks))
