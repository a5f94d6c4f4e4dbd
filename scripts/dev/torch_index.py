"""Where `make` gets torch from: on Linux without an NVIDIA GPU from the index of builds without CUDA, if it answers.

    python -m scripts.dev.torch_index

Prints what to tell pip on standard output, nothing where PyPI alone will do, and what that means on standard error.
Runs before any package is installed.
"""

from __future__ import annotations

import os
import platform
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

CPU_INDEX = "https://download.pytorch.org/whl/cpu"
PATIENCE_SECONDS = 5.0
GPU = Path("/dev/nvidiactl")
"""Is there where NVIDIA's driver is."""
OWN_INDEX = "PIP_EXTRA_INDEX_URL"


def reachable(url: str = f"{CPU_INDEX}/torch/") -> bool:
    """Whether the index answers soon."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE_SECONDS):
            return True
    except OSError:
        return False


def choose(system: str, has_gpu: bool, own_index: str, answers: Callable[[], bool]) -> tuple[str, str]:
    """What to tell pip, and a line for whoever waits; `answers` is asked only where it matters.

    choose("Darwin", False, "", reachable) == ("", "")
    """
    if system != "Linux" or own_index:
        return "", ""
    if has_gpu:
        return "", "There is an NVIDIA GPU here: torch comes with CUDA, as PyPI has it."
    if answers():
        told = f"There is no NVIDIA GPU here: torch comes without CUDA, from {CPU_INDEX}."
        return f"--extra-index-url {CPU_INDEX}", told
    return "", f"There is no NVIDIA GPU here, but {CPU_INDEX} does not answer: torch may come with CUDA, some GB more."


def main() -> None:
    """Prints both."""
    option, told = choose(platform.system(), GPU.exists(), os.environ.get(OWN_INDEX, ""), reachable)
    if told:
        print(told, file=sys.stderr)
    print(option)


if __name__ == "__main__":
    main()
