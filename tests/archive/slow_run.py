"""scripts/score.py around a checker without a model that takes its time, to be killed.

    PYTHONPATH=.:tests python tests/archive/slow_run.py SECONDS --archive IN --out OUT
"""

from __future__ import annotations

import sys
import time
from types import SimpleNamespace
from typing import Any

from unit_checker import UnitChecker


class Unhurried(UnitChecker):
    """Takes `seconds` for an article, so that a kill finds it at work."""

    seconds = 0.0

    def check(self, request: Any) -> Any:
        time.sleep(self.seconds)
        return super().check(request)


if __name__ == "__main__":
    Unhurried.seconds = float(sys.argv[1])
    sys.modules["models.checker"] = SimpleNamespace(load_checker=lambda *_: Unhurried())  # type: ignore[assignment]
    from scripts import score

    sys.exit(score.main(sys.argv[2:]))
