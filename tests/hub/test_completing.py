"""What a model's own repository lacks is brought along: another's tokenizer, settings that only mtqc reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from safetensors.numpy import save
from scorers.every_scorer import save_metricx
from scorers.translation.tiny_translation import spiece
from torch import ones

from hub.local_hub import COMMIT, OTHER_COMMIT, LocalHub, serving
from models.hub.catalogue import MODELS
from models.hub.fetching import TOKENIZER_FILES
from models.scorers.loading import load_scorer
from models.scorers.metricx import MetricXScorer
from scripts import fetch_model as cli

WEIGHTS = {"model.safetensors": save({"weight": ones(9).numpy()}), "config.json": b'{"model_type": "mt5"}'}
TOKENIZER = {"spiece.model": b"pieces", "tokenizer_config.json": b'{"extra_ids": 0}', "special_tokens_map.json": b"{}"}
MT5 = {**TOKENIZER, "config.json": b'{"model_type": "another"}', "model.safetensors": b"another", "README.md": b"mT5"}


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalHub]:
    """With MetricX and the mT5 whose tokenizer it has."""
    with serving(LocalHub(MODELS["metricx"].repository, dict(WEIGHTS), {"google/mt5-xl": dict(MT5)})) as running:
        monkeypatch.setenv("HF_ENDPOINT", running.url)
        yield running


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in ("origin.json", "SHA256SUMS")}


def folder_of(place: Path, files: dict[str, bytes]) -> str:
    place.mkdir()
    for name, content in files.items():
        (place / name).write_bytes(content)
    return str(place)


def test_the_tokenizer_comes_from_the_repository_that_has_it(
    hub: LocalHub, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["metricx"]) == 0
    told = capsys.readouterr().out
    assert f"commit: {COMMIT}\ntokenizer: google/mt5-xl, commit: {OTHER_COMMIT}\n" in told and "in 5 files" in told
    assert files_of(store / "metricx") == {**WEIGHTS, **TOKENIZER}
    origin = json.loads((store / "metricx" / "origin.json").read_text())
    assert (origin["commit"], origin["tokenizer"]) == (
        COMMIT,
        {"repository": "google/mt5-xl", "commit": OTHER_COMMIT},
    )


def test_a_tokenizer_of_its_own_counts(hub: LocalHub, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hub.files["tokenizer.json"] = b'{"own": true}'
    assert cli.main(["metricx"]) == 0
    assert "mt5-xl" not in capsys.readouterr().out + (store / "metricx" / "origin.json").read_text()
    assert files_of(store / "metricx") == {**WEIGHTS, "tokenizer.json": b'{"own": true}'}


@pytest.mark.parametrize(
    ("arguments", "beside", "code", "line"),
    [
        (["--tokenizer-revision", "main"], MT5, 2, "--tokenizer-revision is a commit"),
        (["--tokenizer-revision", "f" * 40], MT5, 3, f"the hub names '{OTHER_COMMIT}' where {'f' * 40}"),
        ([], None, 3, "the hub has no google/mt5-xl"),
        ([], {"tokenizer_config.json": b"{}"}, 3, f"google/mt5-xl holds no tokenizer at {OTHER_COMMIT[:12]}"),
    ],
)
def test_a_tokenizer_that_cannot_be_had_is_one_line(
    hub: LocalHub,
    store: Path,
    arguments: list[str],
    beside: dict[str, bytes] | None,
    code: int,
    line: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    hub.beside = {} if beside is None else {"google/mt5-xl": beside}
    assert cli.main(["metricx", *arguments]) == code
    error = capsys.readouterr().err
    assert line in error and error.count("\n") == 1
    assert not (store / "metricx").exists()


def test_the_tokenizers_commit_can_be_named(hub: LocalHub) -> None:
    assert cli.main(["metricx", "--tokenizer-revision", OTHER_COMMIT, "--revision", COMMIT]) == 0


def test_a_carried_folder_needs_the_tokenizer_too(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["metricx", "--from", folder_of(tmp_path / "usb", WEIGHTS)]) == 3
    error = capsys.readouterr().err
    assert "has no tokenizer: copy tokenizer.json, spiece.model" in error and "google/mt5-xl" in error
    assert list(store.iterdir()) == []


def test_an_mt5s_sentencepiece_file_is_all_that_metricx_needs(tmp_path: Path) -> None:
    pytest.importorskip("google.protobuf", reason="stands in requirements.txt: install those again")
    folder = save_metricx(tmp_path / "usb")
    for name in TOKENIZER_FILES:
        (folder / name).unlink(missing_ok=True)
    spiece(folder / "spiece.model", pad_id=0, eos_id=1, unk_id=2, bos_id=-1)  # as mT5's
    marks = {"eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>", "extra_ids": 0}
    (folder / "tokenizer_config.json").write_text(json.dumps(marks))
    assert cli.main(["metricx", "--from", str(folder)]) == 0
    scorer = load_scorer("metricx")
    assert isinstance(scorer, MetricXScorer)
    text = "The minister </s> said"
    read = {at for start, end in scorer._subwords(text) for at in range(start, end)}
    assert {at for at, character in enumerate(text) if character != " "} <= read
    assert scorer.opened.tokenizer.eos_token_id not in scorer._ids(text, "")
    assert 0 <= scorer.penalties([("قال الوزير", text)])[0].said <= 25


SETTINGS = {
    "e5": ("similarity.json", {"prefix": "query: ", "low": 0.7, "high": 1.0}),
    "microtransquest": ("token_classes.json", {"gap": "_", "labels": ["OK", "BAD"]}),
}


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("carried", [False, True])
def test_settings_of_ours_are_written(
    store: Path, tmp_path: Path, name: str, carried: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, expected = SETTINGS[name]
    if carried:
        assert cli.main([name, "--from", folder_of(tmp_path / "usb", WEIGHTS)]) == 0
    else:
        with serving(LocalHub(MODELS[name].repository, dict(WEIGHTS))) as running:
            monkeypatch.setenv("HF_ENDPOINT", running.url)
            assert cli.main([name]) == 0
    assert json.loads((store / name / file).read_text()) == expected
    assert file in (store / name / "SHA256SUMS").read_text()
    assert json.loads((store / name / "origin.json").read_text())["settings"] == [file]


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_that_are_there_are_left(store: Path, tmp_path: Path, name: str) -> None:
    file = SETTINGS[name][0]
    assert cli.main([name, "--from", folder_of(tmp_path / "usb", {**WEIGHTS, file: b'{"own": 1}'})]) == 0
    assert (store / name / file).read_bytes() == b'{"own": 1}'
    assert "settings" not in json.loads((store / name / "origin.json").read_text())
