"""The image: two stages, no root, no CUDA, nothing in it that .dockerignore leaves out."""

from __future__ import annotations

import re

import pytest

from deploy.deployed import DOCKERFILE, PORT, ROOT

STAGES = re.findall(r"^FROM \S+ AS (\w+)$", DOCKERFILE, re.M)
LAST = DOCKERFILE.rpartition("\nFROM ")[2]


def test_packages_are_installed_in_a_stage_that_stays_behind() -> None:
    assert STAGES == ["packages", "service"]
    assert "pip install" not in LAST and "COPY --from=packages" in LAST


def test_torch_comes_without_cuda() -> None:
    assert "https://download.pytorch.org/whl/cpu" in DOCKERFILE and "torch.version.cuda is None" in DOCKERFILE


def test_it_runs_as_nobody_of_importance() -> None:
    user = re.findall(r"^USER (\d+)$", LAST, re.M)
    assert user == ["1000"] and f"--uid {user[0]}" in LAST
    assert LAST.index("\nUSER ") < LAST.index("\nCMD ")


def test_ports_and_probe_are_one() -> None:
    assert f"EXPOSE {PORT}" in LAST and f'"--port", "{PORT}"' in LAST and f"127.0.0.1:{PORT}/healthz" in LAST


@pytest.mark.parametrize("path", re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, re.M))
def test_what_is_copied_is_there_and_not_ignored(path: str) -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert (ROOT / path).exists() and f"!{path}" in ignored
