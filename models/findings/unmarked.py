"""A document as a reader sees it, without soft hyphens and zero-width marks, and the way back to the text as it came.

Rules about words, names and numbers then need not know of such marks; offsets of flags are those of the stored text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.article import SIDES, Document, Segment, Side
from models.report import Evidence, Flag
from models.spans import Span
from models.text.hidden_marks import HIDDEN


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A document without hidden marks; of each side, the places in the stored text of the characters that are left."""

    document: Document
    kept: dict[Side, Sequence[int]]
    stored: Document

    def restored(self, flag: Flag) -> Flag:
        """The same flag at its offsets in the stored text; quoted evidence is quoted as stored."""
        if self.document is self.stored:
            return flag
        return replace(
            flag,
            span=self._stored(flag.side, flag.span),
            evidence=tuple(self._evidence(evidence) for evidence in flag.evidence),
        )

    def _evidence(self, evidence: Evidence) -> Evidence:
        if evidence.span is None:
            return evidence
        span = self._stored("source", evidence.span)
        return replace(evidence, span=span, text=span.of(self.stored.article.text("source")))

    def _stored(self, side: Side, span: Span) -> Span:
        kept = self.kept[side]
        return Span(kept[span.start], kept[span.end - 1] + 1)


def without_hidden_marks(document: Document) -> Unmarked:
    """The document as it is seen; the same document where nothing is hidden, or a whole segment is."""
    article = document.article
    kept = {side: _kept(article.text(side)) for side in SIDES}
    unchanged: dict[Side, Sequence[int]] = {side: range(len(article.text(side))) for side in SIDES}
    if kept == unchanged:
        return Unmarked(document, unchanged, document)
    target, source = (_seen(article.text(side), kept[side]) for side in SIDES)
    segments = [_segment(segment, source, target, kept) for segment in document.segments]
    seen = [segment for segment in segments if segment is not None]
    if len(seen) < len(segments):
        return Unmarked(document, unchanged, document)
    parts = tuple(
        replace(part, target=_shown(part.target, kept["target"]), source=_shown(part.source, kept["source"]))
        for part in article.parts
    )
    blocks = tuple(
        replace(block, span=span) for block in article.blocks if (span := _shown(block.span, kept[block.side]))
    )
    plain = replace(
        article, target=target, source=source if document.has_source else None, parts=parts, blocks=blocks
    )
    return Unmarked(Document(plain, tuple(seen)), kept, document)


def _kept(text: str) -> Sequence[int]:
    hidden = {match.start() for match in HIDDEN.finditer(text)}
    return [place for place in range(len(text)) if place not in hidden] if hidden else range(len(text))


def _seen(text: str, kept: Sequence[int]) -> str:
    return "".join(text[place] for place in kept)


def _shown(span: Span | None, kept: Sequence[int]) -> Span | None:
    """Where a span of the stored text lies among the characters that are left; None where none of its own is."""
    if span is None:
        return None
    start, end = bisect_left(kept, span.start), bisect_left(kept, span.end)
    return Span(start, end) if start < end else None


def _segment(segment: Segment, source: str, target: str, kept: dict[Side, Sequence[int]]) -> Segment | None:
    """The segment without the marks; None where a side held nothing else."""
    origin, span = _shown(segment.source_span, kept["source"]), _shown(segment.target_span, kept["target"])
    if (origin is None) != (segment.source_span is None) or (span is None) != (segment.target_span is None):
        return None
    return Segment(segment.id, origin.of(source) if origin else "", span.of(target) if span else "", origin, span)
