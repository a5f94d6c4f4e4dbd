"""Turns a checkpoint of unbabel-comet into a folder that mtqc loads: config.json, model.safetensors, tokenizer.json.

    python -m scripts.convert.comet model/checkpoints/model.ckpt FOLDER --encoder xlm-roberta-large/

CHECKPOINT lies as the hub has it, with hparams.yaml two folders up (`--hparams` names another). `--encoder` is a folder
with the config.json and tokenizer.json of the pretrained encoder that hparams.yaml names: the checkpoint holds neither.
InfoXLM's tokenizer is XLM-R's. The checkpoint is unpickled with weights_only=True, so that no code in it can run;
what that does not protect from stands in `scripts.convert.unpickling`. What this script does not know in it (another
class, another encoder, weights left over) is refused, never guessed.
Exit: 0 done, 2 usage, 3 the checkpoint is not one that mtqc can read.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import yaml
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor

from models.errors import ModelUnavailable
from models.scorers.comet.network import TOKENIZER, WEIGHTS, CometNetwork, Kind, Shape
from models.scorers.comet.scorer import special_ids
from scripts.cli.commands import command_parser, exit_code_of
from scripts.convert.unpickling import refuse_full, unpickled

KINDS: dict[str, Kind] = {
    "referenceless_regression_metric": "referenceless",
    "unified_metric": "unified",
    "xcomet_metric": "xcomet",
}
ENCODERS = {"XLM-RoBERTa": "xlm-roberta", "XLM-RoBERTa-XL": "xlm-roberta-xl", "RemBERT": "rembert"}
UNUSED = ("dropout_mask", "dropout_fill", "position_ids", "wordloss.weight")
UNUSED_PART = "encoder.model.pooler."
"""Weights that only training, or an older transformers, has a use for."""


def read_checkpoint(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Weights by name and the settings stored with them. Raises ModelUnavailable."""
    content = unpickled(path, "a Lightning checkpoint")
    try:
        state, hparams = content["state_dict"], dict(content.get("hyper_parameters", {}))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise ModelUnavailable(f"{path} is not a Lightning checkpoint: it lacks {error}") from error
    if not isinstance(state, dict) or not all(isinstance(value, Tensor) for value in state.values()):
        raise ModelUnavailable(f"{path} holds weights that are no tensors")
    return state, hparams


def read_hparams(path: Path) -> dict[str, Any]:
    """hparams.yaml, by a loader that makes nothing but plain data. Raises ModelUnavailable."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise ModelUnavailable(f"{path} cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise ModelUnavailable(f"{path} is not a list of settings")
    return content


def read_encoder(folder: Path, expected: str) -> dict[str, Any]:
    """The pretrained encoder's configuration. Raises ModelUnavailable when it is another's than the model's."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        found = config["model_type"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(f"{folder / 'config.json'} cannot be read as an encoder's: {error}") from error
    if found != expected:
        raise ModelUnavailable(f"the model stands on {expected}, but {folder} is of the type {found}")
    return cast(dict[str, Any], config)


def shape_of(stored: Mapping[str, Any], written: Mapping[str, Any], encoder: Path, scale: str | None) -> Shape:
    """The model's shape from the checkpoint's settings and from hparams.yaml.

    As in unbabel-comet, the file decides the class, and otherwise what was stored with the weights counts; only
    "sparsemax_patch" in the file means that the layers' weights go through softmax whatever was stored.
    Raises ModelUnavailable on what mtqc does not know.
    """
    name = written.get("class_identifier")
    if name not in KINDS:
        raise ModelUnavailable(f"mtqc reads {', '.join(KINDS)}, not {name!r} (which may need references)")
    kind, settings = KINDS[name], {**written, **stored}
    if settings.get("encoder_model") not in ENCODERS:
        raise ModelUnavailable(f"mtqc reads the encoders {', '.join(ENCODERS)}, not {settings.get('encoder_model')!r}")
    if kind == "unified" and "src" not in settings.get("input_segments", ()):
        raise ModelUnavailable("this model reads no source: it compares with references alone")
    transformation = settings.get("layer_transformation", "softmax")
    if "sparsemax_patch" in (transformation, written.get("layer_transformation")):
        transformation = "softmax"
    tagged = kind == "xcomet" or (kind == "unified" and bool(settings.get("word_level_training")))
    try:
        return Shape(
            kind=kind,
            encoder=read_encoder(encoder, ENCODERS[settings["encoder_model"]]),
            layer=settings["layer" if kind == "referenceless" else "sent_layer"],
            transformation=transformation,
            layer_norm=bool(settings["layer_norm"]),
            pool=settings["pool"] if kind == "referenceless" else "cls",
            word_layer=settings["word_layer"] if tagged else None,
            labels=tuple(settings["error_labels"]) if tagged else (),
            hidden_sizes=tuple(settings["hidden_sizes"]),
            activation=settings["activations"].lower(),
            final_activation=settings["final_activation"] and settings["final_activation"].lower(),
            scale=scale or ("z" if kind == "referenceless" else "unit"),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ModelUnavailable(f"the model's settings lack something, or say it oddly: {error}") from error


def renamed(state: Mapping[str, Tensor], shape: Shape) -> dict[str, Tensor]:
    """The weights by our names, those that scoring needs; all are named, so an unknown one is found on loading."""
    kept = {
        name.replace("encoder.model.", "encoder.", 1) if name.startswith("encoder.model.") else name: value
        for name, value in state.items()
        if not name.endswith(UNUSED) and not name.startswith(UNUSED_PART)
    }
    if shape.layer != "mix":
        kept = {name: value for name, value in kept.items() if not name.startswith("layerwise_attention.")}
    return {name: value.contiguous().clone() for name, value in kept.items()}


def convert(checkpoint: Path, folder: Path, encoder: Path, hparams: Path, scale: str | None = None) -> Shape:
    """Writes `folder`, which must be empty or not there; nothing is left behind when it fails.

    Raises ModelUnavailable.
    """
    refuse_full(folder)
    state, stored = read_checkpoint(checkpoint)
    shape = shape_of(stored, read_hparams(hparams), encoder, scale)
    try:
        tokenizer = Tokenizer.from_file(str(encoder / TOKENIZER))
    except Exception as error:  # tokenizers raises nothing more exact
        raise ModelUnavailable(f"{encoder / TOKENIZER} cannot be read: {error}") from error
    special_ids(tokenizer, shape.encoder["model_type"])
    if tokenizer.get_vocab_size(with_added_tokens=False) > int(shape.encoder.get("vocab_size", 0)):
        raise ModelUnavailable(f"{encoder / TOKENIZER} knows more subwords than the encoder: it is another model's")
    weights = renamed(state, shape)
    network = CometNetwork(shape)
    try:
        network.load_state_dict(weights)
    except RuntimeError as error:
        raise ModelUnavailable(f"the weights do not fit the model that the settings describe: {error}") from error
    folder.mkdir(parents=True, exist_ok=True)
    save_file(weights, str(folder / WEIGHTS))
    shape.save(folder)
    shutil.copyfile(encoder / TOKENIZER, folder / TOKENIZER)
    return shape


def main() -> int:
    """The command; see the module."""
    parser = command_parser(__doc__)
    parser.add_argument("checkpoint", type=Path, metavar="CHECKPOINT")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder's config")
    parser.add_argument("--hparams", type=Path, help="hparams.yaml, where it lies elsewhere")
    parser.add_argument("--scale", choices=("z", "unit"), help="what the raw score is, where the kind does not say")
    arguments = parser.parse_args()
    hparams = arguments.hparams or arguments.checkpoint.resolve().parent.parent / "hparams.yaml"

    def work() -> None:
        shape = convert(arguments.checkpoint, arguments.folder, arguments.encoder, hparams, arguments.scale)
        print(f"{arguments.folder}: a {shape.kind} model on {shape.encoder['model_type']}, scores as {shape.scale}")

    return exit_code_of("scripts.convert.comet", work)


if __name__ == "__main__":
    raise SystemExit(main())
