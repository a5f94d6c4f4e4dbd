"""Turns a repository that holds its weights as pickles into a folder that `scripts/fetch_model.py` takes in.

    python -m scripts.convert.weights FOLDER --to OUT
    python scripts/fetch_model.py marian-ar-en --from OUT

FOLDER lies as the hub has it: `pytorch_model.bin`, or the parts that `pytorch_model.bin.index.json` lists, beside
config.json; nothing in it is changed. OUT gets `model.safetensors`, the settings and the vocabularies. Weights that the
architecture ties are written once; others that share memory are written out each. Folders inside it (the dense layer of
sentence-transformers) are converted alike, and what is there as safetensors already is copied.

What is read is unpickled with weights_only=True: a pickle that names any function but those that build tensors is
refused before it is called. It does not protect from a fault in torch's own reader, from a file that asks for more
memory than there is, nor from weights that were trained to mislead.
Exit: 0 done, 2 usage, 3 the weights cannot be converted.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import save_file
from torch import Tensor

from models.errors import ModelUnavailable
from models.hub.store import KEPT_SUFFIXES, WEIGHTS_SUFFIX
from models.scorers.pretrained.tied_weights import tied_weights
from scripts.cli.commands import command_parser, exit_code_of
from scripts.convert.unpickling import refuse_full, unpickled

PICKLE = "pytorch_model.bin"
INDEX = f"{PICKLE}.index.json"
WEIGHTS = "model.safetensors"
LEFT_OUT = (".cache", ".git", "onnx", "openvino", "coreml")
"""Folders that hold no part of the model as it is run here."""


def convert(folder: Path, out: Path) -> list[str]:
    """Writes `out`, which must be empty or not there, and names the weights written, by their place in it.

    Nothing is left behind when it fails. Raises ModelUnavailable.
    """
    refuse_full(out)
    if out.resolve().is_relative_to(folder.resolve()):
        raise ModelUnavailable(f"{out} lies in {folder}, which stays as it is: name a folder elsewhere")
    pickles = sorted(place for place in {file.parent for file in _files(folder) if _is_pickle(file)} if _needed(place))
    if not pickles:
        raise ModelUnavailable(f"{folder} holds no {PICKLE} that is not there as {WEIGHTS} too")
    partial = out.with_name(f".{out.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        for file in _files(folder):
            if file.suffix in KEPT_SUFFIXES and not file.name.endswith(".index.json"):
                _copy(file, partial / file.relative_to(folder))
        for place in pickles:
            state = read_weights(place)
            tied = tied_weights(folder) if place == folder else {}
            _write(untied(state, tied), partial / place.relative_to(folder) / WEIGHTS)
        if out.exists():
            out.rmdir()
        partial.rename(out)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return [(place.relative_to(folder) / WEIGHTS).as_posix() for place in pickles]


def read_weights(place: Path) -> dict[str, Tensor]:
    """The weights in a folder's pickle, or in all the parts of it, by name. Raises ModelUnavailable."""
    if (place / PICKLE).is_file():
        return _tensors(place / PICKLE)
    found: dict[str, Tensor] = {}
    parts = _listed(place / INDEX)
    for name in sorted(set(parts.values())):
        found |= _tensors(place / name)
    missing = sorted(parts.keys() - found.keys())
    if missing:
        raise ModelUnavailable(f"{place / INDEX} lists {missing[0]}, which no part holds")
    return found


def untied(state: Mapping[str, Tensor], tied: Mapping[str, str]) -> dict[str, Tensor]:
    """The weights without those that are `tied` to another one and the same; all others with memory of their own."""
    found: dict[str, Tensor] = {}
    used: set[int] = set()
    for name, tensor in state.items():
        same = state.get(tied.get(name, ""))
        if same is not None and _place(same) == _place(tensor):
            continue
        memory = tensor.untyped_storage().data_ptr()
        found[name] = tensor.clone().contiguous() if memory in used else tensor.contiguous()
        used.add(memory)
    return found


def _place(tensor: Tensor) -> tuple[object, ...]:
    """Equal for tensors that are the very same numbers in memory."""
    return tensor.data_ptr(), tensor.dtype, tuple(tensor.shape), tensor.stride()


def _tensors(path: Path) -> dict[str, Tensor]:
    content = unpickled(path, "weights")
    if not isinstance(content, dict) or not content:
        raise ModelUnavailable(f"{path} holds no weights by name")
    for name, value in content.items():
        if not isinstance(name, str) or not isinstance(value, Tensor) or value.layout != torch.strided:
            raise ModelUnavailable(f"{path} holds more than weights: {name!r} is no plain tensor")
    return dict(content)


def _listed(index: Path) -> dict[str, str]:
    """Which part of the pickle holds each weight; a part is a file beside the index."""
    try:
        parts = dict(json.loads(index.read_text(encoding="utf-8"))["weight_map"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(f"{index} cannot be read as the list of a model's parts: {error}") from error
    for part in parts.values():
        if not isinstance(part, str) or Path(part).name != part or not part.endswith(".bin"):
            raise ModelUnavailable(f"{index} lists {part!r}, which is no part beside it")
    return parts


def _write(state: dict[str, Tensor], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        save_file(state, str(path), metadata={"format": "pt"})
    except (SafetensorError, RuntimeError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(f"these weights cannot be written as safetensors: {error}") from error


def _copy(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)


def _files(folder: Path) -> list[Path]:
    """The files of the model; links are followed, as the hub's cache is made of them."""
    if not folder.is_dir():
        raise ModelUnavailable(f"{folder} is not a folder")
    found = sorted(file for file in folder.rglob("*") if file.is_file())
    return [file for file in found if not set(file.relative_to(folder).parts[:-1]) & set(LEFT_OUT)]


def _is_pickle(file: Path) -> bool:
    return file.name in (PICKLE, INDEX)


def _needed(place: Path) -> bool:
    return not any(file.suffix == WEIGHTS_SUFFIX for file in place.iterdir())


def main(arguments: list[str] | None = None) -> int:
    """The command; see the module."""
    parser = command_parser(__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--to", type=Path, required=True, metavar="OUT", help="a new folder")
    chosen = parser.parse_args(arguments)

    def work() -> None:
        written = convert(chosen.folder, chosen.to)
        print(f"{chosen.to}: {', '.join(written)}; take it in with scripts/fetch_model.py NAME --from {chosen.to}")

    return exit_code_of("scripts.convert.weights", work)


if __name__ == "__main__":
    raise SystemExit(main())
