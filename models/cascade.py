"""Who estimates the segments: one model, or a chain of two, the second only where the first is unsure.

How sure the first is of a segment follows from its calibration: the probability that people find it poor, or not poor,
whichever is greater (`Calibration.certainty`). The budget is a share of segments: asked are those of which the first is
less sure than of all but that share of rated machine translations. So an article of the usual quality costs what the
budget says, a hard one more and an easy one less, and whether a segment is asked depends on nothing around it.
A segment that the first cannot score (a language that it does not know) is always asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.article import Segment
from models.calibration.calibration import Calibration
from models.errors import InvalidInput, ModelUnavailable
from models.hub.catalogue import HubModel
from models.hub.settings import BUDGET
from models.languages import LanguagePair
from models.rating import Rating
from models.scorers.base import Scorer
from models.scorers.memory import Memory, rate_changed


@dataclass(frozen=True, eq=False)
class Estimator:
    """A scorer by its name, and what its numbers are worth: None where nobody has calibrated it.

    `model`: what the catalogue says of it; None for the built-in one.
    """

    name: str
    scorer: Scorer
    calibration: Calibration | None
    model: HubModel | None = None

    def rate(
        self, segments: Sequence[Segment], pair: LanguagePair, memory: Memory
    ) -> tuple[list[Rating], dict[str, str]]:
        """Ratings on the common scale where there is a calibration, and the memory of them as they came."""
        ratings, kept = rate_changed(self.scorer, segments, pair, memory)
        if self.calibration is None:
            return ratings, kept
        return [self.calibration.rescaled(rating) for rating in ratings], kept

    @property
    def signature(self) -> str:
        """That of the scorer, behind the catalogue's name."""
        return f"{self.name}/{self.scorer.signature}" if self.model else self.scorer.signature


@dataclass(frozen=True)
class SegmentEstimate:
    """What is held of one segment: its rating, who marked its words and passages, who was asked, and notes in words."""

    rating: Rating
    marker: Estimator
    asked: tuple[Estimator, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ModelCascade:
    """One estimator, or two as a cascade. `budget` in [0, 1]: the share of segments that the second may be asked.

    Raises ModelUnavailable where a chain is made of a model without a calibration: their scores could not be compared.
    """

    first: Estimator
    second: Estimator | None = None
    budget: float = BUDGET

    def __post_init__(self) -> None:
        if not 0 <= self.budget <= 1:
            raise InvalidInput(f"the budget is a share of the segments, from 0 to 1, not {self.budget:g}")
        for estimator in self.estimators if self.second else ():
            if estimator.calibration is None or estimator.calibration.poor is None:
                raise ModelUnavailable(
                    f"a chain needs calibrated models, and {estimator.name} is not: "
                    f"calibrate it with: python -m scripts.calibration.calibrate_model {estimator.name} --data FOLDER"
                )

    @property
    def estimators(self) -> tuple[Estimator, ...]:
        """In the order in which they are asked."""
        return (self.first,) if self.second is None else (self.first, self.second)

    @property
    def signature(self) -> str:
        """Those of the estimators; `first+second@budget` of a chain."""
        names = "+".join(estimator.signature for estimator in self.estimators)
        return f"{names}@{self.budget:g}" if self.second else names

    def estimates(
        self, segments: Sequence[Segment], pair: LanguagePair, memory: Memory
    ) -> tuple[list[SegmentEstimate], dict[str, str]]:
        """One a segment, in the same order, and what to remember of the ratings."""
        first, kept = self.first.rate(segments, pair, memory)
        found = [SegmentEstimate(rating, self.first, (self.first,), _windowed(self.first, rating)) for rating in first]
        if self.second is None:
            return found, kept
        certainty, level = [self._certainty(rating) for rating in first], self._level()
        asked = [
            n
            for n, (segment, sure) in enumerate(zip(segments, certainty, strict=True))
            if segment.source and segment.target and (sure is None or sure < level)
        ]
        second, more = self.second.rate([segments[n] for n in asked], pair, memory)
        for n, rating in zip(asked, second, strict=True):
            if rating.consistency.value is not None or rating.fluency.value is not None:
                found[n] = self._joined(found[n], certainty[n], rating, self.second)
        return found, kept | more

    def _level(self) -> float:
        assert self.first.calibration is not None, "a chain without one is refused"
        return self.first.calibration.unsure_below(self.budget)

    def _certainty(self, rating: Rating) -> float | None:
        value, calibration = rating.consistency.value, self.first.calibration
        return None if value is None or calibration is None else calibration.certainty(value)

    def _joined(
        self, first: SegmentEstimate, sure: float | None, rating: Rating, second: Estimator
    ) -> SegmentEstimate:
        why = "does not score it" if sure is None else f"was {100 * sure:.0f} of 100 sure"
        notes = (*first.notes, f"Scored by {second.name}: {self.first.name} {why}.", *_windowed(second, rating))
        marks = any(word.with_source is not None for word in rating.words)
        return SegmentEstimate(
            joined(first.rating, rating), second if marks else self.first, (*first.asked, second), notes
        )


def joined(first: Rating, second: Rating) -> Rating:
    """The second's scores where it has them, else the first's; of its words too, each view for itself."""
    fluency, consistency = (
        later if later.value is not None else earlier
        for earlier, later in ((first.fluency, second.fluency), (first.consistency, second.consistency))
    )
    words = second.words or first.words
    if first.words and second.words:  # every scorer rates the same words (models.text.words)
        target_only = second.words if fluency is second.fluency else first.words
        with_source = second.words if any(word.with_source is not None for word in second.words) else first.words
        words = tuple(replace(a, with_source=s.with_source) for a, s in zip(target_only, with_source, strict=True))
    return replace(second, fluency=fluency, consistency=consistency, words=words)


def _windowed(estimator: Estimator, rating: Rating) -> tuple[str, ...]:
    if rating.windows == 1:
        return ()
    return (f"Too long for {estimator.name} to read at once: read in {rating.windows} overlapping parts.",)
