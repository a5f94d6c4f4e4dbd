"""examples/ray_map.py around the fake checker, which takes its time for an article, so that a kill finds it at work.

    PYTHONPATH=.:tests:examples python tests/ray_run.py SECONDS ARTICLES OUT …
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from functools import partial
from typing import Any

import ray
import ray_map
from fake_checker import FakeChecker


@dataclass
class Unhurried(FakeChecker):
    """Takes `seconds` for an article."""

    seconds: float = 0.0

    def check(self, request: Any) -> Any:
        time.sleep(self.seconds)
        return super().check(request)


if __name__ == "__main__":
    ray.init(num_cpus=4, include_dashboard=False)
    ray_map.main(sys.argv[2:], partial(Unhurried, seconds=float(sys.argv[1])))
