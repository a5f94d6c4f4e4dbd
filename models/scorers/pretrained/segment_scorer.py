"""What scorers share that read segment by segment: which are rated, and which are not and why."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from models.article import Segment
from models.languages import LanguagePair
from models.rating import Rating
from models.scorers.pretrained.opening import Opened, signed

Said = TypeVar("Said")
"""What a model says of one segment."""


class SegmentScorer(ABC, Generic[Said]):
    """A model that reads what can be rated together and is rated segment by segment."""

    def __init__(self, signature: str, languages: frozenset[str]) -> None:
        self._signature, self.languages = signature, languages

    @property
    def signature(self) -> str:
        """See `models.scorers.pretrained.opening.signed`."""
        return self._signature

    def rate(self, segments: Sequence[Segment], pair: LanguagePair) -> list[Rating]:
        """One rating a segment; see Scorer and the module of the back-end."""
        reasons = [self._why_not(segment, pair) for segment in segments]
        known = [segment for segment, reason in zip(segments, reasons, strict=True) if not reason]
        said = iter(self._read(known, pair) if known else ())
        return [
            self._rating(segment, None if reason else next(said), reason, pair)
            for segment, reason in zip(segments, reasons, strict=True)
        ]

    def _why_not(self, segment: Segment, pair: LanguagePair) -> str:
        """Why a segment is not rated, or ""; those that are go to `_read`."""
        return why_not(segment, self.languages, pair.source, pair.target)

    @abstractmethod
    def _read(self, segments: Sequence[Segment], pair: LanguagePair) -> Sequence[Said]:
        """What the model says of each segment, in order."""

    @abstractmethod
    def _rating(self, segment: Segment, said: Said | None, reason: str, pair: LanguagePair) -> Rating:
        """The rating of what was said; None where nothing was, for that `reason`."""


class PretrainedScorer(SegmentScorer[Said]):
    """A scorer on an opened model: its languages (none: any), and who it is by `name`."""

    name: ClassVar[str]

    def __init__(self, opened: Opened, checksum: str, languages: frozenset[str]) -> None:
        super().__init__(signed(self.name, checksum, opened.settings), languages)
        self.opened = opened


def why_not(segment: Segment, languages: frozenset[str], *spoken: str) -> str:
    """Why a pair is not rated, or "": an empty side, or a language that the model does not know."""
    if segment.target_span is None or not segment.target.strip():
        return "no translation for this segment"
    if len(spoken) > 1 and not segment.source.strip():
        return "no source for this segment"
    unknown = [lang for lang in spoken if languages and lang not in languages]
    return f"the model does not know the language {unknown[0] or '(not told)'}" if unknown else ""
