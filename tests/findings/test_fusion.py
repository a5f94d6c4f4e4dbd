"""Flags of the model and of the checks become one list without overlaps."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.article import Article, Document, Segment
from models.findings.fusion import fuse
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span

TEXT = "x" * 80
DOCUMENT = Document(Article("a", TEXT), (Segment("s1", "", TEXT, None, Span(0, 80)),))


def flag(
    start: int, end: int, check: str = "numbers", severity: Severity = Severity.MAJOR, sure: float = 0.8
) -> Flag:
    return Flag(Span(start, end), "target", Category.MISTRANSLATION, severity, sure, check, "why")


@pytest.mark.parametrize(
    ("checks", "model", "kept"),
    [
        (
            [flag(0, 5)],
            [flag(3, 9, "fluency", sure=0.99)],
            ["numbers"],
        ),  # at equal severity the check knows more
        ([flag(0, 5, severity=Severity.MINOR)], [flag(3, 9, "fluency")], ["fluency"]),
        ([flag(0, 5)], [flag(5, 9, "fluency")], ["numbers", "fluency"]),  # touching is not overlapping
        ([flag(0, 5, "dates", sure=0.5), flag(0, 9, "glued", sure=0.9)], [], ["glued"]),
        ([], [], []),
    ],
)
def test_fuse(checks: list[Flag], model: list[Flag], kept: list[str]) -> None:
    assert [f.check for f in fuse(checks, model, DOCUMENT)] == kept


def broken(start: int, end: int) -> Flag:
    """What a rule says of characters that are broken there."""
    return Flag(Span(start, end), "target", Category.ENCODING, Severity.MINOR, 0.8, "invisible", "why")


@pytest.mark.parametrize(
    ("model", "kept"),
    [
        ([flag(0, 8, "fluency")], ["invisible"]),  # the same word
        ([flag(0, 8, "fluency", Severity.CRITICAL, 0.99)], ["invisible"]),  # however severe
        ([flag(0, 14, "fluency")], ["invisible"]),  # most of the passage
        ([flag(0, 60, "fluency")], ["fluency"]),  # a long passage has more that is doubtful
        ([flag(8, 14, "fluency")], ["invisible", "fluency"]),  # another word
    ],
)
def test_a_rule_that_knows_the_cause_wins_on_its_words(model: list[Flag], kept: list[str]) -> None:
    assert [f.check for f in fuse([broken(0, 8)], model, DOCUMENT)] == kept


spans = st.tuples(st.integers(0, 50), st.integers(1, 10)).map(lambda p: (p[0], p[0] + p[1]))
flags = st.lists(
    st.builds(lambda s, v, c: flag(*s, severity=v, sure=c), spans, st.sampled_from(Severity), st.floats(0, 1))
)


@given(flags, flags)
def test_nothing_overlaps_and_order_does_not_matter(checks: list[Flag], model: list[Flag]) -> None:
    kept = fuse(checks, model, DOCUMENT)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(kept))
    assert [f.span for f in fuse(reversed(checks), reversed(model), DOCUMENT)] == [f.span for f in kept]
