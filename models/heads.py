"""What every network of ours reads and says: pairs as token rows, and the heads on an encoder's hidden states."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.features import FEATURES, word_features
from models.lexicon import Lexicon

SENTENCE_OUTPUTS = 2
"""Direct-assessment z score, and HTER."""
PAD = 0

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A pair as token rows of equal length T.

    `ids`: (T,) English ids, those of the other language after them. `types`: 0 English, 1 the other language.
    `positions` restart for the latter. `features`: (T, FEATURES). `word`: (T,) index, within its language, of
    the word that begins here, else -1. `gloss`, `gloss_weights`: (T, PIECES) English ids of what the foreign
    word usually means, weights 0 for English.
    """

    ids: NDArray[np.int64]
    types: NDArray[np.int64]
    positions: NDArray[np.int64]
    features: NDArray[np.float32]
    word: NDArray[np.int64]
    gloss: NDArray[np.int64]
    gloss_weights: NDArray[np.float32]

    @property
    def support(self) -> NDArray[np.float32]:
        """(T,): how well the lexicon finds the word that begins here answered on the other side, in [0, 1]."""
        return self.features[:, 1] * self.features[:, 2]


@dataclass(frozen=True, slots=True)
class Batch:
    """Encoded pairs padded to one length: (B, T), or (B, T, FEATURES) and (B, T, PIECES)."""

    ids: Tensor
    types: Tensor
    positions: Tensor
    mask: Tensor
    features: Tensor
    word: Tensor
    gloss: Tensor
    gloss_weights: Tensor

    def to(self, device: str) -> Batch:
        """The same batch on a device."""
        return Batch(*(getattr(self, name).to(device) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Predictions:
    """(B, T) logits that the `english` or `foreign` word beginning there is wrong; `sentence`: (B, 2).

    A word of the source is wrong when it is translated wrongly or not at all. `edited`: (B, T) logits that a
    post-editor would change the English word, which people also do for taste. `gap`: (B, T) logits that something
    is missing before the word beginning there, or, at the SEP that ends a side, after its last word.
    """

    english: Tensor
    edited: Tensor
    foreign: Tensor
    gap: Tensor
    sentence: Tensor


def collate(items: Sequence[Encoded]) -> Batch:
    """Pads to the longest; padding has word -1 and mask 0."""
    longest = max(len(item.ids) for item in items)

    def stack(rows: Sequence[NDArray[Any]], fill: int = 0) -> Tensor:
        table = np.full((len(items), longest, *rows[0].shape[1:]), fill, rows[0].dtype)
        for place, row in zip(table, rows, strict=True):
            place[: len(row)] = row
        return torch.from_numpy(table)

    return Batch(
        stack([item.ids for item in items], PAD),
        stack([item.types for item in items]),
        stack([item.positions for item in items]),
        stack([np.ones_like(item.ids) for item in items]),
        stack([item.features for item in items]),
        stack([item.word for item in items], -1),
        stack([item.gloss for item in items]),
        stack([item.gloss_weights for item in items]),
    )


def word_rows(
    owners: NDArray[np.int64],
    types: NDArray[np.int64],
    sides: tuple[Words | None, Words | None],
    lang: str,
    lexicon: Lexicon | None,
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """`Encoded.features` and `Encoded.word`, from the word that each token belongs to (-1: none).

    `sides`: the English words and those in `lang`, None where a side is not seen.
    """
    features = np.zeros((len(owners), FEATURES), np.float32)
    for side, rows in enumerate(word_features(*sides, lang, lexicon)):
        of_side = (types == side) & (owners >= 0)
        features[of_side] = rows[owners[of_side]]
    starts = (owners >= 0) & (np.diff(owners, prepend=-2) != 0)
    return features, np.where(starts, owners, -1)


class PairReader(Protocol):
    """A tokenizer of pairs, as training and scoring ask it; `longest` tokens of a pair are read at once."""

    longest: int

    def english_rows(self, words: Words) -> tuple[list[int], list[int]]:
        """Subword ids of English words and, for each, the index of its word."""
        ...

    def foreign_rows(self, words: Words, lang: str) -> tuple[list[int], list[int]]:
        """The same of another language."""
        ...

    def encode(
        self, target: Words, source: Words | None, lang: str, lexicon: Lexicon | None, from_english: bool = False
    ) -> Encoded:
        """A translation from `lang`, or (`from_english`) into it, with its source or alone."""
        ...


@dataclass(frozen=True, slots=True)
class Learning:
    """What of a network learns. `dense`: (rate, parts) for AdamW; `sparse`: (rate, tables) for SparseAdam.

    `frozen` stays as it is; `clipped` is where the gradient's norm is held to 1.
    """

    dense: Sequence[tuple[float, Sequence[nn.Module]]]
    sparse: Sequence[tuple[float, Sequence[nn.Module]]]
    frozen: Sequence[nn.Module]
    clipped: nn.Module


class JudgingNetwork(nn.Module, ABC):
    """Word and sentence quality of a target, with or without sight of its source: the heads on some encoder."""

    def __init__(self, width: int, inner: int) -> None:
        """`width` of the encoder's hidden states, `inner` of the heads."""
        super().__init__()
        self.target_head = _head(width + FEATURES, inner, 1)  # edited
        self.error_head = _head(width + FEATURES, inner, 1)
        self.source_head = _head(width + FEATURES, inner, 1)
        self.gap_head = _head(2 * width, inner, 1)
        self.sentence_head = _head(2 * width + 2, inner, SENTENCE_OUTPUTS)

    @abstractmethod
    def hidden(self, batch: Batch) -> Tensor:
        """(B, T, width): the encoder's last hidden states, in full precision."""

    @abstractmethod
    def learning(self) -> Learning:
        """What learns in training, and how fast: a property of the kind of network."""

    @property
    def heads(self) -> Sequence[nn.Module]:
        """All heads."""
        return self.target_head, self.error_head, self.source_head, self.gap_head, self.sentence_head

    def forward(self, batch: Batch) -> Predictions:
        """Raw outputs for every token; only those where `batch.word >= 0` mean anything."""
        hidden = self.hidden(batch)
        seen = torch.cat([hidden, batch.features], dim=-1)
        between = torch.cat([hidden.roll(1, dims=1), hidden], dim=-1)
        english, edited, foreign, gap = (
            head(states).squeeze(-1)
            for head, states in (
                (self.error_head, seen), (self.target_head, seen), (self.source_head, seen), (self.gap_head, between),
            )
        )  # fmt: skip
        return Predictions(english, edited, foreign, gap, self._sentence(hidden, edited, batch))

    def _sentence(self, hidden: Tensor, edited: Tensor, batch: Batch) -> Tensor:
        """(B, 2) from [CLS], the mean English token, and the mean and largest probability of an edit."""
        words = ((batch.word >= 0) & (batch.types == 0)).float()
        count = words.sum(1, keepdim=True).clamp(min=1)
        mean = (hidden * words.unsqueeze(-1)).sum(1) / count
        changed = torch.sigmoid(edited) * words
        summary = torch.cat([changed.sum(1, keepdim=True) / count, changed.amax(1, keepdim=True)], dim=1)
        outputs: Tensor = self.sentence_head(torch.cat([hidden[:, 0], mean, summary], dim=1))
        return outputs


def _head(width: int, inner: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, inner), nn.GELU(), nn.Dropout(0.1), nn.Linear(inner, outputs))
