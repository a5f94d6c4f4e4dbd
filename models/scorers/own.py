"""Our heads on another encoder (BERT, XLM-R, DeBERTa, …), trained by scripts/train.py (`--base`), as a scorer.

It scores as the built-in model does. Its scores follow by the same rule (`models.network.output`), whose means are
those of the built-in model's estimates: calibrate it (`scripts.calibration.calibrate_model`). `own.json` names the
languages that it was trained on.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import AutoConfig, AutoModel
from transformers.tokenization_utils_base import PreTrainedTokenizerBase

from models.errors import ModelUnavailable
from models.languages import ENGLISH, LanguagePair
from models.network.inference import Inference
from models.network.pairs import MAX_SUBWORDS_READ, PairTokenizer
from models.network.pieces import FastPieces
from models.network.quality import QualityNetwork, taken_by
from models.network.weights import WEIGHTS, load_lexicons
from models.scorers.files import ModelFiles
from models.scorers.pretrained.opening import device_name, open_tokenizer, positions, read_json, signed
from models.scorers.quality_scorer import QualityScorer

OWN = "own.json"
KIND: Any = AutoModel


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """What own.json says. `base`: its name; the languages that are scored into English, and from it."""

    base: str
    into_english: frozenset[str]
    from_english: frozenset[str]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Raises ModelUnavailable where it is missing or says something else."""
        written = read_json(folder / OWN)
        if not written:
            raise ModelUnavailable(
                f"{folder} holds no {OWN}: it is an encoder without our heads. Train them: "
                f"python scripts/train.py prepare --base {folder}"
            )
        languages = [written.get(name) for name in ("into_english", "from_english")]
        if not all(isinstance(some, list) and all(isinstance(code, str) for code in some) for some in languages):
            raise ModelUnavailable(f"{folder / OWN} should list the languages into_english and from_english")
        return cls(str(written.get("base", "")), *(frozenset(some or ()) for some in languages))


class OwnScorer(QualityScorer):
    """A base with our heads, and its tokenizer."""

    called = "the model"

    def __init__(self, inference: Inference, signature: str, own: OwnSettings) -> None:
        super().__init__(inference, signature)
        self.own = own

    @classmethod
    def load(cls, files: ModelFiles) -> Self:
        """The model in `files`, which `scripts/train.py export` wrote; own.json tells its languages.

        Raises ModelUnavailable.
        """
        own = OwnSettings.read(files.folder)
        device = device_name(files.settings)
        try:
            config = AutoConfig.from_pretrained(str(files.folder), local_files_only=True, trust_remote_code=False)
            base = KIND.from_config(config, dtype=torch.float32, trust_remote_code=False)
            longest = min(files.reads(MAX_SUBWORDS_READ), positions(config))
            tokenizer = own_tokenizer(open_tokenizer(files.folder), longest)
            network = own_network(base, tokenizer)
            network.load_state_dict(load_file(str(files.folder / WEIGHTS)))
            network.base.to(getattr(torch, files.settings.dtype))
            network.to(device).eval()
        except (OSError, ValueError, RuntimeError, AssertionError, SafetensorError) as error:
            reason = " ".join(str(error).split())[:300]
            raise ModelUnavailable(f"the model in {files.folder} cannot be opened: {reason}") from error
        inference = Inference(network, tokenizer, files.settings.batch_tokens, device)
        return cls(inference, signed("own", files.checksum, files.settings), own)

    def compares(self, pair: LanguagePair) -> bool:
        """True for what own.json names."""
        if pair.source == ENGLISH:
            return pair.target in self.own.from_english
        return pair.target == ENGLISH and pair.source in self.own.into_english


def own_network(base: Any, tokenizer: PairTokenizer) -> QualityNetwork:
    """Fresh heads on a base, which is told which side is which where it can be. Raises ModelUnavailable."""
    has_sides = "token_type_ids" in taken_by(base) and (getattr(base.config, "type_vocab_size", 0) or 0) > 1
    return QualityNetwork(base, has_sides and tokenizer.segments)


def own_tokenizer(tokenizer: PreTrainedTokenizerBase, longest: int) -> PairTokenizer:
    """A base's tokenizer for words. Raises ModelUnavailable for one without a vocabulary, or that marks no pairs."""
    if len(tokenizer) <= len(set(tokenizer.all_special_tokens)):  # made up by transformers where there is none
        raise ModelUnavailable("the base has no tokenizer, or one without a vocabulary")
    pieces = FastPieces(Tokenizer.from_str(_spaced(tokenizer.backend_tokenizer.to_str())))
    return PairTokenizer(pieces, longest, load_lexicons())


def _spaced(tokenizer: str) -> str:
    """The tokenizer (as JSON) with a space before every word where it works on bytes: words come one by one."""
    read = json.loads(tokenizer)
    waiting = [read.get("pre_tokenizer") or {}]
    while waiting:
        step = waiting.pop()
        waiting += step.get("pretokenizers", [])
        if step.get("type") == "ByteLevel":
            step["add_prefix_space"] = True
    return json.dumps(read)
