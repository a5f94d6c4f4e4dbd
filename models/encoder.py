"""The built-in network and its tokenizers: the only module that imports transformers.

A 6-layer BERT (Devlin et al. 2019; initialised from all-MiniLM-L6-v2) reads
`[CLS] English [SEP] other language [SEP]` as one sequence: every word of the translation sees the whole
source. Which of the two is the translation is told by the first token. English subwords and those of the
other languages have vocabularies of their own; lexicon features, and a gloss of every foreign word, are added
to the input embeddings; the features are shown to the token heads again. "Source" in the names of the weights
is the other language, from before translations out of English were read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from models.features import FEATURES, word_features
from models.gloss import PIECES, Glosser
from models.lexicon import Lexicon
from models.text.normalise import model_pieces

WIDTH = 384
CLS, SEP, PAD = 101, 102, 0
FROM_ENGLISH = 1
"""In the place of CLS where the English is the source ([unused0] of the vocabulary)."""
SENTENCE_OUTPUTS = 2
"""Direct-assessment z score, and HTER."""
HIDDEN_DROPOUT = 0.1
"""While training: the human judgements are few and come up several times."""
GLOSS_SHARE = 0.3
"""How much of a word's gloss joins its embedding before training has found a better use of it."""


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


class PairTokenizer:
    """Words in, token rows out; the English and the source vocabulary side by side."""

    def __init__(self, english: Tokenizer, source: Tokenizer) -> None:
        self.english, self.source = english, source
        english.no_padding()
        english.no_truncation()
        self.english_size = english.get_vocab_size()
        self.glosser = Glosser(lambda word: english.encode(word, add_special_tokens=False).ids)

    @classmethod
    def load(cls, folder: Path) -> PairTokenizer:
        """Reads `target_tokenizer.json` and `source_tokenizer.json`."""
        return cls(
            Tokenizer.from_file(str(folder / "target_tokenizer.json")),
            Tokenizer.from_file(str(folder / "source_tokenizer.json")),
        )

    def english_rows(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """English subword ids and, for each, the index of its word."""
        encoding = self.english.encode(list(words), is_pretokenized=True, add_special_tokens=False)
        return encoding.ids, [index or 0 for index in encoding.word_ids]

    def foreign_rows(self, words: Sequence[str], lang: str) -> tuple[list[int], list[int]]:
        """Subword ids of another language (after the English ones) and, for each, the index of its word."""
        pieces = [(piece, index) for index, word in enumerate(words) for piece in model_pieces(word, lang)]
        encoding = self.source.encode([piece for piece, _ in pieces], is_pretokenized=True)
        owners = [pieces[index or 0][1] for index in encoding.word_ids]
        return [number + self.english_size for number in encoding.ids], owners

    def encode(
        self,
        target: Sequence[str],
        source: Sequence[str] | None,
        lang: str,
        lexicon: Lexicon | None,
        from_english: bool = False,
    ) -> Encoded:
        """A translation from `lang`, or (`from_english`) into it, with its source or alone.

        `[CLS] English [SEP] foreign [SEP]`; a missing source leaves its part out, as in `[CLS] English [SEP]`
        and `[FROM_ENGLISH] [SEP] foreign [SEP]`.
        """
        english, foreign = (source, target) if from_english else (target, source)
        english_ids, english_owner = self.english_rows(english or ())
        ids, owner = [FROM_ENGLISH if from_english else CLS, *english_ids, SEP], [-1, *english_owner, -1]
        split = len(ids)
        if foreign is not None:
            foreign_ids, foreign_owner = self.foreign_rows(foreign, lang)
            ids, owner = [*ids, *foreign_ids, SEP], [*owner, *foreign_owner, -1]
        types = np.array([0] * split + [1] * (len(ids) - split), np.int64)
        owners = np.array(owner, np.int64)
        of_english, of_foreign = ((types == side) & (owners >= 0) for side in (0, 1))
        english_features, foreign_features = word_features(english, foreign, lang, lexicon)
        features = np.zeros((len(ids), FEATURES), np.float32)
        features[of_english] = english_features[owners[of_english]]
        features[of_foreign] = foreign_features[owners[of_foreign]]
        gloss, gloss_weights = np.zeros((len(ids), PIECES), np.int64), np.zeros((len(ids), PIECES), np.float32)
        meant, likely = self.glosser.rows(foreign or (), lexicon)
        gloss[of_foreign], gloss_weights[of_foreign] = meant[owners[of_foreign]], likely[owners[of_foreign]]
        starts = (owners >= 0) & (np.diff(owners, prepend=-2) != 0)
        positions = np.concatenate([np.arange(split), np.arange(len(ids) - split)])
        word = np.where(starts, owners, -1)
        return Encoded(np.array(ids, np.int64), types, positions, features, word, gloss, gloss_weights)


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


class QualityNetwork(nn.Module):
    """Word and sentence quality of a target, with or without sight of its source."""

    def __init__(self, english_size: int, source_size: int, layers: int = 6) -> None:
        super().__init__()
        config = BertConfig(
            vocab_size=1, hidden_size=WIDTH, num_hidden_layers=layers, num_attention_heads=12,
            intermediate_size=4 * WIDTH, max_position_embeddings=512, type_vocab_size=2,
            hidden_dropout_prob=HIDDEN_DROPOUT, attention_probs_dropout_prob=0.0,
        )  # fmt: skip
        self.english_size = english_size
        self.english = nn.Embedding(english_size, WIDTH)
        self.source = nn.Embedding(source_size, WIDTH, sparse=True)
        self.feature_layer = nn.Linear(2 * FEATURES, WIDTH, bias=False)
        nn.init.zeros_(self.feature_layer.weight)  # word embeddings are about 0.05: anything else drowns them
        self.gloss_layer = nn.Linear(WIDTH, WIDTH, bias=False)
        nn.init.eye_(self.gloss_layer.weight).data.mul_(GLOSS_SHARE)
        self.bert = BertModel(config, add_pooling_layer=False)
        self.target_head = _head(WIDTH + FEATURES, 1)  # edited
        self.error_head = _head(WIDTH + FEATURES, 1)
        self.source_head = _head(WIDTH + FEATURES, 1)
        self.gap_head = _head(2 * WIDTH, 1)
        self.sentence_head = _head(2 * WIDTH + 2, SENTENCE_OUTPUTS)

    def forward(self, batch: Batch) -> Predictions:
        """Raw outputs for every token; only those where `batch.word >= 0` mean anything."""
        hidden = self.bert(
            inputs_embeds=self.embed(batch),
            attention_mask=batch.mask,
            token_type_ids=batch.types,
            position_ids=batch.positions,
        ).last_hidden_state
        seen = torch.cat([hidden, batch.features], dim=-1)
        between = torch.cat([hidden.roll(1, dims=1), hidden], dim=-1)
        english, edited, foreign, gap = (
            head(states).squeeze(-1)
            for head, states in (
                (self.error_head, seen), (self.target_head, seen), (self.source_head, seen), (self.gap_head, between),
            )
        )  # fmt: skip
        return Predictions(english, edited, foreign, gap, self._sentence(hidden, edited, batch))

    def embed(self, batch: Batch) -> Tensor:
        """(B, T, WIDTH): each subword's embedding, plus what the features and the gloss of its word add."""
        embedded = torch.where(
            (batch.ids >= self.english_size).unsqueeze(-1),
            self.source((batch.ids - self.english_size).clamp(min=0)),
            self.english(batch.ids.clamp(max=self.english_size - 1)),
        )
        side = batch.types.unsqueeze(-1)
        sided = torch.cat([batch.features * (1 - side), batch.features * side], dim=-1)
        found: Tensor = embedded + self.feature_layer(sided) + self._glossed(batch)
        return found

    def _glossed(self, batch: Batch) -> Tensor:
        """(B, T, WIDTH): the weighted mean of the English embeddings of each foreign word's meanings."""
        flat = batch.gloss.flatten(0, 1)
        mean = nn.functional.embedding_bag(
            flat, self.english.weight.detach(), mode="sum", per_sample_weights=batch.gloss_weights.view_as(flat)
        )
        found: Tensor = self.gloss_layer(mean).view(*batch.ids.shape, WIDTH)
        return found

    def _sentence(self, hidden: Tensor, edited: Tensor, batch: Batch) -> Tensor:
        """(B, 2) from [CLS], the mean English token, and the mean and largest probability of an edit."""
        words = ((batch.word >= 0) & (batch.types == 0)).float()
        count = words.sum(1, keepdim=True).clamp(min=1)
        mean = (hidden * words.unsqueeze(-1)).sum(1) / count
        changed = torch.sigmoid(edited) * words
        summary = torch.cat([changed.sum(1, keepdim=True) / count, changed.amax(1, keepdim=True)], dim=1)
        outputs: Tensor = self.sentence_head(torch.cat([hidden[:, 0], mean, summary], dim=1))
        return outputs


def _head(width: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, WIDTH // 2), nn.GELU(), nn.Dropout(0.1), nn.Linear(WIDTH // 2, outputs))
