"""Beginning a run of our heads on another encoder: the base's files in the run folder, and the network on them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from transformers import AutoModel
from transformers.utils.logging import disable_progress_bar

from models.errors import ModelUnavailable
from models.hub.catalogue import MODELS
from models.hub.store import KEPT_SUFFIXES, ORIGIN, WEIGHTS_SUFFIX, installed, refuse_unsafe
from models.network.manifest import MANIFEST
from models.network.pairs import MAX_SUBWORDS_READ, PairTokenizer
from models.network.quality import QualityNetwork
from models.scorers.own import OWN, own_network, own_tokenizer
from models.scorers.pretrained.opening import open_tokenizer, positions

LEFT_OUT = frozenset({MANIFEST, ORIGIN, OWN})
KIND: Any = AutoModel


def find_base(given: str, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of a base: a folder itself, or a model's name (or repository) once it is fetched.

    Raises ModelUnavailable, which says how to come by it.
    """
    if Path(given).is_dir():
        return Path(given)
    for model in MODELS.values():
        if given in (model.name, model.repository):
            return installed(model.name, environment).folder
    raise ModelUnavailable(f"{given} is neither a folder nor a model of: python scripts/fetch_model.py --list")


def prepare(given: str, languages: Sequence[str], from_english: Sequence[str], to: Path) -> None:
    """Writes the base's weights, settings and tokenizer, and own.json, to the folder `to`, or nothing.

    Raises ModelUnavailable for a base that our heads cannot be trained on.
    """
    source = find_base(given)
    fresh = to.with_name(f"{to.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        _copy(source, fresh)
        open_base(fresh)
        said = {"base": Path(given).name, "into_english": sorted(languages), "from_english": sorted(from_english)}
        (fresh / OWN).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
        fresh.rename(to)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def open_base(folder: Path) -> tuple[QualityNetwork, PairTokenizer]:
    """The base with fresh heads, and its tokenizer. Raises ModelUnavailable."""
    disable_progress_bar()  # type: ignore[no-untyped-call]
    own = open_tokenizer(folder)
    try:
        base, loaded = KIND.from_pretrained(
            str(folder),
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
            dtype=torch.float32,
            output_loading_info=True,
        )
    except (OSError, ValueError, RuntimeError, AssertionError, SafetensorError) as error:
        reason = " ".join(str(error).split())[:300]
        raise ModelUnavailable(f"the encoder in {folder} cannot be opened: {reason}") from error
    missing = sorted(name for name in loaded["missing_keys"] if "pooler" not in name)
    if missing:
        raise ModelUnavailable(f"the weights in {folder} are not those of its config.json: there is no {missing[0]}")
    tokenizer = own_tokenizer(own, min(MAX_SUBWORDS_READ, positions(base.config)))
    return own_network(base, tokenizer), tokenizer


def _copy(source: Path, to: Path) -> None:
    if not any(source.glob(f"*{WEIGHTS_SUFFIX}")):
        raise ModelUnavailable(
            f"{source} holds no safetensors, and pickles are never loaded: convert a copy with "
            "python -m scripts.convert.weights where it can do no harm"
        )
    for file in sorted(source.iterdir()):
        if file.is_file() and file.suffix in KEPT_SUFFIXES - {".md"} and file.name not in LEFT_OUT:
            shutil.copyfile(file, to / file.name)
    refuse_unsafe(to)
