"""Where the shipped files lie, and the proof that they are what was released."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from models.errors import ModelUnavailable
from models.network.manifest import MANIFEST, digest, read_manifest
from models.text.lexicon import Lexicons

BUILTIN = Path(__file__).resolve().parents[1] / "builtin"
WEIGHTS = "model.safetensors"
EMBEDDINGS = "embeddings.safetensors"
"""Word embeddings, which no training changes: apart, so that a release adds the rest to the repository alone."""
LEXICON = "lexicon.safetensors"
DECISIVE = (EMBEDDINGS, WEIGHTS, LEXICON)
"""What the network says follows from these."""


def verify(folder: Path) -> str:
    """Checks every file against the manifest and returns the digest of what ratings follow from: weights and lexicon.

    Raises ModelUnavailable naming the file that is missing, changed or not listed.
    """
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise ModelUnavailable(f"no {MANIFEST} in {folder}: the model was not installed completely")
    listed = read_manifest(folder)
    if unlisted := [name for name in DECISIVE if name not in listed]:
        raise ModelUnavailable(f"{manifest} does not list {unlisted[0]}")
    for name, expected in listed.items():
        if not (folder / name).is_file():
            raise ModelUnavailable(f"{folder / name} is missing: fetch the repository again")
        if digest(folder / name) != expected:
            raise ModelUnavailable(
                f"{folder / name} is not the file that was released: fetch the repository again"
            )
    return hashlib.sha256("".join(listed[name] for name in DECISIVE).encode()).hexdigest()


def load_lexicons(folder: Path = BUILTIN) -> Lexicons:
    """The shipped word lexicons, shared by everyone in the process who asks, whether or not they name the folder."""
    return _lexicons(folder)


@cache
def _lexicons(folder: Path) -> Lexicons:
    return Lexicons(folder / LEXICON)
