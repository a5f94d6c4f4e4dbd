"""Pairs of texts as token rows: words in, subword ids out, with the place of every word kept.

The pair is the encoder's own, the translation first: `<s> translation </s></s> source </s>`; a missing source leaves
its part out. Words come in as words (`models.text.words`), so that each subword's owner is known, not guessed, and
what the lexicon knows of the word can go with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.errors import ModelUnavailable
from models.languages import UNTOLD_INTO_ENGLISH, LanguagePair
from models.network.pieces import WordPieces
from models.network.support import SUPPORT, word_support
from models.text.hidden_marks import visible
from models.text.lexicon import Lexicons
from models.text.windows import budgets
from models.text.word_cache import remembered

Words = Sequence[str]
TRANSLATION, SOURCE = 0, 1
"""Sides of a pair."""
ROLES = 4
"""The translation and the source, each in English or not."""
ENGLISH_ROLES = (TRANSLATION, SOURCE + 2)
"""An English translation, and the English source of another."""
MAX_SUBWORDS_READ = 512
"""Subwords read at once, or fewer where the positions of an encoder are fewer."""
MAX_PIECES = 32
"""Subwords of one word that are read: no word of a language has more, only what is no word."""
MIN_ROOM = 16
"""Subwords that an encoder must have room for beside its marks."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A pair as token rows of equal length T.

    `ids`: (T,). `sides`: (T,) TRANSLATION or SOURCE, the marks behind a side included. `roles`: (T,) below ROLES.
    `word`: (T,) index, within its side, of the word that begins here, else -1. `owner`: (T,) index of the word that
    the subword belongs to, -1 for marks. `support`: (T, SUPPORT) of that word, 0 for marks.
    """

    ids: NDArray[np.int64]
    sides: NDArray[np.int64]
    roles: NDArray[np.int64]
    word: NDArray[np.int64]
    owner: NDArray[np.int64]
    support: NDArray[np.float32]

    def starts(self, side: int) -> NDArray[np.int64]:
        """Where the words of a side begin."""
        return np.flatnonzero((self.sides == side) & (self.word >= 0))

    def end(self, side: int) -> int:
        """The last mark of a side: the place of the gap behind its last word."""
        return int(np.flatnonzero(self.sides == side)[-1])


@dataclass(frozen=True, slots=True)
class Batch:
    """Encoded pairs padded to one length: (B, T), or (B, T, SUPPORT).

    `mask` is 0 on padding, where `word` and `owner` are -1.
    """

    ids: Tensor
    sides: Tensor
    roles: Tensor
    word: Tensor
    owner: Tensor
    mask: Tensor
    support: Tensor

    def to(self, device: str) -> Batch:
        """The same batch on a device."""
        return Batch(*(getattr(self, name).to(device) for name in self.__slots__))


def collate(items: Sequence[Encoded], pad: int = 1) -> Batch:
    """Pads to the longest with the id `pad`."""
    longest = max(len(item.ids) for item in items)

    def stack(rows: Sequence[NDArray[Any]], fill: int) -> Tensor:
        table = np.full((len(rows), longest, *rows[0].shape[1:]), fill, rows[0].dtype)
        for place, row in zip(table, rows, strict=True):
            place[: len(row)] = row
        return torch.from_numpy(table)

    return Batch(
        stack([item.ids for item in items], pad),
        stack([item.sides for item in items], SOURCE),
        stack([item.roles for item in items], 0),
        stack([item.word for item in items], -1),
        stack([item.owner for item in items], -1),
        stack([np.ones_like(item.ids) for item in items], 0),
        stack([item.support for item in items], 0),
    )


class PairTokenizer:
    """Pairs of texts as rows of an encoder's subwords: `longest` at once with the marks, without them `room`."""

    def __init__(
        self, pieces: WordPieces, longest: int = MAX_SUBWORDS_READ, lexicons: Lexicons | None = None
    ) -> None:
        """`lexicons`: they tell each word's support. Raises ModelUnavailable for an encoder that reads too little."""
        self.pieces, self.longest, self.lexicons = pieces, longest, lexicons
        self.segments = pieces.segments
        self.room = longest - sum(map(len, pieces.pair))
        if self.room < MIN_ROOM:
            raise ModelUnavailable(f"the base reads {longest} subwords at once: too few")
        self._most = min(MAX_PIECES, *budgets(self.room))
        self._cut = remembered()(pieces.cut)

    def rows(self, words: Words) -> tuple[list[int], list[int]]:
        """Subword ids of words and, for each, the index of its word."""
        ids: list[int] = []
        owners: list[int] = []
        for index, word in enumerate(words):
            pieces = self._cut(visible(word) or word)[: self._most]
            ids.extend(pieces)
            owners.extend([index] * len(pieces))
        return ids, owners

    def encode(self, target: Words, source: Words | None, pair: LanguagePair = UNTOLD_INTO_ENGLISH) -> Encoded:
        """A translation into English, or (`pair.from_english`) of English, with its source or alone."""
        sides = [target] if source is None else [target, source]
        marks = self.pieces.alone if source is None else self.pieces.pair
        ids, owner, of_side = list(marks[0]), [-1] * len(marks[0]), [TRANSLATION] * len(marks[0])
        for side, (words, behind) in enumerate(zip(sides, marks[1:], strict=False)):
            found, owners = self.rows(words)
            ids += [*found, *behind]
            owner += [*owners, *[-1] * len(behind)]
            of_side += [side] * (len(found) + len(behind))
        owned, placed = np.array(owner, np.int64), np.array(of_side, np.int64)
        word = np.where((owned >= 0) & (np.diff(owned, prepend=-2) != 0), owned, -1)
        lexicon = self.lexicons.get(pair.other) if self.lexicons is not None and source is not None else None
        support = np.zeros((len(ids), SUPPORT), np.float32)
        for side, rows in enumerate(word_support(target, source, pair, lexicon)):
            here = (placed == side) & (owned >= 0)
            support[here] = rows[owned[here]]
        return Encoded(np.array(ids, np.int64), placed, placed + 2 * int(pair.from_english), word, owned, support)
