"""The tiny checkpoints that unbabel-comet made (tests/data/comet/recipe.py), converted and loaded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.hub.settings import Settings
from models.scorers.comet import CometScorer
from scripts.convert_comet import convert

DATA = Path(__file__).resolve().parent.parent / "data" / "comet"
ENCODERS = {"referenceless": "encoder", "unified": "encoder", "xcomet": "encoder-xl"}


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {}
    for kind, encoder in ENCODERS.items():
        made[kind] = tmp_path_factory.mktemp("comet") / kind
        checkpoint = DATA / kind / "checkpoints" / "model.ckpt"
        convert(checkpoint, made[kind], DATA / encoder, DATA / kind / "hparams.yaml")
    return made


@pytest.fixture(scope="session")
def scorers(folders: dict[str, Path]) -> dict[str, CometScorer]:
    return {kind: CometScorer.load(folder, Settings(), "c0ffee" * 10) for kind, folder in folders.items()}


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))
    return content
