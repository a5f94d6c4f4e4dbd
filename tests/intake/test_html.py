"""Visible text of HTML and its way back into the markup."""

from __future__ import annotations

import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from models.intake.html import extract
from models.spans import Span


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("Plain & simple: 3 < 4 > 2", "Plain & simple: 3 < 4 > 2"),
        ("<p>One<b>two</b> three</p>", "Onetwo three"),
        ("<p>First.</p><p>Second.</p>", "First.\nSecond."),
        ("<p>First.<p>Second.", "First.\nSecond."),
        ("line<br>next<br/>last", "line\nnext\nlast"),
        ("<div>a<div>b</div>c</div>", "a\nb\nc"),
        ("<p>wrapped\n   in the\tmarkup </p>", "wrapped in the markup"),
        ("<pre>kept\r\nlines</pre>", "kept\nlines"),
        ("<ul><li>x<li>y</ul>", "x\ny"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1\n2"),
        ("<head><title>T</title><style>p{}</style></head><body>seen", "seen"),
        ("a<script>if (1 > 0) { '<p>no</p>' }</script>b", "ab"),
        ("a<noscript><p>no</p></noscript>b<template>no</template>c", "abc"),
        ("a<!-- no > no -->b", "ab"),
        ('<a title="x > y">link</a>', "link"),
        ('<p>One<img src=a.png alt="A ship">two</p>', "One\nA ship\ntwo"),
        ("<p>One <IMG ALT='A > B' alt=no>two", "One\nA > B\ntwo"),
        ("<figure><img/alt=ship><figcaption>It</figure>", "ship\nIt"),
        ('a<img alt="Tom &amp; Jerry &#x41;&copy=1 &copy2 &copy">b', "a\nTom & Jerry A&copy=1 &copy2 ©\nb"),
        ('so <img alt="🙂"> glad<img alt=""><img alt><img title="t">', "so glad"),
        ('a<!-- <img alt="no"> --><noscript><img alt="no"></noscript><input alt="no">b', "ab"),
        ('<a title="<img alt=no>">a</a><img alt="cut off', "a"),
        ('<img x-image-at=9 alt="ship" x-image-at="9">', "ship"),
        ('<wbr x-image-at=9><wbr x-image-at="y">a', "a"),
        ('<img alt=" two\n lines ">', "two lines"),
        ("Tom &amp; Jerry &#x1F600; &copy2026 &nosuch;", "Tom & Jerry 😀 ©2026 &nosuch;"),
        ("no&nbsp;break", "no\u00a0break"),
        ("lone \ud800 kept, NUL \0 kept", "lone \ud800 kept, NUL \0 kept"),
        ("cut off <a href='x", "cut off"),
        ("</p></>stray</q> ends", "stray ends"),
        ("<p>قال <em>الوزير</em>: نعم</p>", "قال الوزير: نعم"),
    ],
)
def test_visible_text(markup: str, text: str) -> None:
    assert extract(markup).text == text


@pytest.mark.parametrize(
    ("markup", "passage", "slice_"),
    [
        ("<p>A &amp; B</p>", "&", "&amp;"),
        ("<p>A &amp; B</p>", "A & B", "A &amp; B"),
        ("<p>x</p><p>😀 last</p>", "last", "last"),
        ("<b>bold</b> and <i>thin</i>", "bold and", "bold</b> and"),
        ("&copy2026", "©", "&copy"),
        ("&copy2026", "2026", "2026"),
        ("a<!-- b -->b", "b", "b"),
        ('<p>alt <img src="alt" alt="The alt &amp; text"></p>', "The alt", "The alt"),
        ('<p>alt <img src="alt" alt="The alt &amp; text"></p>', "& text", "&amp; text"),
        ("é<img title='>' alt='😀 > ship'>", "> ship", "> ship"),
        ("<img alt=ship>sails", "sails", "sails"),
        ("a</b>b<x>b2", "b2", "b2"),
        ("<td>١٢&lrm;</td>", "١٢", "١٢"),
    ],
)
def test_way_back(markup: str, passage: str, slice_: str) -> None:
    extracted = extract(markup)
    start = extracted.text.index(passage)
    span = extracted.to_markup(Span(start, start + len(passage)))
    assert span is not None
    assert span.of(markup) == slice_


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<p>Running <b>text</b>.</p>", []),
        ("<h1>A <em>big</em> day</h1><p>x</p>", [("heading", "A big day")]),
        ("<h2> One </h2>\n<h3>Two</h3>", [("heading", "One"), ("heading", "Two")]),
        ("<h2>One<br>Two</h2>", [("heading", "One"), ("heading", "Two")]),
        ("<figure><img src=x><figcaption>A port</figcaption></figure>after", [("caption", "A port")]),
        (
            "<table><caption>Votes</caption><tr><th>For</th><td>12</td></tr></table>after",
            [("caption", "Votes"), ("table cell", "For"), ("table cell", "12")],
        ),
        ("<td><h4>Inner</h4>outer</td>", [("heading", "Inner"), ("table cell", "outer")]),
        ("<h2>One <img alt='A ship'> two</h2>", [("heading", "One"), ("heading", "A ship"), ("heading", "two")]),
        ("<figure><img alt='A ship'><figcaption>A port</figcaption></figure>", [("caption", "A port")]),
        ("<h2></h2><h2><script>x</script></h2>after", []),
        ("<h2>never closed", [("heading", "never closed")]),
        ("a</h2>b", []),
    ],
)
def test_what_the_markup_calls_no_running_text(markup: str, blocks: list[tuple[str, str]]) -> None:
    extracted = extract(markup)
    assert [(kind, span.of(extracted.text)) for kind, span in extracted.blocks] == blocks


def test_a_line_break_for_a_tag_has_no_place() -> None:
    extracted = extract("<p>a</p><p>b</p>")
    assert extracted.to_markup(Span(1, 2)) is None
    assert extracted.to_markup(Span(0, 2)) == Span(3, 4)
    with pytest.raises(ValueError, match="leaves a text"):
        extracted.to_markup(Span(2, 4))


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 10_000 + "deep" + "</div>" * 10_000,
        "<p>" + "".join(f"<b id={n}>" for n in range(3_000)) + "</p>" + "<p>x" * 3_000,
        "<a " * 30_000,
        "<!--" * 30_000,
        "<a b='" * 20_000,
        "&" * 50_000,
        "<table>" * 10_000,
        "<img " * 20_000 + ">",
        "<img alt=a>" * 8_000,
        "<img " + "a " * 40_000 + "alt=b>",
    ],
    ids=[
        "nested", "formatting", "open tags", "open comments", "open quotes", "ampersands", "tables", "open images",
        "images", "attributes",
    ],
)
def test_hostile_markup_takes_no_time(markup: str) -> None:
    started = time.process_time()
    extract(markup)
    assert time.process_time() - started < 5


_TEXT = st.text("abc é😀中ن\u0301\u200f1;>", min_size=1, max_size=6)
_PIECES = st.one_of(
    _TEXT,
    st.sampled_from(
        ["&amp;", "&lt", "&#128512;", "&#x41;", "&notit;", "&eacute;", "&NotEqualTilde;", "&", "<"]
    ),
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<br>", "<i class='>'>", "</i>", "<!-- > -->", "</>", "<q/>"]
    ),
    st.sampled_from(["<img alt='", "<img title=\"a>b\" alt=", "<img alt='a &amp; >é'>", "'", "=", "/"]),
    st.sampled_from(["<script>a>b</script>", "<div>", "</div>", "\r\n", " ", "<li>", "<x-y>", "<?pi>"]),
)
_MARKUP = st.lists(_PIECES, max_size=25).map("".join)


@given(_MARKUP)
def test_text_is_what_a_browser_engine_sees(markup: str) -> None:
    """The oracle reads the untouched markup with its real element names, images as their alternative texts."""
    root = LexborHTMLParser(markup)
    root.strip_tags(["script"])
    for image in root.css("img"):
        alternative = image.attributes.get("alt") or ""
        image.replace_with(alternative if any(map(str.isalnum, alternative)) else "")
    seen = root.body.text() if root.body else ""
    assert "".join(extract(markup).text.split()) == "".join(seen.split())


@given(_MARKUP)
def test_every_character_is_found_in_the_markup(markup: str) -> None:
    extracted = extract(markup)
    last = 0
    for index, character in enumerate(extracted.text):
        span = extracted.to_markup(Span(index, index + 1))
        if span is None:
            assert character == "\n"
            continue
        assert last <= span.start < span.end <= len(markup)
        last = span.start
        shown = unescape(span.of(markup))
        assert character in shown or (character == " " and shown.isspace())


@given(st.text(max_size=60))
def test_never_raises(markup: str) -> None:
    extracted = extract(markup)
    assert len(extracted.text) <= len(markup)
