"""Where fetched models lie, and the proof that they are what was fetched.

A model is a folder MTQC_MODELS/NAME (default ~/.local/share/mtqc/models/NAME) with a SHA256SUMS that lists every
file in it. Pickles, Python files and configurations that ask for code of their own are refused, whoever put them there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import ModelUnavailable
from models.hub.catalogue import MODELS, HubModel
from models.network.manifest import MANIFEST, digest, list_files, read_manifest

ORIGIN = "origin.json"
KEPT_SUFFIXES = frozenset({".safetensors", ".json", ".txt", ".model", ".spm", ".md"})
"""What a model may consist of: weights, settings, vocabularies (SentencePiece's are protocol buffers), its card."""
WEIGHTS_SUFFIX = ".safetensors"


@dataclass(frozen=True, slots=True)
class Installed:
    """A verified model; `checksum`, 64 hex digits, stands for the contents of all its files."""

    model: HubModel
    folder: Path
    checksum: str


def models_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of all fetched models."""
    chosen = environment.get("MTQC_MODELS")
    return Path(chosen) if chosen else Path.home() / ".local" / "share" / "mtqc" / "models"


def installed(name: str, environment: Mapping[str, str] = os.environ) -> Installed:
    """The model, every file verified. Raises ModelUnavailable, which names the command that fetches it."""
    model, folder = MODELS[name], models_folder(environment) / name
    again = f"fetch it with: {model.fetched_by}"
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise ModelUnavailable(f"the model {name} is not installed; {again}")
    try:
        listed = read_manifest(folder)
        found = dict(_files(folder))
        refuse_unsafe(folder)
        if found.keys() != listed.keys():
            path = min(found.keys() ^ listed.keys())
            raise ModelUnavailable(f"{folder / path} is {'not listed' if path in found else 'missing'}")
        for path, expected in listed.items():
            if digest(found[path]) != expected:
                raise ModelUnavailable(f"{folder / path} is not the file that was fetched")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelUnavailable(f"the model {name} cannot be read: {error}; {again}") from error
    except ModelUnavailable as error:
        raise ModelUnavailable(f"{error}; remove {folder} and {again}") from error
    return Installed(model, folder, digest(manifest))


def seal(folder: Path) -> None:
    """Writes the manifest of a folder whose files were verified. Raises ModelUnavailable on what is refused."""
    refuse_unsafe(folder)
    files = dict(_files(folder))
    if not any(path.endswith(WEIGHTS_SUFFIX) for path in files):
        raise ModelUnavailable(f"there are no safetensors in {folder}")
    list_files(folder, files)


def refuse_unsafe(folder: Path) -> None:
    """Raises ModelUnavailable naming the first file that could run code or that no model needs."""
    for path, file in _files(folder):
        if file.suffix not in KEPT_SUFFIXES:
            raise ModelUnavailable(f"{path} is refused: only safetensors, settings and vocabularies are loaded")
        if file.is_symlink():
            raise ModelUnavailable(f"{path} is refused: it is a link")
        if file.name in ("config.json", "tokenizer_config.json") and _asks_for_code(file):
            raise ModelUnavailable(f"{path} is refused: it asks for code of its own (auto_map)")


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file but the manifest, by its path in the folder."""
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if (file.is_file() or file.is_symlink()) and path != MANIFEST:
            yield path, file


def _asks_for_code(file: Path) -> bool:
    try:
        content = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as error:
        raise ModelUnavailable(f"{file.name} is not JSON: {error}") from error
    return not isinstance(content, dict) or "auto_map" in content
