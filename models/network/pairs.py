"""Pairs of texts as token rows: words in, subword ids out, with the place of every word kept.

The pair is the encoder's own, the translation first: `<s> translation </s></s> source </s>`; a missing source leaves
its part out. Words come in as words (`models.text.words`), so that each subword's owner is known, not guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import regex
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from models.errors import ModelUnavailable
from models.text.windows import budgets
from models.text.word_cache import remembered

Words = Sequence[str]
TRANSLATION, SOURCE = 0, 1
"""Sides of a pair."""
ROLES = 4
"""The translation and the source, each in English or not."""
MAX_SUBWORDS_READ = 512
"""Subwords read at once, or fewer where the positions of an encoder are fewer."""
MAX_PIECES = 32
"""Subwords of one word that are read: no word of a language has more, only what is no word."""
MIN_ROOM = 16
"""Subwords that an encoder must have room for beside its marks."""
SPACE_MARK = "\u2581"
_UNSPACED = regex.compile(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A pair as token rows of equal length T.

    `ids`: (T,). `sides`: (T,) TRANSLATION or SOURCE, the marks behind a side included. `roles`: (T,) below ROLES.
    `word`: (T,) index, within its side, of the word that begins here, else -1. `owner`: (T,) index of the word that
    the subword belongs to, -1 for marks.
    """

    ids: NDArray[np.int64]
    sides: NDArray[np.int64]
    roles: NDArray[np.int64]
    word: NDArray[np.int64]
    owner: NDArray[np.int64]

    def starts(self, side: int) -> NDArray[np.int64]:
        """Where the words of a side begin."""
        return np.flatnonzero((self.sides == side) & (self.word >= 0))

    def end(self, side: int) -> int:
        """The last mark of a side: the place of the gap behind its last word."""
        return int(np.flatnonzero(self.sides == side)[-1])


@dataclass(frozen=True, slots=True)
class Batch:
    """Encoded pairs padded to one length: (B, T) each; `mask` is 0 on padding, where `word` is -1."""

    ids: Tensor
    sides: Tensor
    roles: Tensor
    word: Tensor
    mask: Tensor

    def to(self, device: str) -> Batch:
        """The same batch on a device."""
        return Batch(*(getattr(self, name).to(device) for name in self.__slots__))


def collate(items: Sequence[Encoded], pad: int = 1) -> Batch:
    """Pads to the longest with the id `pad`."""
    longest = max(len(item.ids) for item in items)

    def stack(rows: Sequence[NDArray[np.int64]], fill: int) -> Tensor:
        table = np.full((len(rows), longest), fill, np.int64)
        for place, row in zip(table, rows, strict=True):
            place[: len(row)] = row
        return torch.from_numpy(table)

    return Batch(
        stack([item.ids for item in items], pad),
        stack([item.sides for item in items], SOURCE),
        stack([item.roles for item in items], 0),
        stack([item.word for item in items], -1),
        stack([np.ones_like(item.ids) for item in items], 0),
    )


class PairTokenizer:
    """An encoder's fast tokenizer, given words; `longest` subwords are read at once, marks included, of which a pair
    has `room`.

    `mask`: the id that stands for a hidden subword, None where the encoder has none. `segments`: the encoder is told
    which side is which by segment ids.
    """

    def __init__(self, tokenizer: Tokenizer, longest: int = MAX_SUBWORDS_READ) -> None:
        """Raises ModelUnavailable for a tokenizer that marks no pairs, or an encoder that reads too little."""
        self._own = tokenizer
        self._own.no_padding()
        self._own.no_truncation()
        self._own.encode_special_tokens = True
        added = self._own.get_added_tokens_decoder()
        self._special = frozenset(number for number, token in added.items() if token.special)
        self._alone, self._pair = (self._marks(count) for count in (1, 2))
        if not all((*self._alone, *self._pair)):
            raise ModelUnavailable("the base's tokenizer sets no marks before, between and after texts, as encoders do")
        mask = tokenizer.token_to_id("<mask>")
        self.mask = tokenizer.token_to_id("[MASK]") if mask is None else mask
        self.longest = longest
        self.room = longest - sum(map(len, self._pair))
        if self.room < MIN_ROOM:
            raise ModelUnavailable(f"the base reads {longest} subwords at once: too few")
        self._most = min(MAX_PIECES, *budgets(self.room))
        self.segments = 1 in self._own.encode(["a"], ["a"], is_pretokenized=True).type_ids
        self._pieces = remembered()(self._cut)

    def save(self, path: Path) -> None:
        """As JSON."""
        self._own.save(str(path))

    def rows(self, words: Words) -> tuple[list[int], list[int]]:
        """Subword ids of words and, for each, the index of its word."""
        ids: list[int] = []
        owners: list[int] = []
        for index, word in enumerate(words):
            pieces = self._pieces(word)
            ids.extend(pieces)
            owners.extend([index] * len(pieces))
        return ids, owners

    def encode(self, target: Words, source: Words | None, from_english: bool = False) -> Encoded:
        """A translation into English, or (`from_english`) of English, with its source or alone."""
        sides = [target] if source is None else [target, source]
        marks = self._alone if source is None else self._pair
        ids, owner, of_side = list(marks[0]), [-1] * len(marks[0]), [TRANSLATION] * len(marks[0])
        for side, (words, behind) in enumerate(zip(sides, marks[1:], strict=False)):
            found, owners = self.rows(words)
            ids += [*found, *behind]
            owner += [*owners, *[-1] * len(behind)]
            of_side += [side] * (len(found) + len(behind))
        owned, placed = np.array(owner, np.int64), np.array(of_side, np.int64)
        word = np.where((owned >= 0) & (np.diff(owned, prepend=-2) != 0), owned, -1)
        return Encoded(np.array(ids, np.int64), placed, placed + 2 * int(from_english), word, owned)

    def _cut(self, word: str) -> tuple[int, ...]:
        """A word's subwords. Before a character that is never set apart, a lone mark of a space says nothing."""
        encoding = self._own.encode([word], is_pretokenized=True, add_special_tokens=False)
        if len(word) > 1 and not self._special.isdisjoint(encoding.ids):
            return self._spelt(word)
        lone = len(encoding.ids) > 1 and encoding.tokens[0] == SPACE_MARK and _UNSPACED.match(word) is not None
        return tuple(encoding.ids[int(lone) :][: self._most])

    def _spelt(self, word: str) -> tuple[int, ...]:
        """By its characters: a text that says </s> means these, and some vocabularies hold the mark as a piece."""
        pieces = [number for character in word for number in self._cut(character)]
        return tuple(pieces[: self._most])

    def _marks(self, count: int) -> list[list[int]]:
        """The marks before the first of so many texts, and behind each."""
        encoding = self._own.encode(["a"], ["a"] if count == 2 else None, is_pretokenized=True)
        found: list[list[int]] = [[] for _ in range(count + 1)]
        begun = 0
        for number, side in zip(encoding.ids, encoding.sequence_ids, strict=True):
            if side is None:
                found[begun].append(number)
            else:
                begun = side + 1
        return found
