"""Whatever text and codes a unit holds: they stay, and every mark covers exactly what was flagged."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st
from unit_checker import UnitChecker

from formats.annotated import ITS, bare, beside, marks
from formats.files import xliff_1, xliff_2
from models.article import Article
from models.errors import InvalidInput
from models.formats.annotation import annotate, without_annotations
from models.formats.units import UnitLanguages
from models.formats.xml_tree import read_xml
from models.spans import Span

Write = Callable[..., bytes]
PIECES = st.sampled_from([
    "wrong", "lost", "a", " ", "é", "👩‍🚀", "سفينة", "&amp;", "&#233;", "&lt;", "\n", "\r\n", "]]", ".",
    "<![CDATA[b&]]>", "<!-- c -->", "<x id='1'/>", "<ph id='2'>{0}</ph>",
])  # fmt: skip
TEXTS = st.recursive(
    st.lists(PIECES, max_size=8).map("".join),
    lambda inner: st.lists(inner, min_size=2, max_size=4).map(lambda parts: "<g id='3'>".join(parts[:2]) + "</g>"),
    max_leaves=6,
)


@settings(max_examples=300)
@given(
    st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=4),
    st.sampled_from([xliff_1, xliff_2]),
)
def test_any_text_stays_and_its_marks_cover_what_was_flagged(
    pairs: list[tuple[str, str]], drawn: list[tuple[int, int]], write: Write
) -> None:
    # languages that nobody here detects are never taken for exchanged
    content = write(*pairs).replace(b'"ar"', b'"aa"').replace(b'"en"', b'"ie"')
    checker = UnitChecker(spans=tuple(Span(start, start + length) for start, length in drawn))
    try:
        done = annotate(content, UnitLanguages(), checker.check)
    except InvalidInput as error:
        assert "nothing to check" in str(error) or "no field has" in str(error)
        return
    assert bare(done.content) == bare(content)
    declaration = f' xmlns:its="{ITS.strip("{}")}" its:version="2.0"'.encode()
    assert without_annotations(read_xml(done.content.decode())).data.replace(declaration, b"", 1) == content
    assert annotate(done.content, UnitLanguages(), checker.check).content == done.content
    (report,) = done.reports
    flags = [flag for flag in report.flags if any(
        place.start <= flag.span.start < place.end for part in report.article.parts if (place := part.span(flag.side))
    )]  # fmt: skip
    assert len(marks(done.content)) + len(beside(done.content)) == len(flags)
    flagged = sorted(_inside(report.article, flag.span) for flag in flags if flag.side == "target")
    for issue in marks(done.content):
        assert issue.text is not None
        flagged.remove(_spaced(issue.text))


def _inside(article: Article, span: Span) -> str:
    """The words of a span, cut off at the end of the unit that it begins in."""
    part = article.part_at("target", span)
    assert part is not None and part.target is not None
    return Span(span.start, min(span.end, part.target.end)).of(article.target)


def _spaced(text: str) -> str:
    return text.replace("\n", " ")
