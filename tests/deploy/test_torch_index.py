"""Where torch comes from, as `make` chooses it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from deploy.deployed import DOCKERFILE, ROOT
from scripts.dev.torch_index import CPU_INDEX, choose

FROM_CPU_INDEX = f"--extra-index-url {CPU_INDEX}"


@pytest.mark.parametrize(
    ("system", "has_gpu", "own_index", "answers", "option", "told"),
    [
        ("Linux", False, "", True, FROM_CPU_INDEX, "torch comes without CUDA"),
        ("Linux", False, "", False, "", "does not answer"),
        ("Linux", True, "", True, "", "torch comes with CUDA"),
        ("Linux", False, "https://mirror.example/simple", True, "", ""),
        ("Darwin", False, "", True, "", ""),
    ],
    ids=["no GPU", "no GPU and no such index", "a GPU", "an index of one's own", "not Linux"],
)
def test_the_choice(system: str, has_gpu: bool, own_index: str, answers: bool, option: str, told: str) -> None:
    chosen, said = choose(system, has_gpu, own_index, lambda: answers)
    assert chosen == option and told in said and bool(told) is bool(said)


def test_nobody_is_asked_where_it_does_not_matter() -> None:
    def refuse() -> bool:
        raise AssertionError

    assert choose("Linux", True, "", refuse)[0] == choose("Darwin", False, "", refuse)[0] == ""


def test_the_image_uses_the_same_index() -> None:
    assert CPU_INDEX in DOCKERFILE


def test_make_asks_before_any_package_is_there() -> None:
    """Isolated from the packages that are installed: the standard library must do."""
    assert "-m scripts.dev.torch_index) -r requirements.txt" in (ROOT / "Makefile").read_text(encoding="utf-8")
    command = [sys.executable, "-S", "-c", "import scripts.dev.torch_index"]
    assert subprocess.run(command, cwd=ROOT, check=False, timeout=300).returncode == 0
