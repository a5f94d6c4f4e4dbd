"""Rows of an article say which field they begin and what the markup calls them, on both pages."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from models.article import Article, Segment
from models.intake.fields import Field
from models.intake.requests import CheckRequest, take_in
from models.rendering.html import render_html
from models.rendering.view import arrange
from models.report import ArticleReport, Coverage, SegmentReport
from models.spans import Span

BODY = "<h2>In short</h2><p>Ships left. Boats stayed.</p><figcaption>The port</figcaption><td>12</td><td>13</td>"
FIELDS = (
    Field("title", "A port opens", "ميناء"),
    Field("summary", "", ""),
    Field("body", BODY, "<h2>باختصار</h2><p>سفن.</p>", "html"),
)


def report_of(article: Article) -> ArticleReport:
    """One row a line of the target; no flags."""
    spans, start = [], 0
    for line in article.target.split("\n"):
        spans += [Span(start, start + len(line))] if line else []
        start += len(line) + 1
    parts = tuple(
        SegmentReport(Segment(f"s{number}", "", span.of(article.target), None, span), 0.9, None)
        for number, span in enumerate(spans, start=1)
    )
    return ArticleReport(article, "s", 0.9, 0.9, None, 0.0, "pass", (), parts, (), Coverage(len(parts), len(parts)))


def test_a_field_is_named_where_it_begins_and_a_block_where_it_is() -> None:
    rows = arrange(report_of(take_in(CheckRequest(fields=FIELDS)).article)).rows
    assert [(row.field, row.kind) for row in rows if row.segment] == [
        ("title", ""),
        ("body", "heading"),
        ("", ""),
        ("", "caption"),
        ("", "table cell"),
        ("", "table cell"),
    ]


def test_the_markup_of_a_whole_article_counts_too_and_plain_text_has_none() -> None:
    html = take_in(CheckRequest(target=BODY, format="html")).article
    assert [row.kind for row in arrange(report_of(html)).rows][:2] == ["heading", ""]
    plain = take_in(CheckRequest(target="Title\n\nText.")).article
    assert [(row.field, row.kind) for row in arrange(report_of(plain)).rows] == [("", ""), ("", "")]


def test_what_is_only_in_the_source_goes_by_the_source() -> None:
    article = take_in(CheckRequest(fields=FIELDS)).article
    start = (article.source or "").index("باختصار")
    lost = Segment("s1", "باختصار", "", Span(start, start + 7), None)
    report = report_of(article)
    rows = arrange(
        ArticleReport(
            article, "s", None, None, None, 0.0, "pass", (), (SegmentReport(lost, None, None),), (), report.coverage
        )
    ).rows
    assert [(row.field, row.kind) for row in rows if row.segment] == [("body", "heading")]


def test_the_page_shows_them() -> None:
    hostile = Field("<b>seo\u202e", "Ports", "ميناء")
    page = render_html(report_of(take_in(CheckRequest(fields=(*FIELDS, hostile))).article))
    found = LexborHTMLParser(page)
    assert [node.text() for node in found.css("h2.field")] == ["title", "body", "<b>seo\u202e"]
    assert [node.text() for node in found.css(".ordinal .kind")] == ["heading", "caption", "table cell", "table cell"]
    assert len(found.css("article.table-cell .side.target")) == 2
    assert found.css_first("h2.field .unseen").attributes["data-label"] == "RLO"
