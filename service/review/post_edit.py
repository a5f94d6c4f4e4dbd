"""A post-edit beside the machine's own text: the words that changed, and how much that is by TER and chrF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import regex
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from service.storage.tables import Event

Change = Literal["same", "deleted", "inserted"]
_WORD = regex.compile(r"\s+|[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]|[\w\p{M}]+|.", regex.S)
"""Words, white space, and signs; characters of scripts without spaces each for itself."""


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """Some words, and what became of them."""

    change: Change
    text: str


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


def changes(before: str, after: str) -> Iterable[DiffPiece]:
    """What was changed, word by word: deletions before the insertions that took their place."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield DiffPiece("same", "".join(old[a:b]))
            continue
        if b > a:
            yield DiffPiece("deleted", "".join(old[a:b]))
        if d > c:
            yield DiffPiece("inserted", "".join(new[c:d]))


def distance(edited: Sequence[tuple[str, str]]) -> Distance:
    """Over (machine, post-edit) pairs as one corpus."""
    machine, texts = [pair[0] for pair in edited], [pair[1] for pair in edited]
    return Distance(TER().corpus_score(machine, [texts]).score, CHRF().corpus_score(machine, [texts]).score)
