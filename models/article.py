"""What is checked: an article with its translation, cut into aligned segments."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from models.glossary import Term
from models.languages import UNTOLD_INTO_ENGLISH, LanguagePair
from models.spans import Span

Side = Literal["source", "target"]
SIDES: tuple[Side, Side] = ("target", "source")


@dataclass(frozen=True, slots=True)
class InlineCode:
    """An element of a translator's file that stands in a text without being text, such as <ph/> or <g>.

    `place`: before which code point of its field it stands. Codes of equal `key` are the same; `text` shows it.
    """

    side: Side
    place: int
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A named field of an article, such as its title, and where its texts lie in the whole; None: there is none.

    `paired`, `number_implied`, `codes`: as `models.intake.fields.Field` says them.
    """

    name: str
    target: Span | None
    source: Span | None
    paired: bool = False
    number_implied: bool = False
    codes: tuple[InlineCode, ...] = ()

    def span(self, side: Side) -> Span | None:
        """Where its text on `side` lies."""
        return self.source if side == "source" else self.target


BlockKind = Literal["heading", "caption", "table cell"]


@dataclass(frozen=True, slots=True)
class MarkupBlock:
    """A stretch of one side that the markup says is no running text, at offsets of the whole text of that side."""

    kind: BlockKind
    side: Side
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """A machine-translated text with (if known) its source, as visible text without markup.

    `source` is None when it was not sent: then only fluency is scored.
    Texts are kept exactly as they came: every offset counts their Unicode code points. `parts`, in order, where
    the CMS sent named fields: the texts are then all of them in a row (`models.intake.fields`). `blocks`: headings,
    captions and table cells, where it sent HTML.
    """

    id: str
    target: str
    source: str | None = None
    pair: LanguagePair = UNTOLD_INTO_ENGLISH
    reference: str | None = None
    parts: tuple[Part, ...] = ()
    glossary: tuple[Term, ...] = ()
    blocks: tuple[MarkupBlock, ...] = ()

    @property
    def source_lang(self) -> str:
        """The source's language, "" where there is no source or nobody could tell."""
        return self.pair.source

    @property
    def target_lang(self) -> str:
        """The target's language."""
        return self.pair.target

    def text(self, side: Side) -> str:
        """The text that a span on `side` points into."""
        return (self.source or "") if side == "source" else self.target

    def part_at(self, side: Side, span: Span) -> Part | None:
        """The named field that a span begins in; None where the article is one text."""
        number = PartPlaces(self.parts, side).at(span) if self.parts else None
        return None if number is None else self.parts[number]


@dataclass(frozen=True, slots=True)
class Segment:
    """An aligned pair of sentences (or runs of up to two): either side may be empty, not both.

    An empty target is a candidate omission, an empty source a candidate addition. `*_span` are
    article offsets of the text, None where that side is empty: `source == source_span.of(article.source)`.
    """

    id: str
    source: str
    target: str
    source_span: Span | None
    target_span: Span | None


class PartPlaces:
    """Where the named fields stand on one side, to find the one that a span begins in."""

    def __init__(self, parts: Sequence[Part], side: Side) -> None:
        found = ((part.span(side), number) for number, part in enumerate(parts))
        self._places = [(span, number) for span, number in found if span is not None]
        self._ends = [span.end for span, _ in self._places]

    def at(self, span: Span) -> int | None:
        """The index of the field that `span` begins in; None between fields, and where there are none."""
        index = bisect_right(self._ends, span.start)
        if index < len(self._places) and self._places[index][0].start <= span.start:
            return self._places[index][1]
        return None


class SegmentPlaces:
    """Where the segments of one side stand, to find the one that a span belongs to."""

    def __init__(self, segments: Sequence[Segment], side: Side) -> None:
        spans = ((s.target_span if side == "target" else s.source_span, n) for n, s in enumerate(segments))
        self._places = sorted((span, number) for span, number in spans if span is not None)
        self._ends = [span.end for span, _ in self._places]

    def all_at(self, span: Span) -> list[int]:
        """The indices of all segments that share a code point with `span`, in the order of the text."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._places, span.end, key=lambda place: place[0].start)
        return [number for _, number in self._places[first:last]]

    def at(self, span: Span) -> int | None:
        """The index of the first segment that shares a code point with `span`, None when it lies between them."""
        index = bisect_right(self._ends, span.start)
        if index < len(self._places) and self._places[index][0].overlaps(span):
            return self._places[index][1]
        return None


@dataclass(frozen=True)
class Document:
    """An article and its segments in reading order of the target: what scorers and checks receive."""

    article: Article
    segments: tuple[Segment, ...]

    @property
    def has_source(self) -> bool:
        """False when no source was sent."""
        return self.article.source is not None

    @cached_property
    def _places(self) -> dict[Side, SegmentPlaces]:
        return {side: SegmentPlaces(self.segments, side) for side in SIDES}

    @cached_property
    def _parts(self) -> dict[Side, PartPlaces]:
        return {side: PartPlaces(self.article.parts, side) for side in SIDES}

    def part_of(self, side: Side, span: Span) -> Part | None:
        """The named field that a span begins in; None where the article is one text."""
        number = self._parts[side].at(span)
        return None if number is None else self.article.parts[number]

    def segment_of(self, side: Side, span: Span) -> int | None:
        """The index of the first segment that shares a code point with `span`; None when it lies between them."""
        return self._places[side].at(span)

    def segments_at(self, side: Side, span: Span) -> tuple[Segment, ...]:
        """All segments that share a code point with `span`, in the order of the text."""
        return tuple(self.segments[number] for number in self._places[side].all_at(span))

    def reading_order(self, side: Side, span: Span) -> tuple[int, bool, Span]:
        """What sorts places segment by segment, the target before the source, so that numbers rise down the page."""
        index = self.segment_of(side, span)
        return len(self.segments) if index is None else index, side == "source", span
