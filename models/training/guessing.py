"""Guessing masked words from the rest of the translation and its source (TLM; Conneau and Lample 2019).

It teaches which word answers to which in context, from all parallel text; the head is not part of a release. Without a
source it guesses what reads well: what a mistranslation is made of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn

from models.network.pairs import PairTokenizer
from models.training.rows import NO_GUESS

MIN_SEEN = 2
"""A piece that stands less often in the English text is not guessed."""


class Guesser(nn.Module):
    """The word pieces that may be guessed, scored by the encoder's own embeddings of them.

    `pieces`: (P,) sorted ids of the encoder's vocabulary.
    """

    def __init__(self, width: int, pieces: Tensor) -> None:
        super().__init__()
        self.transform = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
        self.bias = nn.Parameter(torch.zeros(len(pieces)))
        self.register_buffer("pieces", pieces)
        self.pieces: Tensor

    def loss(self, hidden: Tensor, guess: Tensor, embeddings: Tensor) -> Tensor:
        """Mean cross-entropy over the hidden subwords (`guess` is not NO_GUESS), in nats; 0 when there is none."""
        places = guess != NO_GUESS
        number = torch.searchsorted(self.pieces, guess[places])
        known = (number < len(self.pieces)) & (
            self.pieces[number.clamp(max=len(self.pieces) - 1)] == guess[places]
        )
        if not known.any():
            return hidden.sum() * 0.0
        return nn.functional.cross_entropy(self.logits(hidden[places][known], embeddings), number[known])

    def logits(self, hidden: Tensor, embeddings: Tensor) -> Tensor:
        """(n, P) of n hidden states, (n, width)."""
        found: Tensor = self.transform(hidden) @ embeddings[self.pieces].T + self.bias
        return found


def guessable_pieces(texts: Iterable[Sequence[str]], tokenizer: PairTokenizer) -> Tensor:
    """The sorted ids of all pieces of English texts (as words) that stand there MIN_SEEN times or more."""
    seen: Counter[int] = Counter()
    for text in texts:
        seen.update(tokenizer.rows(text)[0])
    return torch.tensor(sorted(number for number, count in seen.items() if count >= MIN_SEEN))
