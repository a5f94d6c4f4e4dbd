"""The built-in network and its tokenizers: the only module that imports transformers.

A 6-layer BERT (Devlin et al. 2019; initialised from all-MiniLM-L6-v2) reads
`[CLS] target [SEP] source [SEP]` as one sequence: every target word sees the whole source. English
subwords and source subwords have vocabularies of their own; lexicon features are added to the input
embeddings and shown to the token heads again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from models.features import FEATURES
from models.text.normalise import model_pieces

WIDTH = 384
CLS, SEP, PAD = 101, 102, 0
SENTENCE_OUTPUTS = 2
"""Direct-assessment z score, and HTER."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A pair as token rows of equal length T.

    `ids`: (T,) English ids, source ids after them. `types`: 0 target, 1 source. `positions` restart for
    the source. `features`: (T, FEATURES). `word`: (T,) index of the word that begins here, else -1
    (target words where type is 0, source words where it is 1).
    """

    ids: NDArray[np.int64]
    types: NDArray[np.int64]
    positions: NDArray[np.int64]
    features: NDArray[np.float32]
    word: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """Encoded pairs padded to one length: all (B, T) but `features` (B, T, FEATURES)."""

    ids: Tensor
    types: Tensor
    positions: Tensor
    mask: Tensor
    features: Tensor
    word: Tensor

    def to(self, device: str) -> Batch:
        """The same batch on a device."""
        return Batch(*(getattr(self, name).to(device) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Predictions:
    """`target` and `source`: (B, T) logits that the word beginning there is wrong; `sentence`: (B, 2)."""

    target: Tensor
    source: Tensor
    sentence: Tensor


class PairTokenizer:
    """Words in, token rows out; the English and the source vocabulary side by side."""

    def __init__(self, english: Tokenizer, source: Tokenizer) -> None:
        self.english, self.source = english, source
        english.no_padding()
        english.no_truncation()
        self.english_size = english.get_vocab_size()

    @classmethod
    def load(cls, folder: Path) -> PairTokenizer:
        """Reads `target_tokenizer.json` and `source_tokenizer.json`."""
        return cls(
            Tokenizer.from_file(str(folder / "target_tokenizer.json")),
            Tokenizer.from_file(str(folder / "source_tokenizer.json")),
        )

    def target_rows(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """English subword ids and, for each, the index of its word."""
        encoding = self.english.encode(list(words), is_pretokenized=True, add_special_tokens=False)
        return encoding.ids, [index or 0 for index in encoding.word_ids]

    def source_rows(self, words: Sequence[str], lang: str) -> tuple[list[int], list[int]]:
        """Source subword ids (after the English ones) and, for each, the index of its word."""
        pieces = [(piece, index) for index, word in enumerate(words) for piece in model_pieces(word, lang)]
        encoding = self.source.encode([piece for piece, _ in pieces], is_pretokenized=True)
        owners = [pieces[index or 0][1] for index in encoding.word_ids]
        return [number + self.english_size for number in encoding.ids], owners

    def encode(
        self,
        target: Sequence[str],
        source: Sequence[str] | None,
        lang: str,
        features: tuple[NDArray[np.float32], NDArray[np.float32]],
    ) -> Encoded:
        """`[CLS] target [SEP] source [SEP]`, or `[CLS] target [SEP]` when `source` is None."""
        target_ids, target_owner = self.target_rows(target)
        ids, owner = [CLS, *target_ids, SEP], [-1, *target_owner, -1]
        split = len(ids)
        if source is not None:
            source_ids, source_owner = self.source_rows(source, lang)
            ids, owner = [*ids, *source_ids, SEP], [*owner, *source_owner, -1]
        types = np.array([0] * split + [1] * (len(ids) - split), np.int64)
        owners = np.array(owner, np.int64)
        table = np.zeros((len(ids), FEATURES), np.float32)
        for side, rows in enumerate(features):
            places = np.flatnonzero((types == side) & (owners >= 0))
            table[places] = rows[owners[places]]
        starts = (owners >= 0) & (np.diff(owners, prepend=-2) != 0)
        return Encoded(
            np.array(ids, np.int64),
            types,
            np.concatenate([np.arange(split), np.arange(len(ids) - split)]),
            table,
            np.where(starts, owners, -1),
        )


def collate(items: Sequence[Encoded]) -> Batch:
    """Pads to the longest; padding has word -1 and mask 0."""
    longest = max(len(item.ids) for item in items)

    def stack(name: str, fill: int) -> Tensor:
        rows = np.full((len(items), longest), fill, np.int64)
        for row, item in zip(rows, items, strict=True):
            row[: len(item.ids)] = getattr(item, name)
        return torch.from_numpy(rows)

    features = np.zeros((len(items), longest, FEATURES), np.float32)
    mask = np.zeros((len(items), longest), np.int64)
    for row, item in enumerate(items):
        features[row, : len(item.ids)] = item.features
        mask[row, : len(item.ids)] = 1
    return Batch(
        stack("ids", PAD),
        stack("types", 0),
        stack("positions", 0),
        torch.from_numpy(mask),
        torch.from_numpy(features),
        stack("word", -1),
    )


class QualityNetwork(nn.Module):
    """Word and sentence quality of a target, with or without sight of its source."""

    def __init__(self, english_size: int, source_size: int, layers: int = 6) -> None:
        super().__init__()
        config = BertConfig(
            vocab_size=1, hidden_size=WIDTH, num_hidden_layers=layers, num_attention_heads=12,
            intermediate_size=4 * WIDTH, max_position_embeddings=512, type_vocab_size=2,
            hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,  # one pass over much text: nothing to overfit
        )  # fmt: skip
        self.english_size = english_size
        self.english = nn.Embedding(english_size, WIDTH)
        self.source = nn.Embedding(source_size, WIDTH, sparse=True)
        self.feature_layer = nn.Linear(2 * FEATURES, WIDTH)
        self.bert = BertModel(config, add_pooling_layer=False)
        self.target_head = _head(WIDTH + FEATURES, 1)
        self.source_head = _head(WIDTH + FEATURES, 1)
        self.sentence_head = _head(2 * WIDTH + 2, SENTENCE_OUTPUTS)

    def forward(self, batch: Batch) -> Predictions:
        """Raw outputs for every token; only those where `batch.word >= 0` mean anything."""
        is_source = batch.ids >= self.english_size
        embedded = torch.where(
            is_source.unsqueeze(-1),
            self.source((batch.ids - self.english_size).clamp(min=0)),
            self.english(batch.ids.clamp(max=self.english_size - 1)),
        )
        side = batch.types.unsqueeze(-1)
        sided = torch.cat([batch.features * (1 - side), batch.features * side], dim=-1)
        hidden = self.bert(
            inputs_embeds=embedded + self.feature_layer(sided),
            attention_mask=batch.mask,
            token_type_ids=batch.types,
            position_ids=batch.positions,
        ).last_hidden_state
        seen = torch.cat([hidden, batch.features], dim=-1)
        target = self.target_head(seen).squeeze(-1)
        return Predictions(target, self.source_head(seen).squeeze(-1), self._sentence(hidden, target, batch))

    def _sentence(self, hidden: Tensor, target: Tensor, batch: Batch) -> Tensor:
        """(B, 2) from [CLS], the mean target token, and the mean and largest word probability."""
        words = ((batch.word >= 0) & (batch.types == 0)).float()
        count = words.sum(1, keepdim=True).clamp(min=1)
        mean = (hidden * words.unsqueeze(-1)).sum(1) / count
        wrong = torch.sigmoid(target) * words
        summary = torch.cat([wrong.sum(1, keepdim=True) / count, wrong.amax(1, keepdim=True)], dim=1)
        outputs: Tensor = self.sentence_head(torch.cat([hidden[:, 0], mean, summary], dim=1))
        return outputs


def _head(width: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(width, WIDTH // 2), nn.GELU(), nn.Dropout(0.1), nn.Linear(WIDTH // 2, outputs)
    )
