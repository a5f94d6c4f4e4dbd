"""Scorers and calibrations with fixed estimates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from models.article import Segment
from models.calibration.calibration import Calibration
from models.cascade import Estimator
from models.languages import LanguagePair
from models.rating import Rating, Score, WordRating
from models.spans import Span
from models.text.words import word_spans


@dataclass
class Stub:
    """Gives each target the scores of `fluency` and `consistency` (None: it does not score it), and rates its words."""

    name: str
    consistency: Mapping[str, float] = field(default_factory=dict)
    fluency: float | None = None
    with_source: float | None = 0.1
    target_only: float = 0.0
    windows: int = 1
    asked: list[str] = field(default_factory=list)

    @property
    def signature(self) -> str:
        return f"{self.name}:0"

    def rate(self, segments: Sequence[Segment], pair: LanguagePair) -> list[Rating]:
        self.asked += [segment.target for segment in segments]
        return [self._rating(segment) for segment in segments]

    def _rating(self, segment: Segment) -> Rating:
        value = self.consistency.get(segment.target) if segment.source else None
        at = segment.target_span.start if segment.target_span else 0
        words = tuple(WordRating(s.shift(at), self.target_only, self.with_source) for s in word_spans(segment.target))
        return Rating(
            segment.id,
            Score("fluency", self.fluency, self.signature, "" if self.fluency is not None else "no fluency"),
            Score("consistency", value, self.signature, "" if value is not None else f"{self.name} does not know it"),
            words if value is not None or self.fluency is not None else (),
            windows=self.windows,
        )


class Translator(Stub):
    """Also says what it would rather have said: the passage in capitals; and translates back by turning round."""

    said_back: Callable[[str], str] = staticmethod(lambda text: text[::-1])

    def suggest(self, asked: Sequence[tuple[Segment, Span]], pair: LanguagePair) -> list[str]:
        found = []
        for segment, span in asked:
            assert segment.target_span is not None and segment.target_span.contains(span)
            found.append(span.shift(-segment.target_span.start).of(segment.target).upper())
        return found

    def back_translate(self, segments: Sequence[Segment], pair: LanguagePair) -> list[str]:
        return [self.said_back(segment.target) for segment in segments]


class FarFromHalf:
    """Sure of a consistency of 0 or 1, unsure of one half; a share `budget` of scores that are spread evenly."""

    version = "stub"
    poor = "measured"

    def rescaled(self, rating: Rating) -> Rating:
        return rating

    def certainty(self, consistency: float) -> float:
        return max(consistency, 1 - consistency)

    def unsure_below(self, budget: float) -> float:
        return 2.0 if budget >= 1 else 0.5 + budget / 2


def estimator(scorer: Stub, calibrated: bool = True) -> Estimator:
    return Estimator(scorer.name, scorer, cast(Calibration, FarFromHalf()) if calibrated else None)


def rows(*targets: str, sources: bool = True) -> list[Segment]:
    """One after the other; a source of as many words."""
    found, at = [], 0
    for number, target in enumerate(targets, start=1):
        source = f"source {number}" if sources and target else "left out" if not target else ""
        own = Span(at, at + len(target)) if target else None
        found.append(Segment(f"s{number}", source, target, Span(0, len(source)) if source else None, own))
        at += len(target) + 1
    return found
