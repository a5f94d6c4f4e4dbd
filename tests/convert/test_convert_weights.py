"""scripts.convert.weights: older repositories become folders that are fetched from, and estimate the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file
from scorers.every_scorer import MEAN, save_classifier, save_encoder, save_metricx
from scorers.tiny_models import ARABIC, CHECKSUM, ENGLISH, SETTINGS, segment
from scorers.translation.tiny_translation import make
from torch import Tensor

from models.errors import ModelUnavailable
from models.hub.catalogue import MODELS
from models.hub.fetching import take_in
from models.languages import LanguagePair
from models.scorers.base import Scorer
from models.scorers.files import ModelFiles
from models.scorers.loading import load_scorer
from models.scorers.metricx import MetricXScorer
from models.scorers.similarity import SimilarityScorer
from models.scorers.token_classes import TokenClassScorer
from models.scorers.translation.scorer import TranslationScorer
from scripts.convert import weights as cli

MARIAN, CLASSES, METRICX = "marian-ar-en", "microtransquest", "metricx"
SAVERS: dict[str, tuple[Callable[[Path], Path], Any]] = {
    MARIAN: (lambda folder: make("marian", folder), TranslationScorer),
    CLASSES: (save_classifier, TokenClassScorer),
    METRICX: (save_metricx, MetricXScorer),
    "labse": (lambda folder: save_encoder(folder, MEAN, dense=True), SimilarityScorer),
}
TIED = {
    MARIAN: {"model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight", "lm_head.weight"},
    METRICX: {"encoder.embed_tokens.weight", "decoder.embed_tokens.weight"},
}
SHARED = {MARIAN: "model.shared.weight", METRICX: "shared.weight"}


def older(folder: Path, name: str, **saving: Any) -> dict[str, Tensor]:
    """Makes pickles of a folder's safetensors, tied weights told under each of their names, as older releases did."""
    for file in sorted(folder.rglob("model.safetensors")):
        state = load_file(file)
        if file.parent == folder and name in TIED:
            state |= dict.fromkeys(TIED[name], state[SHARED[name]])
        torch.save(state, file.with_name("pytorch_model.bin"), **saving)
        file.unlink()
    return state


def rated(scorer: Scorer, pair: tuple[str, str]) -> tuple[float | None, list[float | None]]:
    (rating,) = scorer.rate([segment(ARABIC, ENGLISH)], LanguagePair(*pair))
    return rating.consistency.value, [word.with_source for word in rating.words]


@pytest.mark.parametrize("saving", [{}, {"_use_new_zipfile_serialization": False}], ids=["newer", "older"])
@pytest.mark.parametrize("name", SAVERS)
def test_a_converted_model_estimates_the_same(
    tmp_path: Path, name: str, saving: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    save, backend = SAVERS[name]
    model, folder = MODELS[name], save(tmp_path / "old")
    for file, content in model.settings:
        (folder / file).write_text(content if name != CLASSES else '{"gap": "_"}')
    pair = ("en", "de") if name == CLASSES else ("ar", "en")
    expected = rated(backend.load(ModelFiles(folder, SETTINGS, CHECKSUM, model.languages, model.longest)), pair)
    older(folder, name, **saving)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert cli.main([str(folder), "--to", str(tmp_path / "new")]) == 0
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    monkeypatch.setenv("MTQC_MODELS", str(tmp_path / "store"))
    take_in(model, tmp_path / "new")
    value, words = rated(load_scorer(name), pair)
    assert value == pytest.approx(expected[0], abs=1e-6) and value is not None
    assert words == pytest.approx(expected[1], abs=1e-6)


@pytest.mark.parametrize("name", TIED)
def test_tied_weights_are_written_once(tmp_path: Path, name: str) -> None:
    folder = SAVERS[name][0](tmp_path / "old")
    state = older(folder, name)
    cli.convert(folder, tmp_path / "new")
    assert load_file(tmp_path / "new" / "model.safetensors").keys() == state.keys() - TIED[name]


def test_what_is_shared_but_not_tied_is_written_out_each(tmp_path: Path) -> None:
    folder = SAVERS[CLASSES][0](tmp_path / "old")
    state = older(folder, CLASSES)
    layers = [f"bert.encoder.layer.{number}.output.dense.weight" for number in (0, 1)]
    state[layers[1]] = state[layers[0]]
    both = state["classifier.weight"].repeat(2, 1)
    state["classifier.weight"] = both[:2]  # part of a larger memory
    torch.save(state, folder / "pytorch_model.bin")
    cli.convert(folder, tmp_path / "new")
    found = load_file(tmp_path / "new" / "model.safetensors")
    assert found.keys() == state.keys()
    assert all(torch.equal(found[name], state[name]) for name in state)


def test_equal_numbers_in_different_places_are_not_taken_for_tied(tmp_path: Path) -> None:
    """Else a head of its own would be lost where it happens to begin as the embedding."""
    state = {"shared.weight": torch.ones(2, 2), "lm_head.weight": torch.ones(2, 2)}
    assert cli.untied(state, {"lm_head.weight": "shared.weight"}).keys() == state.keys()


def test_parts_are_put_together(tmp_path: Path) -> None:
    folder = SAVERS[CLASSES][0](tmp_path / "old")
    state = older(folder, CLASSES)
    (folder / "pytorch_model.bin").unlink()
    listed = {name: f"pytorch_model-0000{1 + at % 2}-of-00002.bin" for at, name in enumerate(state)}
    for part in set(listed.values()):
        torch.save({name: state[name] for name in state if listed[name] == part}, folder / part)
    (folder / "pytorch_model.bin.index.json").write_text(json.dumps({"metadata": {}, "weight_map": listed}))
    cli.convert(folder, tmp_path / "new")
    found = load_file(tmp_path / "new" / "model.safetensors")
    assert found.keys() == state.keys() and all(torch.equal(found[name], state[name]) for name in state)
    assert not list((tmp_path / "new").glob("*.index.json"))


class Spy:
    """What a hostile pickle would call."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return print, ("code ran",)


def index(weights: Any) -> str:
    return json.dumps({"weight_map": weights})


BIN, INDEX = "pytorch_model.bin", "pytorch_model.bin.index.json"
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "code": ({BIN: {"a": Spy()}}, "cannot be read safely as weights"),
    "no pickle": ({BIN: b"nonsense"}, "cannot be read safely as weights"),
    "nothing": ({}, f"holds no {BIN}"),
    "safetensors": ({BIN: {}, "model.safetensors": b""}, f"holds no {BIN} that is not there"),
    "a list": ({BIN: [torch.ones(1)]}, "no weights by name"),
    "empty": ({BIN: {}}, "no weights by name"),
    "a trainer's": ({BIN: {"state_dict": {}, "epoch": 3}}, "'state_dict' is no plain tensor"),
    "sparse": ({BIN: {"a": torch.eye(2).to_sparse()}}, "'a' is no plain tensor"),
    "another's settings": ({BIN: {"a": torch.ones(1)}, "config.json": b'{"model_type": "odd"}'}, "describes no model"),
    "no settings": ({BIN: {"a": torch.ones(1)}, "config.json": None}, "describes no model"),
    "an index that is none": ({INDEX: b"{"}, "list of a model's parts"),
    "a part elsewhere": ({INDEX: index({"a": "../other.bin"}).encode()}, "no part beside it"),
    "a part that is missing": ({INDEX: index({"a": "part.bin"}).encode()}, "part.bin cannot be read"),
    "a weight that is missing": ({INDEX: index({"b": "p.bin"}).encode(), "p.bin": {"a": torch.ones(1)}}, "lists b"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_one_clear_error(tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    files, why = REFUSED[case]
    (tmp_path / "old").mkdir()
    for name, content in {"config.json": b'{"model_type": "bert"}', **files}.items():
        if isinstance(content, bytes):
            (tmp_path / "old" / name).write_bytes(content)
        elif content is not None:
            torch.save(content, tmp_path / "old" / name)
    assert cli.main([str(tmp_path / "old"), "--to", str(tmp_path / "new")]) == 3
    told = capsys.readouterr()
    assert told.err.startswith("scripts.convert.weights: ") and told.err.count("\n") == 1
    assert "code ran" not in told.out + told.err
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    with pytest.raises(ModelUnavailable, match=why):
        cli.convert(tmp_path / "old", tmp_path / "new")


def test_nothing_is_written_over_or_inside(tmp_path: Path) -> None:
    folder = SAVERS[CLASSES][0](tmp_path / "old")
    older(folder, CLASSES)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    for out, why in ((tmp_path / "full", "is there already"), (folder / "new", "stays as it is")):
        with pytest.raises(ModelUnavailable, match=why):
            cli.convert(folder, out)
    with pytest.raises(ModelUnavailable, match="is not a folder"):
        cli.convert(tmp_path / "nowhere", tmp_path / "new")
