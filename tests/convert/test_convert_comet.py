"""What the converter writes, and all that it refuses."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
import yaml
from scorers.every_scorer import save_comet

from models.errors import ModelUnavailable
from models.hub.settings import Settings
from models.scorers.comet.network import Shape
from models.scorers.comet.scorer import CometScorer
from models.scorers.files import ModelFiles
from scripts.convert.comet import convert

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "comet"


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """A copy of the unified checkpoint, its hparams.yaml and its encoder, to spoil."""
    shutil.copytree(DATA / "unified", tmp_path / "model")
    shutil.copytree(DATA / "encoder", tmp_path / "model" / "encoder")
    return tmp_path / "model"


def converted(original: Path, scale: str | None = None) -> Shape:
    checkpoint, target = original / "checkpoints" / "model.ckpt", original.parent / "out"
    return convert(checkpoint, target, original / "encoder", original / "hparams.yaml", scale)


def change(original: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """Edits the Lightning checkpoint."""
    path = original / "checkpoints" / "model.ckpt"
    content = torch.load(path, weights_only=True)
    edit(content)
    torch.save(content, path)


def write(original: Path, **settings: Any) -> None:
    """Edits hparams.yaml, and the settings in the checkpoint alike."""
    path = original / "hparams.yaml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(path.read_text()), **settings}))
    change(original, lambda content: content["hyper_parameters"].update(settings))


def test_it_writes_three_files_and_the_shape(original: Path) -> None:
    shape = converted(original)
    assert {path.name for path in (original.parent / "out").iterdir()} == {
        "config.json",
        "model.safetensors",
        "tokenizer.json",
    }
    assert Shape.read(original.parent / "out") == shape
    assert (shape.kind, shape.labels, shape.word_layer, shape.scale) == ("unified", ("minor", "major"), 2, "unit")
    assert (shape.transformation, shape.final_activation, shape.longest) == ("sparsemax", "sigmoid", 128)


def test_the_patch_in_the_file_means_softmax(tmp_path: Path) -> None:
    assert Shape.read(save_comet(tmp_path / "xcomet", "xcomet")).transformation == "softmax"


def test_the_scale_can_be_named(original: Path) -> None:
    assert converted(original, "z").scale == "z"


def test_a_model_without_tags_has_no_words(original: Path) -> None:
    write(original, word_level_training=False)
    change(original, lambda c: [c["state_dict"].pop(f"hidden2tag.{part}") for part in ("weight", "bias")])
    assert converted(original).labels == ()
    (said,) = CometScorer.load(ModelFiles(original.parent / "out", Settings(), "0" * 64)).estimate([("one", "eins")])
    assert said.tags is None


def shrink(config: Path) -> None:
    """An encoder of fewer subwords than its tokenizer."""
    config.write_text(json.dumps({**json.loads(config.read_text()), "vocab_size": 100}))


class Spy:
    """What a hostile pickle would call."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return print, ("code ran",)


def refusals() -> dict[str, tuple[Callable[[Path], object], str]]:
    yaml_file, checkpoint = Path("hparams.yaml"), Path("checkpoints/model.ckpt")
    return {
        "reference model": (lambda o: write(o, class_identifier="regression_metric"), "regression_metric"),
        "another encoder": (lambda o: write(o, encoder_model="BERT"), "not 'BERT'"),
        "another type": (lambda o: write(o, encoder_model="RemBERT"), "of the type xlm-roberta"),
        "references only": (lambda o: write(o, input_segments=["mt", "ref"]), "no source"),
        "activation": (lambda o: write(o, activations="Softshrink"), "activation 'softshrink'"),
        "no such layer": (lambda o: write(o, word_layer=9), "word_layer 9"),
        "layers": (lambda o: write(o, layer_transformation="entmax"), "transformation 'entmax'"),
        "label": (lambda o: write(o, error_labels=["minor", "BAD"]), "severities"),
        "odd": (lambda o: write(o, hidden_sizes=None), "oddly"),
        "shapes": (lambda o: write(o, hidden_sizes=[12, 7]), "do not fit"),
        "stranger": (lambda o: change(o, lambda c: c["state_dict"].update(x=torch.ones(1))), "do not fit"),
        "missing": (lambda o: change(o, lambda c: c["state_dict"].pop("estimator.ff.0.weight")), "do not fit"),
        "no tensors": (lambda o: change(o, lambda c: c["state_dict"].update(x=1)), "no tensors"),
        "no weights": (lambda o: change(o, lambda c: c.pop("state_dict")), "lacks 'state_dict'"),
        "yaml code": (lambda o: (o / yaml_file).write_text("a: !!python/object/apply:print [code ran]"), "be read"),
        "yaml list": (lambda o: (o / yaml_file).write_text("- 1"), "not a list of settings"),
        "no yaml": (lambda o: (o / yaml_file).unlink(), "cannot be read"),
        "no checkpoint": (lambda o: (o / checkpoint).unlink(), "read safely"),
        "hostile": (lambda o: torch.save({"state_dict": Spy()}, o / checkpoint), "read safely"),
        "garbage": (lambda o: (o / checkpoint).write_bytes(b"no pickle"), "read safely"),
        "no tokenizer": (lambda o: (o / "encoder/tokenizer.json").unlink(), "tokenizer.json cannot be read"),
        "another's tokenizer": (lambda o: shrink(o / "encoder/config.json"), "another model's"),
        "no config": (lambda o: (o / "encoder/config.json").unlink(), "config.json"),
    }


@pytest.mark.parametrize("case", refusals())
def test_it_refuses_what_it_does_not_know(original: Path, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    spoil, why = refusals()[case]
    spoil(original)
    with pytest.raises(ModelUnavailable, match=why):
        converted(original)
    assert not (original.parent / "out").exists()
    assert "code ran" not in capsys.readouterr().out


def test_it_never_writes_over_anything(original: Path) -> None:
    converted(original)
    with pytest.raises(ModelUnavailable, match="there already"):
        converted(original)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("config.json", json.dumps({"model_type": "xlm-roberta"}), "not a converted COMET model"),
        ("config.json", "[]", "cannot be read"),
        ("config.json", json.dumps({"format": "mtqc-comet/1", "kind": "unified"}), "cannot be read"),
        ("model.safetensors", "garbage", "does not fit"),
        ("tokenizer.json", "{}", "cannot be read"),
        ("model.safetensors", None, "does not fit"),
    ],
)
def test_a_spoilt_folder_is_one_clear_error(original: Path, name: str, content: str | None, why: str) -> None:
    converted(original)
    path = original.parent / "out" / name
    if content is None:
        path.unlink()
    else:
        path.write_text(content)
    with pytest.raises(ModelUnavailable, match=why):
        CometScorer.load(ModelFiles(original.parent / "out", Settings(), "0" * 64))


@pytest.mark.parametrize(
    ("spoilt", "code", "said"), [(False, 0, "a unified model"), (True, 3, "scripts.convert.comet: ")]
)
def test_the_command(original: Path, spoilt: bool, code: int, said: str) -> None:
    if spoilt:
        (original / "hparams.yaml").unlink()
    words = [original / "checkpoints/model.ckpt", original.parent / "out", "--encoder", original / "encoder"]
    command = [sys.executable, "-m", "scripts.convert.comet", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == code
    assert said in done.stdout + done.stderr and "Traceback" not in done.stderr
