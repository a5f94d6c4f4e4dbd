"""scripts/fetch_model.py against a hub on this machine, and against folders carried over by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from safetensors.numpy import save
from torch import arange

from hub.local_hub import COMMIT, LocalHub, serving
from models.errors import ModelUnavailable
from models.hub.store import installed
from scripts import fetch_model as cli

WEIGHTS = save({"weight": arange(1_500_000).numpy()})
FILES = {
    "model.safetensors": WEIGHTS,
    "config.json": b'{"model_type": "marian"}',
    "pytorch_model.bin": b"a pickle",
    "modeling_own.py": b"print('never')",
    "README.md": b"# A model",
    ".gitattributes": b"",
    "onnx/model.json": b"{}",
}
KEPT = {"model.safetensors", "config.json", "README.md"}
NAME = "marian-ar-en"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalHub]:
    with serving(LocalHub("Helsinki-NLP/opus-mt-ar-en", dict(FILES))) as running:
        monkeypatch.setenv("HF_ENDPOINT", running.url)
        yield running


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_model_is_fetched_without_pickles_or_code(
    hub: LocalHub, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([NAME]) == 0
    told = capsys.readouterr().out
    assert f"commit: {COMMIT}" in told and "size: 12.0 MB in 3 files" in told and "licence: CC-BY-4.0" in told
    assert files_of(store / NAME) == KEPT | {"origin.json", "SHA256SUMS"}
    assert set(hub.asked) == KEPT
    origin = json.loads((store / NAME / "origin.json").read_text())
    assert (origin["commit"], origin["endpoint"]) == (COMMIT, hub.url)
    found = installed(NAME)
    assert found.folder == store / NAME and len(found.checksum) == 64
    assert [path.name for path in store.iterdir()] == [NAME]


def test_a_download_that_broke_goes_on(
    hub: LocalHub, store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.breaks_at = 11_000_000  # past the library's first block of 10 MiB
    monkeypatch.setattr("time.sleep", lambda seconds: None)  # the library itself tries again a few times
    assert cli.main([NAME]) == 3
    assert "the next try goes on from here" in capsys.readouterr().err
    assert not (store / NAME).exists()
    hub.breaks_at = 0
    hub.ranges.clear()
    assert cli.main([NAME]) == 0
    assert hub.ranges == ["bytes=10485760-"]
    assert (store / NAME / "model.safetensors").read_bytes() == WEIGHTS


@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
def test_what_is_not_as_listed_is_refused(
    hub: LocalHub, store: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = bytearray(FILES[name])
    changed[-1] ^= 1
    hub.sent[name] = bytes(changed)
    assert cli.main([NAME]) == 3
    assert f"{name} is not the file that the hub lists" in capsys.readouterr().err
    assert not (store / NAME).exists()
    hub.sent.clear()
    assert cli.main([NAME]) == 0


def test_a_repository_of_pickles_is_refused(hub: LocalHub, capsys: pytest.CaptureFixture[str]) -> None:
    del hub.files["model.safetensors"]
    assert cli.main([NAME]) == 3
    error = capsys.readouterr().err
    assert "pickles are never loaded" in error and f"fetch_model.py {NAME} --from FOLDER" in error
    assert hub.asked == []


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["nonsense"], 2, "there is no model 'nonsense'"),
        ([NAME, "--revision", "main"], 2, "40 hex digits"),
        ([NAME, "--revision", "f" * 40], 3, f"the hub names '{COMMIT}'"),
        (["nllb"], 2, "--accept-licence"),
        (["nllb", "--accept-licence"], 3, "the hub has no facebook/nllb-200-distilled-600M"),
        ([NAME, "--from", "nowhere"], 3, "nowhere is not a folder"),
    ],
)
def test_failures_are_one_line(
    hub: LocalHub, arguments: list[str], code: int, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == code
    error = capsys.readouterr().err
    assert error.startswith("fetch_model.py: ") and error.count("\n") == 1
    assert line in error
    assert hub.asked == []


def test_a_hub_that_is_not_there_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert cli.main([NAME]) == 3
    assert "could not be fetched" in capsys.readouterr().err


def carried(folder: Path, **files: bytes) -> str:
    folder.mkdir()
    for name, content in {"model.safetensors": WEIGHTS, "config.json": b"{}", **files}.items():
        (folder / name).write_bytes(content)
    return str(folder)


def test_a_folder_is_taken_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([NAME, "--from", carried(tmp_path / "usb")]) == 0
    assert installed(NAME).model.name == NAME
    assert cli.main([NAME, "--from", str(tmp_path / "usb")]) == 3
    assert "is there already" in capsys.readouterr().err


def test_a_folder_around_the_store_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([NAME, "--from", str(tmp_path)]) == 3
    assert "holds the folder of all models" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"pytorch_model.bin": b"x"}, "pytorch_model.bin is refused"),
        ({"own.py": b""}, "own.py is refused"),
        ({"config.json": b'{"auto_map": {"AutoModel": "own.Model"}}'}, "asks for code of its own"),
        ({"config.json": b"[" * 100_000}, "not JSON"),
        ({"config.json": b"\xff"}, "not JSON"),
    ],
)
def test_a_folder_with_code_is_refused(
    tmp_path: Path, store: Path, files: dict[str, bytes], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([NAME, "--from", carried(tmp_path / "usb", **files)]) == 3
    assert line in capsys.readouterr().err
    assert list(store.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("config.json", b"{ }", "is not the file that was fetched"),
        ("config.json", None, "is missing"),
        ("extra.json", b"{}", "is not listed"),
        ("evil.pkl", b"x", "evil.pkl is refused"),
        ("SHA256SUMS", None, "is not installed"),
        ("SHA256SUMS", b"\xff", "cannot be read"),
    ],
)
def test_an_installed_model_is_verified(
    tmp_path: Path, store: Path, name: str, content: bytes | None, line: str
) -> None:
    assert cli.main([NAME, "--from", carried(tmp_path / "usb")]) == 0
    place = store / NAME / name
    if content is None:
        place.unlink()
    else:
        place.write_bytes(content)
    with pytest.raises(ModelUnavailable, match=line) as caught:
        installed(NAME)
    assert f"python scripts/fetch_model.py {NAME}" in str(caught.value)


def test_the_table_has_every_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["name", "task", "languages", "parameters", "licence", "memory", "measured"]
    assert len(lines) == 1 + len(cli.MODELS)
    [nllb] = [line for line in lines if line.startswith("nllb")]
    assert "non-commercial" in nllb and "600 M" in nllb and "2,400 MB" in nllb
