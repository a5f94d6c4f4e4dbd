"""Where the time of a check goes: the stages that `Checker.check` calls, timed apart."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar
from unittest.mock import patch

from models import checker
from models.cascade import ModelCascade
from models.findings import gathering

Given = ParamSpec("Given")
Result = TypeVar("Result")
INTAKE, ALIGNMENT, MODEL, CHECKS, FINDINGS, VERDICT, RENDERING = STAGES = (
    "intake", "alignment", "model", "checks", "findings", "verdict", "rendering"
)  # fmt: skip
"""In the order of their work. `findings`: what the checks and the model say, joined and named."""
PLACES: tuple[tuple[str, object, str], ...] = (
    (INTAKE, checker, "take_in"),
    (ALIGNMENT, checker, "align"),
    (MODEL, ModelCascade, "estimates"),
    (CHECKS, gathering, "check_flags"),
    (FINDINGS, checker, "gather"),
    (VERDICT, checker, "segment_reports"),
    (VERDICT, checker, "mean_scores"),
    (VERDICT, checker, "coverage"),
    (VERDICT, checker, "decide"),
)
"""What is timed as which stage, by where it is looked up."""


@dataclass
class Stopwatch:
    """`spent`: seconds by stage, each without the stages inside it."""

    spent: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _inner: list[float] = field(default_factory=list)

    def timed(self, stage: str, work: Callable[Given, Result]) -> Callable[Given, Result]:
        """The same work, whose seconds count as those of the stage."""

        def watched(*given: Given.args, **named: Given.kwargs) -> Result:
            self._inner.append(0.0)
            began = time.perf_counter()
            try:
                return work(*given, **named)
            finally:
                lasted = time.perf_counter() - began
                self.spent[stage] += lasted - self._inner.pop()
                if self._inner:
                    self._inner[-1] += lasted

        return watched

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Checks within it are timed by stage. In one thread."""
        with ExitStack() as stack:
            for stage, place, name in PLACES:
                stack.enter_context(patch.object(place, name, self.timed(stage, getattr(place, name))))
            yield
