"""A lexicon learnt from a few pairs and read back from its file, as the shipped one is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from safetensors.numpy import save_file

from models.text.lexicon import Lexicon, Lexicons
from models.training.lexicon_building import build_lexicon


def tiny_lexicon(pairs: Sequence[tuple[str, str]], lang: str, folder: Path) -> Lexicon:
    """The lexicon of `pairs` (source, English), stored under `folder`."""
    path = folder / "lexicon.safetensors"
    save_file(build_lexicon(pairs, lang), path)
    found = Lexicons(path).get(lang)
    assert found is not None
    return found
