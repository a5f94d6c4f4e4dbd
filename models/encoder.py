"""The built-in network and its tokenizers.

A 6-layer BERT (Devlin et al. 2019; initialised from all-MiniLM-L6-v2) reads
`[CLS] English [SEP] other language [SEP]` as one sequence: every word of the translation sees the whole
source. Which of the two is the translation is told by the first token. English subwords and those of the
other languages have vocabularies of their own; lexicon features, and a gloss of every foreign word, are added
to the input embeddings; the features are shown to the token heads again. "Source" in the names of the weights
is the other language, from before translations out of English were read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from models.features import FEATURES
from models.gloss import PIECES, Glosser
from models.heads import Batch, Encoded, JudgingNetwork, Learning, word_rows
from models.lexicon import Lexicon
from models.text.normalise import model_pieces

WIDTH = 384
CLS, SEP = 101, 102
SIDE = 512
"""Positions: they begin anew with the second side."""
FROM_ENGLISH = 1
"""In the place of CLS where the English is the source ([unused0] of the vocabulary)."""
HIDDEN_DROPOUT = 0.1
"""While training: the human judgements are few and come up several times."""
GLOSS_SHARE = 0.3
"""How much of a word's gloss joins its embedding before training has found a better use of it."""
ENCODER_RATE, EMBEDDING_RATE, HEAD_RATE = 1.2e-4, 5e-4, 1e-3


class PairTokenizer:
    """Words in, token rows out; the English and the source vocabulary side by side."""

    longest = 2 * SIDE

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
        of_foreign = (types == 1) & (owners >= 0)
        features, word = word_rows(owners, types, (english, foreign), lang, lexicon)
        gloss, gloss_weights = np.zeros((len(ids), PIECES), np.int64), np.zeros((len(ids), PIECES), np.float32)
        meant, likely = self.glosser.rows(foreign or (), lexicon)
        gloss[of_foreign], gloss_weights[of_foreign] = meant[owners[of_foreign]], likely[owners[of_foreign]]
        positions = np.concatenate([np.arange(split), np.arange(len(ids) - split)])
        return Encoded(np.array(ids, np.int64), types, positions, features, word, gloss, gloss_weights)


class QualityNetwork(JudgingNetwork):
    """The built-in network."""

    def __init__(self, english_size: int, source_size: int, layers: int = 6) -> None:
        super().__init__(WIDTH, WIDTH // 2)
        config = BertConfig(
            vocab_size=1, hidden_size=WIDTH, num_hidden_layers=layers, num_attention_heads=12,
            intermediate_size=4 * WIDTH, max_position_embeddings=SIDE, type_vocab_size=2,
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

    def hidden(self, batch: Batch) -> Tensor:
        """(B, T, WIDTH)."""
        states: Tensor = self.bert(
            inputs_embeds=self.embed(batch),
            attention_mask=batch.mask,
            token_type_ids=batch.types,
            position_ids=batch.positions,
        ).last_hidden_state
        return states

    def learning(self) -> Learning:
        """The encoder gently, the heads fast; the English embeddings stay."""
        inputs = (self.bert, self.feature_layer, self.gloss_layer)
        dense = ((ENCODER_RATE, inputs), (HEAD_RATE, self.heads))
        return Learning(dense, ((EMBEDDING_RATE, (self.source,)),), (self.english,), self.bert)

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
