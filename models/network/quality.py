"""The quality network: heads for words, gaps, source words and the sentence, on a pretrained encoder.

The encoder reads a translation and its source as one sequence (`models.network.pairs`), so that every word of either
sees the whole of both. Which side a subword stands on, and whether that side is English, is added to its embedding
by a layer that begins at zero: training begins with what the encoder has learnt.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from models.errors import ModelUnavailable
from models.network.kinds import KINDS
from models.network.pairs import ROLES, TRANSLATION, Batch

SENTENCE_OUTPUTS = 2
"""Direct-assessment z score, and HTER."""
WORD_OUTPUTS = 4
INNER = 256
"""Width of the heads."""
ALIGNMENT_DEPTH = 0.6
"""How far up the encoder words of both sides are compared, as a share of its layers."""


@dataclass(frozen=True, slots=True)
class Predictions:
    """Logits at the beginning of each word, (B, T) unless said otherwise; elsewhere they mean nothing.

    Of the translation: `error`, that the word is wrong; `edited`, that a post-editor would change it, which people
    also do for taste; `major` and `critical`, that it is at least so severe if it is wrong; `kind`, (B, T, kinds), of
    what kind (`KINDS`); `gap`, that something is missing before it or, at the mark that ends the side, after the last
    word. Of the source: `lost`, that the word is translated wrongly or not at all. `sentence`: (B, 2), z and HTER.
    """

    error: Tensor
    edited: Tensor
    major: Tensor
    critical: Tensor
    kind: Tensor
    gap: Tensor
    lost: Tensor
    sentence: Tensor


class QualityNetwork(nn.Module):
    """An encoder of transformers with our heads. Names of the encoder's weights begin with `base.`"""

    def __init__(self, base: Any, segments: bool = False) -> None:
        """`base`: an encoder of transformers; `segments`: it is told which side is which, as its tokenizer does.

        Raises ModelUnavailable for a model that is no encoder.
        """
        super().__init__()
        refuse_others(base)
        if getattr(base, "pooler", None) is not None:
            base.pooler = None  # it is not used, and most bases come without its weights
        self.base, self.segments = base, segments
        width = base.config.hidden_size
        self.role_layer = nn.Embedding(ROLES, base.get_input_embeddings().weight.shape[1])
        nn.init.zeros_(self.role_layer.weight)
        self.word_head = _head(width, WORD_OUTPUTS)
        self.kind_head = _head(width, len(KINDS))
        self.source_head = _head(width, 1)
        self.gap_head = _head(2 * width, 1)
        self.sentence_head = _head(2 * width + 2, SENTENCE_OUTPUTS)

    @property
    def heads(self) -> tuple[nn.Module, ...]:
        """All heads."""
        return self.word_head, self.kind_head, self.source_head, self.gap_head, self.sentence_head

    def hidden(self, batch: Batch) -> Tensor:
        """(B, T, width): the encoder's last hidden states, in full precision whatever the encoder's."""
        states: Tensor = self._encoded(batch).last_hidden_state
        return states.float()

    def states(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """The last hidden states, and those of the layer in which words that mean the same are most alike."""
        found = self._encoded(batch, output_hidden_states=True)
        layer = round(ALIGNMENT_DEPTH * (len(found.hidden_states) - 1))
        return found.last_hidden_state.float(), found.hidden_states[layer].float()

    def _encoded(self, batch: Batch, **asked: bool) -> Any:
        more = {"token_type_ids": batch.sides} if self.segments else {}
        return self.base(inputs_embeds=self.embed(batch), attention_mask=batch.mask, **more, **asked)

    def embed(self, batch: Batch) -> Tensor:
        """(B, T, width of the embeddings): the encoder's own, plus what each subword's role adds."""
        embedded: Tensor = self.base.get_input_embeddings()(batch.ids)
        found: Tensor = embedded + self.role_layer(batch.roles).to(embedded.dtype)
        return found

    def forward(self, batch: Batch) -> Predictions:
        """Raw outputs for every token; only those where `batch.word >= 0` mean anything."""
        return self.judge(self.hidden(batch), batch)

    def judge(self, hidden: Tensor, batch: Batch) -> Predictions:
        """What the heads say of hidden states."""
        error, edited, major, critical = self.word_head(hidden).unbind(-1)
        between = torch.cat([hidden.roll(1, dims=1), hidden], dim=-1)
        return Predictions(
            error,
            edited,
            major,
            critical,
            self.kind_head(hidden),
            self.gap_head(between).squeeze(-1),
            self.source_head(hidden).squeeze(-1),
            self._sentence(hidden, error, batch),
        )

    def _sentence(self, hidden: Tensor, error: Tensor, batch: Batch) -> Tensor:
        """(B, 2) from the first mark, the mean word of the translation, and the mean and largest P(error)."""
        words = ((batch.word >= 0) & (batch.sides == TRANSLATION)).float()
        count = words.sum(1, keepdim=True).clamp(min=1)
        mean = (hidden * words.unsqueeze(-1)).sum(1) / count
        wrong = torch.sigmoid(error) * words
        summary = torch.cat([wrong.sum(1, keepdim=True) / count, wrong.amax(1, keepdim=True)], dim=1)
        outputs: Tensor = self.sentence_head(torch.cat([hidden[:, 0], mean, summary], dim=1))
        return outputs


def refuse_others(base: Any) -> None:
    """Raises ModelUnavailable for a model of transformers that is no encoder for our heads to stand on."""
    taken = taken_by(base)
    missing = [name for name in ("inputs_embeds", "attention_mask") if name not in taken]
    if base.config.is_encoder_decoder or missing or not hasattr(base.config, "hidden_size"):
        raise ModelUnavailable(f"a model of the kind {base.config.model_type} is no encoder for our heads to stand on")


def taken_by(base: Any) -> frozenset[str]:
    """The names of what a model's forward takes."""
    return frozenset(inspect.signature(base.forward).parameters)


def _head(width: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, INNER), nn.GELU(), nn.Dropout(0.1), nn.Linear(INNER, outputs))
