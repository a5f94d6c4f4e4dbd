"""Opening a model of transformers, and its tokenizer, from a local folder.

Nothing is fetched, no pickle is opened and no code from the folder is run: `local_files_only`, safetensors alone,
`trust_remote_code` off.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Regex, Tokenizer, normalizers
from tokenizers.models import Unigram
from torch import Tensor
from transformers import AutoTokenizer
from transformers.tokenization_utils_base import PreTrainedTokenizerBase
from transformers.utils.logging import disable_progress_bar

from models.errors import ModelUnavailable
from models.hub.settings import Settings
from models.network.batching import cheapest_batches
from models.scorers.pretrained.padding import padded


@dataclass(frozen=True, slots=True)
class Opened:
    """A model in eval mode on its device, its fast tokenizer, and how many subwords it reads at once."""

    network: Any
    tokenizer: Any
    device: torch.device
    settings: Settings
    longest: int

    @property
    def batch_tokens(self) -> int:
        """Subwords read at once."""
        return self.settings.batch_tokens

    def batches(
        self, rows: Sequence[Sequence[int]], budget: int | None = None
    ) -> Iterator[tuple[list[int], Tensor, Tensor]]:
        """Rows of like length together: which they are, their subwords filled up on the right, and the mask of those.

        `budget`: most subwords of a batch; None: `batch_tokens`.
        """
        fill = self.tokenizer.pad_token_id or 0  # any id will do where the tokenizer has none, for it is masked
        for chosen in cheapest_batches(list(map(len, rows)), budget or self.batch_tokens):
            yield chosen, *padded([rows[i] for i in chosen], fill, self.device)


def signed(name: str, checksum: str, settings: Settings) -> str:
    """The name, the first twelve digits of the weights' SHA-256, and the precision where it is not the full one."""
    precision = "" if settings.dtype == "float32" else f"/{settings.dtype}"
    return f"{name}:{checksum[:12]}{precision}"


def device_name(settings: Settings) -> str:
    """Where a model runs: as torch calls it, "auto" settled."""
    if settings.device != "auto":
        return settings.device
    return "cuda" if torch.cuda.is_available() else "cpu"


def open_model(kind: Any, folder: Path, settings: Settings, longest: int, *, places: bool = True) -> Opened:
    """The model in `folder` as `kind` (an Auto class or a model class). Raises ModelUnavailable.

    `longest` subwords are read at once, or fewer where the model's own positions are fewer. `places`: the tokenizer
    must tell where its subwords stand.
    """
    disable_progress_bar()  # type: ignore[no-untyped-call]
    tokenizer = open_tokenizer(folder, places=places)
    try:
        network = kind.from_pretrained(
            str(folder),
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
            dtype=getattr(torch, settings.dtype),
        )
    except (OSError, ValueError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        raise ModelUnavailable(f"the model in {folder} cannot be opened: {reason}") from error
    most = min(longest, positions(network.config))
    return Opened(placed(network, settings), tokenizer, torch.device(device_name(settings)), settings, most)


def placed(network: Any, settings: Settings) -> Any:
    """The network in eval mode on its device. Raises ModelUnavailable."""
    device = device_name(settings)
    try:
        return network.to(device=torch.device(device), dtype=getattr(torch, settings.dtype)).eval()
    except (RuntimeError, AssertionError) as error:
        raise ModelUnavailable(f"the model does not fit on the device {device}: {error}") from error


def open_tokenizer(folder: Path, *, places: bool = True) -> PreTrainedTokenizerBase:
    """The tokenizer in `folder`, a fast one where `places` are asked; it cuts nothing off. Raises ModelUnavailable."""
    try:
        tokenizer = AutoTokenizer.from_pretrained(
            str(folder),
            local_files_only=True,
            trust_remote_code=False,
            split_special_tokens=True,  # a text that says </s> means the characters
        )
    except (OSError, ValueError, ImportError) as error:
        raise ModelUnavailable(f"the tokenizer in {folder} cannot be opened: {error}") from error
    if places and not tokenizer.is_fast:
        raise ModelUnavailable(f"the tokenizer in {folder} does not tell where its subwords stand")
    if tokenizer.is_fast:
        spell_marks(tokenizer.backend_tokenizer, tokenizer.all_special_tokens)
    tokenizer.model_max_length = 1 << 30  # we cut windows ourselves; its warnings would be about whole texts
    return tokenizer


def positions(config: Any) -> int:
    """Subwords that the positions reach; RoBERTa's kind begin to count after the padding id."""
    most = getattr(config, "max_position_embeddings", None) or getattr(config, "n_positions", None)
    if not isinstance(most, int) or most <= 0 or config.model_type in ("mt5", "t5", "umt5"):  # relative positions
        return 1 << 30
    offset = config.pad_token_id + 1 if config.model_type in ("roberta", "xlm-roberta", "camembert") else 0
    return most - int(offset)


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file, empty when there is no such file. Raises ModelUnavailable for anything else."""
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelUnavailable(f"{path} is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise ModelUnavailable(f"{path} should hold an object")
    return found


def spell_marks(tokenizer: Tokenizer, marks: Iterable[str]) -> None:
    """Makes a unigram tokenizer read the model's own marks, where a text says them, as characters. Others do anyway.

    Its vocabulary holds the marks among the subwords, and finds `</s>` in a text even where it is told not to. So the
    first character is read as another, which keeps every place.
    """
    if isinstance(tokenizer.model, Unigram):
        before = [tokenizer.normalizer] if tokenizer.normalizer is not None else []
        first = [Regex(f"{re.escape(mark[0])}(?={re.escape(mark[1:])})") for mark in marks if len(mark) > 1]
        tokenizer.normalizer = normalizers.Sequence([*before, *(normalizers.Replace(one, "\u2039") for one in first)])


def subword_places(tokenizer: Any, text: str) -> list[tuple[int, int]]:
    """Where each subword of a text stands in it, without the model's marks."""
    return list(tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)["offset_mapping"])
