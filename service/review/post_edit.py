"""A post-edit beside the machine's own text: the words that changed, and how much that is by TER and chrF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from service.articles.word_changes import DiffPiece, changes
from service.storage.tables import Event


@dataclass(frozen=True, slots=True)
class Distance:
    """How far the machine was from what was made of it, by sacrebleu: TER and chrF, each times 100 (TER may exceed it).

    The machine's text is the hypothesis, the post-edit the reference (human-targeted TER, Snover et al. 2006).
    """

    ter: float
    chrf: float


@dataclass(frozen=True, slots=True)
class EditView:
    """The last post-edit of a segment. Without the inserted pieces it is `machine`, without the deleted ones `text`."""

    machine: str
    text: str
    pieces: tuple[DiffPiece, ...]
    event: Event

    @property
    def distance(self) -> Distance:
        """Of this segment alone."""
        return distance([(self.machine, self.text)])


def compare(machine: str, event: Event) -> EditView:
    """The post-edit that an `edit` event holds, beside the machine's text of its segment."""
    text = event.data.get("text", "")
    return EditView(machine, text, tuple(changes(machine, text)), event)


def distance(edited: Sequence[tuple[str, str]]) -> Distance:
    """Over (machine, post-edit) pairs as one corpus."""
    machine, texts = [pair[0] for pair in edited], [pair[1] for pair in edited]
    return Distance(TER().corpus_score(machine, [texts]).score, CHRF().corpus_score(machine, [texts]).score)
