"""The quality network: heads for words, gaps, source words and the sentence, on a pretrained encoder.

The encoder reads a translation and its source as one sequence (`models.network.pairs`), so that every word of either
sees the whole of both. Which side a subword stands on, whether that side is English, and what the lexicon knows of its
word (`models.network.support`) is added to its embedding by layers that begin at zero: training begins with what the
encoder has learnt. The heads are told again what the lexicon knows.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from models.errors import ModelUnavailable
from models.network.answers import ANSWERS, DEPTHS, MIDDLE, SUMMARY, answers, mean_of_words, summary
from models.network.kinds import KINDS
from models.network.pairs import ENGLISH_ROLES, ROLES, SOURCE, TRANSLATION, Batch
from models.network.support import SUPPORT

SENTENCE_OUTPUTS = 4
"""Direct-assessment z score and HTER, as people rate translations and as the errors that are there would have it."""
WORD_OUTPUTS = 4
INNER = 256
"""Width of the heads."""
NEWEST = 0.01
"""Share of the newest batch in what the vectors of words have in common, which training keeps an average of."""


@dataclass(frozen=True, slots=True)
class States:
    """What the encoder makes of a batch, in full precision whatever the encoder's.

    `last`: (B, T, width) of its last layer; `middle`: of the layer in which words that mean the same are most alike;
    `answers`: (B, T, ANSWERS), see `models.network.answers`.
    """

    last: Tensor
    middle: Tensor
    answers: Tensor


@dataclass(frozen=True, slots=True)
class Predictions:
    """Logits at the beginning of each word, (B, T) unless said otherwise; elsewhere they mean nothing.

    Of the translation: `error`, that the word is wrong; `edited`, that a post-editor would change it, which people
    also do for taste; `major` and `critical`, that it is at least so severe if it is wrong; `kind`, (B, T, kinds), of
    what kind (`KINDS`); `gap`, that something is missing before it or, at the mark that ends the side, after the last
    word. Of the source: `lost`, that the word is translated wrongly or not at all.
    `rated`: (B, 2), z and HTER as people rate machine translations; `marked`: (B, 2), the same scale by the errors that
    were written, made or marked. The two disagree (people like what is fluent, and rate within one pair of languages),
    so that one output for both learns neither well.
    """

    error: Tensor
    edited: Tensor
    major: Tensor
    critical: Tensor
    kind: Tensor
    gap: Tensor
    lost: Tensor
    rated: Tensor
    marked: Tensor


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
        self.support_layer = nn.Linear(2 * SUPPORT, self.role_layer.embedding_dim, bias=False)
        nn.init.zeros_(self.support_layer.weight)
        self.register_buffer("common", torch.zeros(len(DEPTHS), width))
        self.common: Tensor
        self.word_head = _head(width + ANSWERS + SUPPORT, WORD_OUTPUTS)
        self.kind_head = _head(width + ANSWERS + SUPPORT, len(KINDS))
        self.source_head = _head(width + ANSWERS + SUPPORT, 1)
        self.gap_head = _head(2 * width, 1)
        self.sentence_head = _head(2 * width + 2 + SUMMARY + 2 * SUPPORT, SENTENCE_OUTPUTS)

    @property
    def heads(self) -> tuple[nn.Module, ...]:
        """All heads."""
        return self.word_head, self.kind_head, self.source_head, self.gap_head, self.sentence_head

    def states(self, batch: Batch) -> States:
        """What the heads read."""
        more = {"token_type_ids": batch.sides} if self.segments else {}
        found = self.base(
            inputs_embeds=self.embed(batch), attention_mask=batch.mask, output_hidden_states=True, **more
        )
        top = len(found.hidden_states) - 1
        compared = [found.hidden_states[round(depth * top)] for depth in DEPTHS]
        if self.training:
            self.common.lerp_(mean_of_words([states.detach() for states in compared], batch), NEWEST)
        with torch.autocast(batch.ids.device.type, enabled=False):
            answered = answers(compared, self.common, batch)
        return States(found.last_hidden_state.float(), compared[MIDDLE].float(), answered)

    def embed(self, batch: Batch) -> Tensor:
        """(B, T, width of the embeddings): the encoder's own, plus each subword's role and the support of its word."""
        embedded: Tensor = self.base.get_input_embeddings()(batch.ids)
        in_english = ((batch.roles == ENGLISH_ROLES[0]) | (batch.roles == ENGLISH_ROLES[1])).unsqueeze(2)
        support = torch.cat([batch.support * in_english, batch.support * ~in_english], dim=2)
        added = self.role_layer(batch.roles) + self.support_layer(support)
        found: Tensor = embedded + added.to(embedded.dtype)
        return found

    def forward(self, batch: Batch) -> Predictions:
        """Raw outputs for every token; only those where `batch.word >= 0` mean anything."""
        return self.estimate(self.states(batch), batch)

    def estimate(self, states: States, batch: Batch) -> Predictions:
        """What the heads say of the encoder's states."""
        seen = torch.cat([states.last, states.answers, batch.support], dim=-1)
        error, edited, major, critical = self.word_head(seen).unbind(-1)
        between = torch.cat([states.last.roll(1, dims=1), states.last], dim=-1)
        sentence = self._sentence(states, error, batch)
        return Predictions(
            error,
            edited,
            major,
            critical,
            self.kind_head(seen),
            self.gap_head(between).squeeze(-1),
            self.source_head(seen).squeeze(-1),
            sentence[:, :2],
            sentence[:, 2:],
        )

    def _sentence(self, states: States, error: Tensor, batch: Batch) -> Tensor:
        """(B, 4) from the first mark, the mean word, the mean and largest P(error), how far words are answered, and the
        mean support of either side's words."""
        sides = [((batch.word >= 0) & (batch.sides == side)).float() for side in (TRANSLATION, SOURCE)]
        words = sides[0]
        wrong = torch.sigmoid(error) * words
        doubt = torch.cat([_mean(wrong.unsqueeze(-1), words), wrong.amax(1, keepdim=True)], dim=1)
        answered = summary(states.answers, batch)
        supported = [_mean(batch.support, side) for side in sides]
        seen = torch.cat([states.last[:, 0], _mean(states.last, words), doubt, answered, *supported], dim=1)
        outputs: Tensor = self.sentence_head(seen)
        return outputs


def _mean(values: Tensor, words: Tensor) -> Tensor:
    """(B, width) of values (B, T, width): the mean where `words` (B, T) is 1; 0 where it is nowhere."""
    return (values * words.unsqueeze(-1)).sum(1) / words.sum(1, keepdim=True).clamp(min=1)


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
