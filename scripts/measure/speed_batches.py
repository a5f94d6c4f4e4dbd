"""What the built-in model reads of so many segments, in rows of a set length: the sample's words, cut to fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from models.network.pairs import Batch, Encoded, collate
from models.network.precision import reading_in
from models.scorers.builtin import BuiltinScorer
from models.text.words import words
from scripts.measure.speed_texts import PAIR, made_request

MANY_WORDS = 3_000
"""Of the text that rows are cut from: more than any batch here takes."""


@dataclass(frozen=True)
class SegmentBatch:
    """The same segments in both views: every translation beside its source, and alone. `length`: subwords of a pair."""

    scorer: BuiltinScorer
    beside: Batch
    alone: Batch

    @property
    def length(self) -> int:
        """Subwords of the longest pair, marks included: of every row, with the padding."""
        return self.beside.ids.shape[1]

    @property
    def segments(self) -> int:
        """How many."""
        return len(self.beside.ids)

    @classmethod
    def of(cls, scorer: BuiltinScorer, segments: int, subwords: int) -> SegmentBatch:
        """Segments of about so many subwords a side."""
        request = made_request(MANY_WORDS)
        texts = request.source or "", request.target
        sources, targets = (_cut(scorer, words(text), segments, subwords) for text in texts)
        tokenizer = scorer.inference.tokenizer
        beside = [tokenizer.encode(target, source, PAIR) for target, source in zip(targets, sources, strict=True)]
        alone: list[Encoded] = [tokenizer.encode(target, None, PAIR) for target in targets]
        return cls(scorer, collate(beside), collate(alone))

    def read(self) -> None:
        """Both views through the network, heads included."""
        inference = self.scorer.inference
        with torch.inference_mode():
            for batch in (self.beside, self.alone):
                with reading_in("cpu", inference.precision):
                    states = inference.network.states(batch)
                inference.network.estimate(states, batch)


def _cut(scorer: BuiltinScorer, text: Sequence[str], segments: int, subwords: int) -> list[list[str]]:
    """The first so many stretches of just as many words as have so many subwords."""
    found: list[list[str]] = [[]]
    size = 0
    for word in text:
        size += len(scorer.inference.tokenizer.rows([word])[0])
        found[-1].append(word)
        if size >= subwords:
            found.append([])
            size = 0
    return found[:segments]
