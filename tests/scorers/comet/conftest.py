"""The tiny checkpoints that unbabel-comet made (tests/data/comet/recipe.py), converted and loaded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.hub.settings import Settings
from models.scorers.comet.scorer import CometScorer
from models.scorers.files import ModelFiles
from scorers.every_scorer import COMET_DATA, COMET_ENCODERS, save_comet


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {kind: save_comet(tmp_path_factory.mktemp("comet") / kind, kind) for kind in COMET_ENCODERS}


@pytest.fixture(scope="session")
def scorers(folders: dict[str, Path]) -> dict[str, CometScorer]:
    return {kind: CometScorer.load(ModelFiles(folder, Settings(), "c0ffee" * 10)) for kind, folder in folders.items()}


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((COMET_DATA / "expected.json").read_text(encoding="utf-8"))
    return content
