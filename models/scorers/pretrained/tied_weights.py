"""Which weights of a model are the same by its architecture, and so need to stand in its file only once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
import transformers
from transformers import AutoConfig, AutoModel, PreTrainedModel

from models.errors import ModelUnavailable


def tied_weights(folder: Path) -> dict[str, str]:
    """The names of the weights that the architecture in `folder` ties, each with the one it is tied to.

    By the class that config.json names, made without weights; where transformers has none of that name (MetricX), by
    the base model of its type. Raises ModelUnavailable where there is neither.
    """
    try:
        config = AutoConfig.from_pretrained(str(folder), local_files_only=True, trust_remote_code=False)
        named: Any = getattr(transformers, str((config.architectures or [""])[0]), None)
        known = isinstance(named, type) and issubclass(named, PreTrainedModel)
        with torch.device("meta"):
            model = named(config) if known else _base(config)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, ImportError, RuntimeError) as error:
        reason = " ".join(str(error).split())[:200]
        raise ModelUnavailable(f"{folder / 'config.json'} describes no model that is known here: {reason}") from error
    return dict(model.all_tied_weights_keys)


def _base(config: Any) -> Any:
    return AutoModel.from_config(config, trust_remote_code=False)  # type: ignore[no-untyped-call]
