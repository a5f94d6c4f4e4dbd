"""A folder in which the quality network is trained: its base, its checkpoint, and what it was measured at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from models.errors import InvalidInput
from models.network.pairs import PairTokenizer
from models.network.quality import QualityNetwork
from models.training import base
from models.training.course import Trainer
from models.training.guessing import Guesser, guessable_pieces

BASE, CHECKPOINT, PIECES = "base", "checkpoint.pt", "pieces.pt"


@dataclass(frozen=True, slots=True)
class NetworkRun:
    """The folder."""

    folder: Path

    def prepare(self) -> None:
        """Puts the base there. Raises InvalidInput where a run has begun, ModelUnavailable without the packages."""
        if (self.folder / CHECKPOINT).is_file():
            raise InvalidInput(f"{self.folder} holds a run that has begun: give this one a folder of its own")
        base.prepare(self.folder / BASE)

    def tokenizer(self) -> PairTokenizer:
        """The base's. Raises InvalidInput where nothing was prepared."""
        path = self.folder / BASE / "tokenizer.json"
        if not path.is_file():
            raise InvalidInput(f"{self.folder} holds no base: begin with prepare")
        return PairTokenizer(Tokenizer.from_file(str(path)))

    def trainer(self, tokenizer: PairTokenizer, english: Iterable[Sequence[str]], device: str) -> Trainer:
        """A trainer of the base, as it is at first; `english` texts (as words) say which pieces may be guessed.

        Attention is computed plainly, which on a CPU with bf16 is three times as fast as torch's own kernel, and there
        is no dropout in the encoder, which would cost a fifth of the time.
        """
        encoder = AutoModel.from_pretrained(
            str(self.folder / BASE), local_files_only=True, dtype=torch.float32, attn_implementation="eager",
            hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
        )  # fmt: skip
        pieces = self.folder / PIECES
        if not pieces.is_file():
            torch.save(guessable_pieces(english, tokenizer), pieces)
        guesser = Guesser(encoder.config.hidden_size, torch.load(pieces, weights_only=True))
        return Trainer(QualityNetwork(encoder, tokenizer.segments), guesser, device)
