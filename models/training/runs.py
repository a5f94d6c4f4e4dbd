"""A folder of training: of the built-in network, or (where it holds a base) of our heads on another encoder."""

from __future__ import annotations

import shutil
from functools import cached_property
from pathlib import Path
from typing import Protocol

import torch

from models.encoder import PairTokenizer
from models.errors import InvalidInput
from models.heads import JudgingNetwork, PairReader
from models.hub.store import WEIGHTS_SUFFIX
from models.scorers.own import OWN
from models.scorers.own_network import OwnNetwork, OwnTokenizer
from models.training import initial, own_base, packing
from models.weights import BUILTIN, LEXICON, load_network

ADOPTED = "adopted.pt"
SHARED_FILES = ("target_tokenizer.json", "source_tokenizer.json", LEXICON)
"""What a run of the built-in network and a release have in common."""


class Run(Protocol):
    """What `fit` and `export` ask of a run."""

    folder: Path

    @property
    def release(self) -> Path:
        """Where `export` writes unless told otherwise."""
        ...

    def tokenizer(self) -> PairReader:
        """Its tokenizer."""
        ...

    def network(self, checkpoint: Path | None) -> JudgingNetwork:
        """The network of an earlier stage's checkpoint, or (None) a fresh one."""
        ...

    def export(self, checkpoint: Path, to: Path, share: float) -> None:
        """Writes the folder that a scorer loads; `share` weighs the checkpoint against the adopted model."""
        ...


class BuiltinRun:
    """A run of the built-in network."""

    release = BUILTIN

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def adopt(self) -> None:
        """Begins with the shipped model."""
        self.folder.mkdir(parents=True, exist_ok=True)
        network, _, _ = load_network()
        torch.save({"network": network.state_dict()}, self.folder / ADOPTED)
        for name in SHARED_FILES:
            shutil.copy(BUILTIN / name, self.folder / name)

    def tokenizer(self) -> PairTokenizer:
        """Both vocabularies."""
        return PairTokenizer.load(self.folder)

    def network(self, checkpoint: Path | None) -> JudgingNetwork:
        """See Run."""
        tokenizer = self.tokenizer()
        if checkpoint is not None:
            return initial.stored_network(checkpoint, tokenizer)
        return initial.fresh_network(self.folder, tokenizer)

    def export(self, checkpoint: Path, to: Path, share: float) -> None:
        """See Run."""
        packing.export(checkpoint, to, self.folder / ADOPTED if share < 1 else None, share)
        for name in SHARED_FILES:
            shutil.copy(self.folder / name, to / name)
        packing.write_manifest(to)


class OwnRun:
    """A run of our heads on another encoder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.base = folder, folder / own_base.BASE

    @property
    def release(self) -> Path:
        """In the run folder: it is taken in by scripts/fetch_model.py."""
        return self.folder / "export"

    @cached_property
    def _opened(self) -> tuple[OwnNetwork, OwnTokenizer]:
        return own_base.open_base(self.base)  # it is large: once

    def tokenizer(self) -> OwnTokenizer:
        """The base's."""
        return self._opened[1]

    def network(self, checkpoint: Path | None) -> OwnNetwork:
        """See Run."""
        network = self._opened[0]
        if checkpoint is not None:
            network.load_state_dict(torch.load(checkpoint, weights_only=True, map_location="cpu")["network"])
        return network

    def export(self, checkpoint: Path, to: Path, share: float) -> None:
        """See Run. Raises InvalidInput where `to` holds anything but an earlier export, or for a share below 1."""
        if share < 1:
            raise InvalidInput("--share weighs against an adopted model, and a run on a base has none")
        if to.is_dir() and any(to.iterdir()) and not (to / OWN).is_file():
            raise InvalidInput(f"{to} holds something else: give an empty or a new folder with --to")
        packing.export_whole(checkpoint, to)
        for file in self.base.iterdir():
            if WEIGHTS_SUFFIX not in file.suffixes:  # nor the index of a divided one
                shutil.copyfile(file, to / file.name)
        shutil.copyfile(self.folder / LEXICON, to / LEXICON)


def opened_run(folder: Path) -> Run:
    """The run in a folder. Raises InvalidInput where nothing was prepared."""
    if (folder / own_base.BASE).is_dir():
        return OwnRun(folder)
    if (folder / SHARED_FILES[0]).is_file():
        return BuiltinRun(folder)
    raise InvalidInput(f"{folder} holds no run: begin with prepare or adopt")


def refuse_begun(folder: Path, kind: type[BuiltinRun] | type[OwnRun]) -> None:
    """Raises InvalidInput where a run of the other kind, or one on a base, has begun there: a base is not changed."""
    own, builtin = (folder / own_base.BASE).is_dir(), (folder / SHARED_FILES[0]).is_file()
    if own:
        raise InvalidInput(f"{folder} holds a run on another encoder: give this one a folder of its own")
    if builtin and kind is OwnRun:
        raise InvalidInput(f"{folder} holds a run of the built-in network: give this one a folder of its own")
