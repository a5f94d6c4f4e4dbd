"""The corrected text: what the CMS publishes after post-edits, in the markup that it sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine

from models.intake.html import extract
from models.intake.inline import MarkupPiece, Replacement, inline_pieces, spliced
from models.intake.requests import take_in
from models.spans import Span
from service.api.report_form import Corrected
from service.articles.checking import Checking
from service.jobs.worker import Worker

ARTICLES = "/api/v1/articles"
HTML = '<p>The <b class="x">old ship</b> left &amp; sank.</p>\n<p>They <a href="/a?b&amp;c">met</a> again.</p>'


class TakingIn(FakeChecker):
    """Reads HTML and fields as the real checker does, before it looks for its phrases."""

    def check(self, request: Any) -> Any:
        intake = take_in(request)
        plain = replace(request, target=intake.article.target, source=intake.article.source, fields=(), format="text")
        found = super().check(plain)
        article = replace(found.article, parts=intake.article.parts)
        return replace(found, article=article, markup=intake.markup)


@pytest.fixture
def desk(engine: Engine) -> FlaskClient:
    return make_client(make_app(engine, FakeChecker()), make_key(engine))


def sent(desk: FlaskClient, engine: Engine, **body: Any) -> str:
    place = desk.post(ARTICLES, json={"source_lang": "ar", "target_lang": "en"} | body).headers["Location"]
    assert Worker(engine, Checking(TakingIn().check)).work_next()
    return str(place)


def edit(desk: FlaskClient, place: str, segment: str, text: str) -> None:
    body = {"action": "edit", "segment": segment, "text": text}
    assert desk.post(f"{place}/decisions", json=body).status_code == 201


def corrected(desk: FlaskClient, place: str) -> Corrected:
    answer = desk.get(f"{place}/corrected")
    assert answer.status_code == 200, answer.text
    return Corrected.model_validate(answer.json)


def test_a_plain_text_has_its_edits_and_nothing_else_changed(desk: FlaskClient, engine: Engine) -> None:
    place = sent(desk, engine, target="One  thing 👩‍🚀.\n\n  Another.\n")
    assert corrected(desk, place).text == "One  thing 👩‍🚀.\n\n  Another.\n"
    edit(desk, place, "s1", "Two things 👩‍🚀🇲🇷!")
    found = corrected(desk, place)
    assert (found.text, found.html, found.fields) == ("Two things 👩‍🚀🇲🇷!\n\n  Another.\n", None, [])
    assert found.article.publishing.edits == 1
    assert [one["text"] for one in desk.get(f"{place}/report").json["edits"]] == ["Two things 👩‍🚀🇲🇷!"]
    edit(desk, place, "s1", "One  thing 👩‍🚀.")
    assert corrected(desk, place).article.publishing.edits == 0
    assert desk.get(f"{place}/report").json["edits"] == []


@pytest.mark.parametrize(
    ("segment", "text", "html"),
    [
        ("s1", "The new ship left & sank.", HTML.replace("old", "new")),
        ("s1", "The old ship left & sailed <on>.", HTML.replace("sank", "sailed &lt;on&gt;")),
        ("s1", "The ship left & sank.", HTML.replace(' <b class="x">old', '<b class="x">')),
        ("s1", "All the old ship left & sank.", HTML.replace("The <b", "All the <b")),
        ("s2", "They met.", HTML.replace(" again", "")),
        ("s2", "They saw one another again.", HTML.replace(">met<", ">saw one another<")),
        ("s2", "Then they met again.", HTML.replace("They <a", "Then they <a")),
    ],
)
def test_markup_is_kept_around_the_words_that_changed(
    desk: FlaskClient, engine: Engine, segment: str, text: str, html: str
) -> None:
    place = sent(desk, engine, target=HTML, format="html")
    assert corrected(desk, place).html == HTML
    edit(desk, place, segment, text)
    found = corrected(desk, place)
    assert found.html == html
    assert extract(found.html).text == found.text


@pytest.mark.parametrize(
    ("html", "words", "text", "after"),
    [
        ('<p>One.</p><img alt="A ship">', "A ship", 'A "big" ship', '<p>One.</p><img alt="A &quot;big&quot; ship">'),
        ("<img class=x alt='A ship'>", "A ship", "It's a ship", "<img class=x alt='It&#x27;s a ship'>"),
        ("<img src='a' alt=Ship>", "Ship", "Ship < 1", "<img src='a' alt=Ship&#32;&lt;&#32;1>"),
        ('<img alt="A ship"> at sea', "A ship", "A boat", '<img alt="A boat"> at sea'),
        ('<img alt="A ship"> at sea', "at sea", '"1"', '<img alt="A ship"> "1"'),
    ],
)
def test_the_words_of_an_image_are_edited_in_its_attribute(html: str, words: str, text: str, after: str) -> None:
    found = extract(html)
    start = found.text.index(words)
    made = spliced(html, found.to_markup, len(found.text), [Replacement(start, start + len(words), text)])
    assert made == after
    assert extract(made).text == found.text.replace(words, text)


def test_named_fields_come_back_in_their_order(desk: FlaskClient, engine: Engine) -> None:
    fields = [
        {"name": "title", "target": "Old title"},
        {"name": "kicker", "target": " "},
        {"name": "body", "target": HTML, "format": "html"},
    ]
    place = sent(desk, engine, fields=fields)
    edit(desk, place, "s1", "New title")
    edit(desk, place, "s2", "The new ship left & sank.")
    found = corrected(desk, place)
    assert [(field.name, field.text, field.html) for field in found.fields] == [
        ("title", "New title", None),
        ("kicker", " ", None),
        ("body", "The new ship left & sank.\nThey met again.", HTML.replace("old", "new")),
    ]
    assert found.text.startswith("New title\n\nThe new ship") and found.html is None


def test_segments_say_where_they_lie_in_the_markup(desk: FlaskClient, engine: Engine) -> None:
    place = sent(desk, engine, target=HTML, format="html")
    first, second = (one["target"] for one in desk.get(f"{place}/report").json["segments"])  # type: ignore[index]
    assert HTML[first["html_start"] : first["html_end"]] == 'The <b class="x">old ship</b> left &amp; sank.'
    assert HTML[second["html_start"] : second["html_end"]] == 'They <a href="/a?b&amp;c">met</a> again.'
    plain = sent(desk, engine, target="Plain.")
    assert "html_start" not in desk.get(f"{plain}/report").json["segments"][0]["target"]  # type: ignore[index]


def test_an_xliff_file_keeps_the_tags_inside_sentences(desk: FlaskClient, engine: Engine) -> None:
    place = sent(desk, engine, target=HTML, format="html")
    edit(desk, place, "s2", "They <met> once more.")
    text = desk.get(f"{place}/xliff").text
    bold = '<ph id="1">&lt;b class="x"&gt;</ph>old ship<ph id="2">&lt;/b&gt;</ph>'
    link = '<ph id="1">&lt;a href="/a?b&amp;amp;c"&gt;</ph>'
    assert f"The {bold} left &amp; sank." in text
    assert f"<target>They {link}met" in text  # the machine's, beside the edit
    edited = text.split("<trans-unit")[2].split("<target")[1]
    assert link in edited and "once more." in edited


def test_what_is_not_checked_has_no_corrected_text(desk: FlaskClient) -> None:
    place = desk.post(ARTICLES, json={"target": "They met."}).headers["Location"]
    assert desk.get(f"{place}/corrected").status_code == 404
    assert desk.get(f"{ARTICLES}/none/corrected").status_code == 404


TOKENS = ["a", " ", "<b>", "</b>", "&amp;", "<br>", "<p>", "👩‍🚀", "<i x='>'>", "\n", "<", "<img alt='a &lt; b'>"]
MARKUP = st.lists(st.sampled_from(TOKENS), max_size=14)


@given(MARKUP.map("".join), st.data())
def test_no_tag_is_lost_and_the_words_are_there(markup: str, data: st.DataObject) -> None:
    found = extract(markup)
    if not found.text:
        return
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))
    made = spliced(markup, found.to_markup, len(found.text), [Replacement(start, end, "XYZ")])
    assert "XYZ" in made
    assert [made.count(tag) for tag in ("<b>", "</b>", "<br>", "<p>")] == [
        markup.count(tag) for tag in ("<b>", "</b>", "<br>", "<p>")
    ]


@given(MARKUP.map("".join))
def test_pieces_together_are_the_words(markup: str) -> None:
    found = extract(markup)
    if found.text:
        pieces = list(inline_pieces(markup, found.to_markup, Span(0, len(found.text)), found.text))
        assert "".join(piece.text for piece in pieces) == found.text
        assert all(piece == MarkupPiece(text=piece.text) or piece == MarkupPiece(tag=piece.tag) for piece in pieces)


@pytest.mark.parametrize(("texts", "allowed"), [(("", ""), False), (("", "They met."), True)])
def test_a_text_of_which_no_word_is_left_is_not_published(
    desk: FlaskClient, engine: Engine, texts: tuple[str, str], allowed: bool
) -> None:
    place = sent(desk, engine, target="The ship sank.\nThey met again.")
    for number, text in enumerate(texts, start=1):
        edit(desk, place, f"s{number}", text)
    found: Any = desk.get(place).json
    assert (found["verdict"], found["publishing"]["allowed"]) == ("pass", allowed)
