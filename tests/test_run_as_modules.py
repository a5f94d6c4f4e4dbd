"""What stands in the packages of scripts/ runs with `python -m` from the project's folder, and says so itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_architecture import SOURCES

PACKED = [module for module in SOURCES if module.startswith("scripts.") and module.count(".") > 1]
RUN = [module for module in PACKED if '__name__ == "__main__"' in SOURCES[module].read_text(encoding="utf-8")]


def test_something_runs() -> None:
    assert {"scripts.measure.articles", "scripts.calibration.calibrate", "scripts.convert.comet"} <= set(RUN)


@pytest.mark.parametrize("module", PACKED)
def test_it_finds_the_others_by_itself(module: str) -> None:
    assert "sys.path" not in SOURCES[module].read_text(encoding="utf-8")


@pytest.mark.parametrize("module", RUN)
def test_its_first_lines_tell_how_it_is_run(module: str) -> None:
    head, _, _ = SOURCES[module].read_text(encoding="utf-8").partition("from __future__")
    assert f"python -m {module}" in head
    assert Path(SOURCES[module]).name not in head
