"""The named texts of a CMS (title, summary, body) as one article, and the way back to each.

An article is checked as a whole, so that a name spelt otherwise in the title than in the body can be seen; but no
sentence of one field is ever paired with one of another, and every offset that is told counts in its own field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from models.article import BlockKind, InlineCode, MarkupBlock, Part, Side
from models.report import MarkupOffsets
from models.spans import Span

Format = Literal["text", "html"]
MAX_FIELDS = 20
MAX_UNITS = 5_000
"""Fields of an article that are all paired: the units of a translator's file."""
MAX_NAME_LENGTH = 60
SEPARATOR = "\n\n"
"""Between fields: the end of a paragraph, for everything that reads the whole."""


@dataclass(frozen=True, slots=True)
class Field:
    """One named text and its translation. `source` None: only the fluency of all fields is scored.

    `paired`: they are known to answer to each other, however unlike they look; a title, which may have been written
    anew, is not. `number_implied`: the target is a plural form that so few numbers take that it need not tell which
    one is meant ("a ship" for "%d ship"). `codes`: what stood in either text without being text.
    """

    name: str
    target: str
    source: str | None = None
    format: Format = "text"
    paired: bool = False
    number_implied: bool = False
    codes: tuple[InlineCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Visible:
    """One side of a field as it is read. Where it came as HTML, `to_markup` leads back, and `blocks` are no prose.

    `cut_at`: see `models.intake.html.Extracted`.
    """

    text: str
    to_markup: MarkupOffsets | None = None
    blocks: tuple[tuple[BlockKind, Span], ...] = ()
    cut_at: int | None = None


def join(sides: Sequence[Visible]) -> tuple[str, list[Span | None]]:
    """The texts as one, and where each lies in it: None for a text without anything to read.

    join([Visible("One."), Visible(""), Visible("Two.")]) == ("One.\\n\\nTwo.", [Span(0, 4), None, Span(6, 10)])
    """
    places: list[Span | None] = []
    whole = ""
    for side in sides:
        if not side.text.strip():
            places.append(None)
            continue
        whole += SEPARATOR if whole else ""
        places.append(Span(len(whole), len(whole) + len(side.text)))
        whole += side.text
    return whole, places


def blocks_of(side: Side, places: Sequence[Span | None], texts: Sequence[Visible]) -> list[MarkupBlock]:
    """The headings, captions and table cells of one side at offsets of the whole. `places`: where each text lies."""
    return [
        MarkupBlock(kind, side, span.shift(place.start))
        for place, visible in zip(places, texts, strict=True)
        if place is not None
        for kind, span in visible.blocks
    ]


def markup_of(parts: Sequence[Part], side: Side, sides: Sequence[Visible]) -> MarkupOffsets | None:
    """Article span to the span in its own field's markup; None where no field of that side came as HTML."""
    known = [
        (place, visible.to_markup)
        for part, visible in zip(parts, sides, strict=True)
        if (place := part.span(side)) is not None and visible.to_markup is not None
    ]

    def to_markup(span: Span) -> Span | None:
        for place, offsets in known:
            if place.contains(span):
                return offsets(span.shift(-place.start))
        return None

    return to_markup if known else None
