"""The shipped model with what its probabilities are worth, for the measures of what it would flag."""

from __future__ import annotations

from dataclasses import dataclass

from models.calibration.calibration import Calibration
from models.network.precision import FULL
from models.scorers.builtin import BuiltinScorer


@dataclass(frozen=True, slots=True)
class CalibratedBuiltin:
    """A built-in model and its calibration."""

    scorer: BuiltinScorer
    calibration: Calibration

    @classmethod
    def load(cls) -> CalibratedBuiltin:
        """The one that is shipped. Raises ModelUnavailable."""
        return cls(BuiltinScorer.load(precision=FULL), Calibration.load())

    @property
    def signature(self) -> str:
        """What a report on both is headed with."""
        return f"{self.scorer.signature}|calib:{self.calibration.version}"
