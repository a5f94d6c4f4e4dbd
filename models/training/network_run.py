"""A folder in which a quality network is trained: its base, its checkpoint, and what it was measured at.

The base is the built-in network's, or another encoder (`models.training.own_base`), which its own.json tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import torch
from transformers import AutoModel

from models.errors import InvalidInput
from models.network.pairs import PairTokenizer
from models.network.pieces import UnigramPieces
from models.network.quality import QualityNetwork
from models.network.shipped import load_network, save_base, vocabulary
from models.network.weights import BUILTIN, load_lexicons
from models.scorers.own import OWN
from models.training import base, own_base, packing
from models.training.base import TOKENIZER
from models.training.course import Trainer

BASE, CHECKPOINT, ADOPTED = "base", "checkpoint.pt", "adopted.pt"


@dataclass(frozen=True)
class NetworkRun:
    """The folder."""

    folder: Path

    @property
    def base(self) -> Path:
        """Where the encoder that training begins with lies, with its tokenizer."""
        return self.folder / BASE

    @property
    def checkpoint(self) -> Path:
        """Where training stands."""
        return self.folder / CHECKPOINT

    @property
    def is_own(self) -> bool:
        """On another encoder than the built-in network's."""
        return (self.base / OWN).is_file()

    @property
    def release(self) -> Path:
        """Where `export` writes unless told otherwise; another encoder is taken in by scripts/fetch_model.py."""
        return self.folder / "export" if self.is_own else BUILTIN

    def prepare(self) -> None:
        """Puts the built-in network's base there. Raises InvalidInput, ModelUnavailable without the packages."""
        self._refuse_begun()
        base.prepare(self.base)

    def prepare_own(self, given: str, languages: Sequence[str], from_english: Sequence[str]) -> None:
        """Puts another encoder there: a folder, or a fetched model's name. Raises InvalidInput, ModelUnavailable."""
        self._refuse_begun()
        own_base.prepare(given, languages, from_english, self.base)

    def adopt(self) -> None:
        """Begins with the shipped network. Raises InvalidInput, ModelUnavailable."""
        self._refuse_begun()
        network, _, _ = load_network()
        save_base(network, self.base)
        (self.base / TOKENIZER).write_bytes(vocabulary())
        torch.save(network.state_dict(), self.folder / ADOPTED)

    def _refuse_begun(self) -> None:
        if self.base.is_dir():
            raise InvalidInput(f"{self.folder} holds a run that has begun: give this one a folder of its own")

    @cached_property
    def _opened(self) -> tuple[QualityNetwork, PairTokenizer]:
        """The network before training and its tokenizer. Raises InvalidInput where nothing was prepared.

        In the built-in network attention is computed plainly, which on a CPU with bf16 is three times as fast as
        torch's own kernel, and there is no dropout in the encoder, which would cost a fifth of the time.
        """
        if self.is_own:
            return own_base.open_base(self.base)
        path = self.base / TOKENIZER
        if not path.is_file():
            raise InvalidInput(f"{self.folder} holds no run: begin with prepare or adopt")
        tokenizer = PairTokenizer(UnigramPieces(path.read_bytes()), lexicons=load_lexicons())
        encoder = AutoModel.from_pretrained(
            str(self.base), local_files_only=True, dtype=torch.float32, attn_implementation="eager",
            hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
        )  # fmt: skip
        network = QualityNetwork(encoder, tokenizer.segments)
        if (self.folder / ADOPTED).is_file():
            network.load_state_dict(torch.load(self.folder / ADOPTED, weights_only=True), strict=False)
        return network, tokenizer

    def tokenizer(self) -> PairTokenizer:
        """The base's. Raises InvalidInput where nothing was prepared."""
        return self._opened[1]

    def trainer(self, device: str) -> Trainer:
        """A trainer of the network before training."""
        return Trainer(self._opened[0], device)

    def trained(self) -> Trainer:
        """At the checkpoint, on the CPU. Raises InvalidInput where there is none."""
        if not self.checkpoint.is_file():
            raise InvalidInput(f"{self.folder} holds no {CHECKPOINT}: fit first")
        trainer = self.trainer("cpu")
        trainer.restore(self.checkpoint)
        return trainer

    def averaged(self, trainer: Trainer, share: float = 1.0) -> QualityNetwork:
        """A trainer's averaged weights, or so much of them and the rest of the network that this run adopted.

        Between the two lies one that often does better than either (Wortsman et al. 2022). Raises InvalidInput.
        """
        network = trainer.averaged()
        if share == 1.0:
            return network
        if not (self.folder / ADOPTED).is_file():
            raise InvalidInput(f"{self.folder} began without a network: there is nothing to average with")
        before = torch.load(self.folder / ADOPTED, weights_only=True)
        frozen = {name for name, parameter in network.named_parameters() if not parameter.requires_grad}
        between = {
            name: torch.lerp(before[name].float(), value, share)
            for name, value in network.state_dict().items()
            if name in before.keys() - frozen and value.is_floating_point()
        }
        network.load_state_dict(between, strict=False)
        return network

    def export(self, to: Path, share: float = 1.0) -> None:
        """Writes `averaged` as a folder that a scorer loads. Raises InvalidInput."""
        network = self.averaged(self.trained(), share)
        if self.is_own:
            packing.export_whole(network, self.base, to)
        else:
            packing.export(network, self.base / TOKENIZER, to)
