"""What a model says of a segment: two scores, and its words one by one. Needs the standard library alone."""

from __future__ import annotations

from dataclasses import dataclass

from models.mqm import Severity
from models.spans import Span


@dataclass(frozen=True, slots=True)
class Score:
    """A number with its recipe. `value` in [0, 1], higher is better, or None with a `reason`."""

    metric: str
    value: float | None
    signature: str
    reason: str = ""

    def __post_init__(self) -> None:
        if self.value is None and not self.reason:
            raise ValueError(f"a {self.metric} score without a value needs a reason")
        if self.value is not None and not 0.0 <= self.value <= 1.0:
            raise ValueError(f"{self.metric} must lie in [0, 1], not {self.value}")


@dataclass(frozen=True, slots=True)
class ErrorProfile:
    """What error a target word would be, were it wrong; probabilities in [0, 1].

    `major`, `critical`: that it is at least so severe. `kind`: the likeliest of `models.network.kinds.KINDS`, and how
    likely. `source`: where in the article's source the word stands that it answers to; None where there is none.
    """

    major: float
    critical: float
    kind: str
    kind_probability: float
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A source word at article offsets, and how likely in [0, 1] it is translated wrongly or not at all."""

    span: Span
    lost: float


@dataclass(frozen=True, slots=True)
class WordRating:
    """One target word at article offsets, and how likely it is wrong.

    `target_only`: P(wrong) from the target only. `with_source`: P(wrong) with sight of the source,
    None when there is none to see. Both in [0, 1]. `profile`: what error it would be; None: not told.
    """

    span: Span
    target_only: float
    with_source: float | None
    profile: ErrorProfile | None = None


@dataclass(frozen=True, slots=True)
class ErrorSpan:
    """A passage of the target that a model marks by itself, with its severity.

    `span` neither begins nor ends with a space; `confidence` in [0, 1] is what the model says, uncalibrated.
    """

    span: Span
    severity: Severity
    confidence: float


@dataclass(frozen=True, slots=True)
class Rating:
    """What one scorer says of one segment: two scores and, if it can, a rating for every word.

    `errors`: the passages that it marks itself, at article offsets, in order, disjoint. `source_words`: the source's,
    in order, where it rates them. `windows`: in how many overlapping parts it read the segment.
    `soundness`: how free of errors it finds the segment beside its source, as a z score; None where it does not say.
    """

    segment_id: str
    fluency: Score
    consistency: Score
    words: tuple[WordRating, ...] = ()
    errors: tuple[ErrorSpan, ...] = ()
    source_words: tuple[SourceWord, ...] = ()
    windows: int = 1
    soundness: float | None = None
