"""How far each word of a pair is answered on the other side, by the similarity of the encoder's own vectors.

Words that mean the same have like vectors in the middle layers of a multilingual encoder (SimAlign, Jalili Sabet et al.
2020). Attention cannot tell how like: its weights sum to one whether anything answers a word or nothing does. So the
heads are told, and what they learn from it teaches the encoder to make right answers alike, and wrong ones unlike.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.functional import normalize

from models.network.pairs import SOURCE, TRANSLATION, Batch

DEPTHS = (0.4, 0.5, 0.65)
"""How far up the encoder words of both sides are compared, as shares of its layers."""
MIDDLE = 1
"""Of these the one in which words that answer to each other are told best."""
ANSWERS = len(DEPTHS) + 1
SUMMARY = 4 * ANSWERS
SHARPNESS = 20.0
"""What cosines are multiplied with before they become probabilities."""
USUAL, SPREAD = 0.5, 4.0
"""Cosines as the heads see them: less the usual one, times so much."""
FEW_WORDS = 8
"""What all vectors have in common is told from the pair's own words; below about so many, rather from all words."""


def answers(layers: Sequence[Tensor], common: Tensor, batch: Batch) -> Tensor:
    """(B, T, ANSWERS) of the subwords of words; 0 elsewhere, and throughout where there is no other side.

    `layers`: hidden states (B, T, width) at DEPTHS; `common`: (len(DEPTHS), width), the mean of all words' there.
    First, for each, the cosine of the word's vector (the mean of its subwords', less what all have in common) and the
    most alike of the other side's; last, how surely that word and one of the other side belong together: the product
    of the probabilities in both directions.
    """
    belongs = batch.owner >= 0
    others = (batch.sides.unsqueeze(2) != batch.sides.unsqueeze(1)) & belongs.unsqueeze(1)
    answered = (others.any(2) & belongs).unsqueeze(2)
    similarity = [
        _similarity(states, usual, batch, belongs).masked_fill(~others, -1.0)
        for states, usual in zip(layers, common, strict=True)
    ]
    closest = [SPREAD * (found.amax(2) - USUAL) for found in similarity]
    sharp = SHARPNESS * similarity[MIDDLE]
    forth = torch.softmax(sharp, 2)
    agreement = (forth * forth.transpose(1, 2)).amax(2)
    return torch.stack([*closest, agreement], 2).masked_fill(~answered, 0.0)


def summary(found: Tensor, batch: Batch) -> Tensor:
    """(B, SUMMARY): of `answers`, the mean and the least over the words of the translation, then of the source."""
    parts = []
    for side in (TRANSLATION, SOURCE):
        words = ((batch.word >= 0) & (batch.sides == side)).unsqueeze(2)
        count = words.sum(1).clamp(min=1)
        parts.append((found * words).sum(1) / count)
        parts.append(found.masked_fill(~words, torch.inf).amin(1).nan_to_num(posinf=0.0))
    return torch.cat(parts, 1)


def mean_of_words(layers: Sequence[Tensor], batch: Batch) -> Tensor:
    """(len(layers), width): of hidden states (B, T, width) of each, the mean over the subwords of all words."""
    belongs = batch.owner >= 0
    return torch.stack([states[belongs].float().mean(0) for states in layers])


def _similarity(states: Tensor, usual: Tensor, batch: Batch, belongs: Tensor) -> Tensor:
    """(B, T, T) cosines of the vectors of the words that subwords belong to.

    Of one word and its translation the mean of both lies between them: without `usual` their cosine would be -1.
    """
    states = states.float()
    weights = belongs.unsqueeze(2).float()
    total = (states * weights).sum(1, keepdim=True) + FEW_WORDS * usual
    mean = total / (weights.sum(1, keepdim=True) + FEW_WORDS)
    together = (batch.owner.unsqueeze(2) == batch.owner.unsqueeze(1)) & (
        batch.sides.unsqueeze(2) == batch.sides.unsqueeze(1)
    )
    shares = (together & belongs.unsqueeze(1) & belongs.unsqueeze(2)).float()
    shares = shares / shares.sum(2, keepdim=True).clamp(min=1)
    vectors = normalize(shares @ (states - mean), dim=2)
    return vectors @ vectors.transpose(1, 2)
