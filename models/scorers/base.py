"""The one shape of a scorer: a model that rates aligned segments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from models.article import Segment
from models.report import Rating


class Scorer(Protocol):
    """A quality-estimation model behind one call.

    `signature` names the model, its weights and its version, as sacrebleu's does for a metric.
    """

    @property
    def signature(self) -> str:
        """Enough to reproduce every number: name, weights hash, code version."""
        ...

    def rate(self, segments: Sequence[Segment], source_lang: str, target_lang: str) -> list[Rating]:
        """One rating a segment, in the same order. `source_lang` is "" when no source was sent.

        Scores lie in [0, 1] or are None with a reason (an empty side, a language it does not know);
        word spans are article offsets inside the segment's target. Deterministic; no segment is cut
        silently: long ones are windowed.
        """
        ...
