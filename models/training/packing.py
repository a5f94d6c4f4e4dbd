"""Turns a trained network into a folder that a scorer loads."""

from __future__ import annotations

import shutil
from pathlib import Path

from safetensors.torch import save_file

from models.errors import InvalidInput
from models.hub.store import WEIGHTS_SUFFIX
from models.network.manifest import list_files
from models.network.quality import QualityNetwork
from models.network.shipped import save_network
from models.network.weights import BUILTIN, LEXICON, WEIGHTS
from models.scorers.own import OWN

LISTED = (".safetensors", ".json", ".xz")


def export(network: QualityNetwork, tokenizer: Path, to: Path) -> None:
    """Writes the files of the built-in network beside what else stands in `to`, and the manifest of all.

    The lexicon that it was trained with goes along where `to` has none.
    """
    to.mkdir(parents=True, exist_ok=True)
    if not (to / LEXICON).is_file():
        shutil.copyfile(BUILTIN / LEXICON, to / LEXICON)
    save_network(network, tokenizer.read_bytes(), to)
    write_manifest(to)


def export_whole(network: QualityNetwork, base: Path, to: Path) -> None:
    """Writes a network on another encoder as it is, with its base's files: a scorer says the same numbers.

    Raises InvalidInput where `to` holds anything but an earlier export.
    """
    if to.is_dir() and any(to.iterdir()) and not (to / OWN).is_file():
        raise InvalidInput(f"{to} holds something else: give an empty or a new folder with --to")
    to.mkdir(parents=True, exist_ok=True)
    save_file({name: value.contiguous() for name, value in network.state_dict().items()}, str(to / WEIGHTS))
    for file in base.iterdir():
        if WEIGHTS_SUFFIX not in file.suffixes:  # nor the index of a divided one
            shutil.copyfile(file, to / file.name)


def write_manifest(folder: Path) -> None:
    """Writes the manifest of what is shipped of a folder."""
    list_files(folder, {p.name: p for p in folder.iterdir() if p.is_file() and p.suffix in LISTED})
