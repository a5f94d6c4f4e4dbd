"""The one shape of a scorer: a model that rates aligned segments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, runtime_checkable

from models.article import Segment
from models.languages import LanguagePair
from models.rating import Rating
from models.spans import Span


class Scorer(Protocol):
    """A quality-estimation model behind one call.

    `signature` names the model, its weights and its version, as sacrebleu's does for a metric.
    """

    @property
    def signature(self) -> str:
        """Enough to reproduce every number: name, weights hash, code version."""
        ...

    def rate(self, segments: Sequence[Segment], pair: LanguagePair) -> list[Rating]:
        """One rating a segment, in the same order. `pair.source` is "" when no source was sent.

        Scores lie in [0, 1] or are None with a reason (an empty side, a language it does not know);
        word spans are article offsets inside the segment's target. Deterministic; no segment is cut
        silently: long ones are windowed.
        """
        ...


@runtime_checkable
class TranslationModel(Protocol):
    """A scorer whose model can translate, and so say what it would have said."""

    def suggest(self, asked: Sequence[tuple[Segment, Span]], pair: LanguagePair) -> list[str]:
        """For each passage (article offsets, inside the segment's target) what the model would say in its place.

        That is, given the source and all that stands before the passage. "" where it would say the same, or nothing.
        """
        ...

    def back_translate(self, segments: Sequence[Segment], pair: LanguagePair) -> list[str]:
        """Each segment's target translated back into the source's language; "" where the model cannot."""
        ...


@runtime_checkable
class SimilarityModel(Protocol):
    """A scorer that knows how alike sentences of different languages are."""

    def similarity(self, sentences: Iterable[str]) -> Callable[[str, str], float]:
        """A measure in [0, 1] of (source sentence, target sentence), for the aligner; `sentences` are read together."""
        ...
