"""Inline elements of a translator's file that one side of a unit has and the other has not, or more often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.article import SIDES, Document, InlineCode, Part, Side
from models.spans import Span
from models.text.words import is_wordlike, word_spans

MAX_NAMED = 5
"""Codes of one unit that are named; a program that loses one often loses all."""


@dataclass(frozen=True, slots=True)
class UnevenCodes:
    """The codes that only one side of a unit has, told at the word that the first of them stands at."""

    side: Side
    span: Span
    message: str


def uneven_codes(document: Document) -> Iterator[UnevenCodes]:
    """What each unit lacks in the translation (`side` is the source) or has there too much."""
    for part in document.article.parts:
        if part.codes and part.source is not None and part.target is not None:
            for side in SIDES:
                if surplus := _surplus(part.codes, side):
                    yield UnevenCodes(side, _place(document, part, surplus[0]), _message(side, surplus))


def _surplus(codes: Sequence[InlineCode], side: Side) -> list[InlineCode]:
    """The codes of one side that the other lacks, of equal ones the last; of an element around text its beginning."""
    left = Counter(code.key for code in codes if code.side != side)
    found: list[InlineCode] = []
    for code in codes:
        if code.side != side:
            continue
        if left[code.key]:
            left[code.key] -= 1
        elif not found or found[-1].text != code.text or found[-1].key == code.key:
            found.append(code)
    return found


def _place(document: Document, part: Part, code: InlineCode) -> Span:
    """The word that begins or ends where the code stands, or the whole text where there is none."""
    whole = part.span(code.side)
    assert whole is not None  # both sides of the unit have text
    text = whole.of(document.article.text(code.side))
    words = [span for span in word_spans(text) if is_wordlike(span.of(text))]
    after = (span for span in words if span.end > code.place)
    return next(after, words[-1] if words else Span(0, len(text))).shift(whole.start)


def _message(side: Side, codes: Sequence[InlineCode]) -> str:
    named = ", ".join(code.text for code in codes[:MAX_NAMED]) + (" …" if len(codes) > MAX_NAMED else "")
    if side == "source":
        return f"{named} {'is' if len(codes) == 1 else 'are'} missing in the translation."
    return f"The source has no {named} here."
