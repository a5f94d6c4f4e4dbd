"""Opening a model of transformers from a local folder, and reading texts of like length together.

Nothing is fetched, no pickle is opened and no code from the folder is run: `local_files_only`, safetensors alone,
`trust_remote_code` off.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import torch
from tokenizers import Regex, Tokenizer, normalizers
from tokenizers.models import Unigram
from torch import Tensor
from transformers import AutoTokenizer
from transformers.tokenization_utils_base import PreTrainedTokenizerBase
from transformers.utils.logging import disable_progress_bar

from models.article import Segment
from models.errors import ModelUnavailable
from models.hub.settings import Settings
from models.rating import Rating, Score


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


class PretrainedScorer:
    """What the scorers on an opened model share: its languages (none: any), and who they are by `name`."""

    name: ClassVar[str]

    def __init__(self, opened: Opened, checksum: str, languages: frozenset[str]) -> None:
        self.opened, self.languages = opened, languages
        self._signature = signed(self.name, checksum, opened.settings)

    @property
    def signature(self) -> str:
        """See `signed`."""
        return self._signature

    def not_judged(self, segments: Sequence[Segment], *spoken: str) -> tuple[list[str], list[int]]:
        """For each segment why it is not judged, or ""; and which are. `spoken`: the languages that are read."""
        reasons = [why_not(segment, self.languages, *spoken) for segment in segments]
        return reasons, [i for i, reason in enumerate(reasons) if not reason]


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


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Indices of rows in batches of at most `budget` subwords with the padding (but at least one row), longest first.

    list(batches([1, 3, 2], 6)) == [[1, 2], [0]]
    """
    order = sorted(range(len(lengths)), key=lambda i: (-lengths[i], i))
    while order:
        size = max(1, budget // max(1, lengths[order[0]]))
        yield order[:size]
        order = order[size:]


def padded(rows: Sequence[Sequence[int]], fill: int, device: torch.device) -> tuple[Tensor, Tensor]:
    """Rows filled up on the right, and the mask that is 1 where something stands. Each [rows, longest]."""
    longest = max(map(len, rows))
    ids = torch.tensor([[*row, *[fill] * (longest - len(row))] for row in rows], device=device)
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows], device=device)
    return ids, mask


def pad_id(tokenizer: Any) -> int:
    """What fills rows up; any id will do where the tokenizer has none, for it is masked."""
    return 0 if tokenizer.pad_token_id is None else int(tokenizer.pad_token_id)


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


def why_not(segment: Segment, languages: frozenset[str], *spoken: str) -> str:
    """Why a pair is not judged, or "": an empty side, or a language that the model does not know."""
    if segment.target_span is None or not segment.target.strip():
        return "no translation for this segment"
    if len(spoken) > 1 and not segment.source.strip():
        return "no source for this segment"
    unknown = [lang for lang in spoken if languages and lang not in languages]
    return f"the model does not know the language {unknown[0] or '(not told)'}" if unknown else ""


def one_sided(
    segment: Segment, signature: str, metric: str, value: float | None, reasons: tuple[str, str], windows: int = 1
) -> Rating:
    """A rating by a model that gives one score: `metric`'s. `reasons`: why this one and the other have no value.

    `windows`: in how many parts the segment was read, where it was.
    """
    given = Score(metric, value, signature, "" if value is not None else reasons[0])
    left_out = Score("consistency" if metric == "fluency" else "fluency", None, signature, reasons[1])
    fluency, consistency = (given, left_out) if metric == "fluency" else (left_out, given)
    return Rating(segment.id, fluency, consistency, windows=windows if value is not None else 1)
