"""Places of a document: which segments share a code point with a span."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.article import Article, Document, Segment
from models.languages import LanguagePair
from models.spans import Span

TEXT = "One. Two. Three."
DOCUMENT = Document(
    Article("test", TEXT, "Eins. Zwei.", LanguagePair("de", "en")),
    (
        Segment("s1", "Eins.", "One.", Span(0, 5), Span(0, 4)),
        Segment("s2", "Zwei.", "", Span(6, 11), None),
        Segment("s3", "", "Two.", None, Span(5, 9)),
        Segment("s4", "", "Three.", None, Span(10, 16)),
    ),
)


@pytest.mark.parametrize(
    ("side", "span", "names"),
    [
        ("target", Span(0, 1), ["s1"]),
        ("target", Span(3, 6), ["s1", "s3"]),
        ("target", Span(4, 5), []),
        ("target", Span(4, 6), ["s3"]),
        ("target", Span(0, 16), ["s1", "s3", "s4"]),
        ("target", Span(16, 20), []),
        ("source", Span(4, 7), ["s1", "s2"]),
        ("source", Span(5, 6), []),
    ],
)
def test_all_segments_at_a_place(side: str, span: Span, names: list[str]) -> None:
    assert [segment.id for segment in DOCUMENT.segments_at(side, span)] == names  # type: ignore[arg-type]


@given(st.lists(st.integers(1, 5), min_size=2, max_size=16), st.integers(0, 60), st.integers(1, 20))
def test_segments_at_are_those_that_overlap(steps: list[int], start: int, length: int) -> None:
    ends = [sum(steps[: number + 1]) for number in range(len(steps))]
    spans = [Span(*pair) for pair in zip(ends[::2], ends[1::2], strict=False)]
    text = "x" * sum(steps)
    segments = tuple(Segment(f"s{n}", "", span.of(text), None, span) for n, span in enumerate(spans))
    place = Span(start, start + length)
    found = Document(Article("test", text), segments).segments_at("target", place)
    assert found == tuple(segment for segment, span in zip(segments, spans, strict=True) if span.overlaps(place))
