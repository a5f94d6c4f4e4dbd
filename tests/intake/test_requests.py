"""What was sent becomes an article with exactly that text, or an error that names the field."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import InvalidInput
from models.intake.requests import MAX_CHARACTERS, CheckRequest, take_in
from models.spans import Span
from models.visible_text import has_text

ENGLISH = "The harbour master closed the gates before the storm reached the town."
GERMAN = "Der Hafenmeister schloss die Tore, bevor der Sturm die Stadt erreichte."
ARABIC = "أغلق مدير الميناء البوابات قبل أن تصل العاصفة إلى المدينة."


@pytest.mark.parametrize(
    ("request_", "field", "message"),
    [
        (CheckRequest(""), "target", "target has no text"),
        (CheckRequest(" \n\t"), "target", "target has no text"),
        (CheckRequest("\u00a0\u3000"), "target", "target has no text"),
        (CheckRequest("\u200b\ufeff \u00ad"), "target", "target has no text, only invisible characters"),
        (CheckRequest(ENGLISH, source="\u2060"), "source", "source has no text, only invisible characters"),
        (CheckRequest("<p>&#8203;</p>", format="html"), "target", "no text outside its markup"),
        (CheckRequest(ENGLISH, source=""), "source", "source has no text"),
        (CheckRequest(ENGLISH, reference=" "), "reference", "reference has no text"),
        (CheckRequest("x" * (MAX_CHARACTERS + 1)), "target", "200,001 characters, the limit is 200,000"),
        (CheckRequest(ENGLISH, source="x" * (MAX_CHARACTERS + 1)), "source", "limit is 200,000"),
        (CheckRequest("one\0two"), "target", "NUL character at position 4"),
        (CheckRequest(ENGLISH, source="👩‍🚀\0"), "source", "NUL character at position 4"),
        (CheckRequest("caf\ud83d"), "target", "half of a surrogate pair at position 4"),
        (CheckRequest("\udc00x"), "target", "half of a surrogate pair at position 1"),
        (CheckRequest(ENGLISH, reference="\ud800"), "reference", "surrogate pair at position 1"),
        (CheckRequest("<p>a\0</p>", format="html"), "target", "NUL character at position 5"),
        (CheckRequest(ENGLISH, format="pdf"), "format", "not 'pdf'"),  # type: ignore[arg-type]
        (CheckRequest(ENGLISH, format=""), "format", 'must be "text" or "html"'),  # type: ignore[arg-type]
        (CheckRequest("<p> </p>", format="html"), "target", "no text outside its markup"),
        (CheckRequest("<script>run()</script>", format="html"), "target", "no text outside its markup"),
        (CheckRequest("<p>One.</p><p cla", format="html"), "target", "'<p cla' at position 12, which is never closed"),
        (CheckRequest("<p>3 < 4 <b", format="html"), "target", "'<b' at position 10"),
        (CheckRequest("One.</", format="html"), "target", "'</' at position 5"),
        (CheckRequest("One <!-- two > three", format="html"), "target", "'<!-- two > three' at position 5"),
        (CheckRequest("<p>One</p><script>if (a > 0)", format="html"), "target", "'<script>if (a > 0)' at position 11"),
        (CheckRequest("<p>One</p><noscript><p>Two</p>", format="html"), "target", "'<noscript>"),
        (CheckRequest("<a href='x>One</a> Two", format="html"), "target", "HTML cut off? If it is text, write &lt;"),
        (CheckRequest("<p>One</p>", "<p>Eins</p><i", format="html"), "source", "source has '<i' at position 12"),
        (CheckRequest("<!-- later -->", format="html"), "target", "no text outside its markup"),
        (CheckRequest("<p>&nbsp;</p>", format="html"), "target", "no text outside its markup"),
        (CheckRequest(ENGLISH, source="<img src=a>", format="html"), "source", "no text outside its markup"),
    ],
)
def test_what_cannot_be_checked_is_named(request_: CheckRequest, field: str, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        take_in(request_)
    assert caught.value.field == field
    assert message in str(caught.value)
    assert len(str(caught.value)) < 300  # a line, not the text back


@pytest.mark.parametrize(
    ("given_code", "code"),
    [
        ("en", "en"),
        ("EN-us", "en"),
        ("pt_BR", "pt"),
        (" De ", "de"),
        ("zh-Hant-TW", "zh"),
        ("ceb", "ceb"),  # known, though not to the model: the report says so
        ("ger", "de"),  # ISO 639-2, both of its codes
        ("deu", "de"),
        ("ara", "ar"),
        ("cmn-Hans", "zh"),  # ISO 639-3: written as a larger language
        ("arb", "ar"),
        ("FIL", "tl"),
        ("iw", "he"),  # old
        ("no", "no"),
    ],
)
def test_language_codes_lose_their_region_and_their_third_letter(given_code: str, code: str) -> None:
    assert take_in(CheckRequest(ENGLISH, target_lang=given_code)).article.target_lang == code
    sent = CheckRequest(ENGLISH, ARABIC, source_lang=given_code, target_lang="en")
    assert take_in(sent).article.source_lang == code


NO_CODES = ["e", "english", "e1", "عر", "-", " ", "12", "en;drop", "xx", "zzz", "qaa", "und", "mul"]


@pytest.mark.parametrize("code", NO_CODES)
@pytest.mark.parametrize("field", ["source_lang", "target_lang"])
@pytest.mark.parametrize("source", [ARABIC, None])
def test_malformed_language_codes_are_refused(code: str, field: str, source: str | None) -> None:
    with pytest.raises(InvalidInput, match="is not a language code such as ar, cs") as caught:
        take_in(CheckRequest(ENGLISH, source, **{field: code}))
    assert caught.value.field == field


def test_what_was_kept_with_a_language_of_no_source_is_read_again() -> None:
    assert take_in(CheckRequest(ENGLISH, source_lang="english"), kept=True).article.source_lang == ""


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        (ARABIC, ENGLISH, ("ar", "en")),
        (GERMAN, ENGLISH, ("de", "en")),
        (ENGLISH, GERMAN, ("en", "de")),  # nothing was said: not swapped, another direction
        (None, GERMAN, ("", "de")),
        ("12 34", ENGLISH, ("", "en")),  # cannot be told
        (ARABIC, "12 34", ("ar", "en")),  # English unless it is plainly another
    ],
)
def test_languages_are_detected(source: str | None, target: str, languages: tuple[str, str]) -> None:
    article = take_in(CheckRequest(target, source)).article
    assert (article.source_lang, article.target_lang) == languages


@pytest.mark.parametrize(
    ("source", "target", "source_lang", "target_lang", "swapped"),
    [
        (ENGLISH, ARABIC, "ar", "en", True),
        (ENGLISH, GERMAN, "de", "en", True),
        (ARABIC, ENGLISH, "ar", "en", False),
        (ARABIC, ARABIC, "ar", "en", False),  # untranslated: a finding, not a mistake of the sender
        (ENGLISH, ENGLISH, "ar", "en", False),
        (ENGLISH, ARABIC, "en", "ar", False),
    ],
)
def test_source_and_target_the_wrong_way_round(
    source: str, target: str, source_lang: str, target_lang: str, swapped: bool
) -> None:
    request = CheckRequest(target, source, source_lang, target_lang)
    if not swapped:
        assert take_in(request).article.source == source
        return
    with pytest.raises(InvalidInput, match="look swapped: the target is not English") as caught:
        take_in(request)
    assert caught.value.field == "source"


@pytest.mark.parametrize(
    ("markup", "visible", "passage", "in_markup"),
    [
        ("<p>Prices &amp; wages</p>", "Prices & wages", "& wages", "&amp; wages"),
        ("<p>The caf&eacute; shut</p>", "The café shut", "café", "caf&eacute;"),
        ("<p>Rain &#128512; again</p>", "Rain 😀 again", "😀", "&#128512;"),
        ("<p>Crew 👩‍🚀 <b>landed</b></p>", "Crew 👩‍🚀 landed", "landed", "landed"),
        ("<p>وصل <i>الوفد</i> أمس</p>", "وصل الوفد أمس", "الوفد أمس", "الوفد</i> أمس"),
        ("<h1>One</h1>\n<p>Two</p>", "One\nTwo", "Two", "Two"),
        ("<p>e\u0301te\u0301 &lt;3</p>", "e\u0301te\u0301 <3", "<3", "&lt;3"),
        ("a&#xFDD0;999&#xfdd1;bc", "a\ufffd999\ufffdbc", "\ufffdbc", "&#xfdd1;bc"),  # no marker of ours
        ("<p>&#064976;5&#64977hello", "\ufffd5\ufffdhello", "5\ufffdh", "5&#64977h"),
        ("no <!-- > --> markup", "no markup", "markup", "markup"),
    ],
)
def test_html_offsets_lead_back_into_the_markup(markup: str, visible: str, passage: str, in_markup: str) -> None:
    intake = take_in(CheckRequest(markup, target_lang="en", format="html"))
    assert intake.article.target == visible
    start = visible.index(passage)
    back = intake.markup["target"](Span(start, start + len(passage)))
    assert back is not None
    assert back.of(markup) == in_markup
    assert "source" not in intake.markup


def test_both_sides_of_an_html_article_have_a_way_back() -> None:
    intake = take_in(CheckRequest(f"<p>{ENGLISH}</p>", f"<p>{ARABIC}</p>", format="html"))
    assert (intake.article.source, intake.article.target) == (ARABIC, ENGLISH)
    assert set(intake.markup) == {"source", "target"}


def test_plain_text_keeps_what_looks_like_markup() -> None:
    intake = take_in(CheckRequest("  a <b>c</b> &amp; d\r\n", id="n1", reference="a c & d"))
    assert intake.article.target == "  a <b>c</b> &amp; d\r\n"
    assert (intake.article.id, intake.article.reference, dict(intake.markup)) == ("n1", "a c & d", {})


@pytest.mark.parametrize(
    "markup",
    ["<div>" * 39_000 + "Deep.", "<b>" * 60_000 + "Deep.", "<div><p>" * 9_000 + "Deep." + "</div>" * 9_000],
    ids=["divs", "bolds", "crossed"],
)
def test_deeply_nested_html(markup: str) -> None:
    intake = take_in(CheckRequest(markup, target_lang="en", format="html"))
    assert intake.article.target == "Deep."
    back = intake.markup["target"](Span(0, 5))
    assert back is not None
    assert back.of(markup) == "Deep."


def test_a_text_of_the_greatest_length_is_taken() -> None:
    text = "word " * (MAX_CHARACTERS // 5)
    assert take_in(CheckRequest(text, target_lang="en")).article.target == text


any_text = st.text(st.characters(exclude_categories=()), max_size=60)


@settings(max_examples=60)
@given(any_text, st.none() | any_text)
def test_any_text_makes_exactly_that_article_or_is_refused(target: str, source: str | None) -> None:
    clean = all(
        has_text(text) and "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)
        for text in (target, source)
        if text is not None
    )
    try:
        article = take_in(CheckRequest(target, source)).article
    except InvalidInput as error:
        assert error.field in ("source", "target")
        assert not clean or "swapped" in str(error)
    else:
        assert clean
        assert (article.target, article.source) == (target, source)


TAGS = ["<p>", "</p>", "<b", ">", "<!--", "-->", "<script>", "</script>", "<pre>"]
REFERENCES = ["&amp;", "&#xFDD0;", "&#xFDD1;", "&", "&#0;"]
VISIBLE = ["7", "99", "word ", "أوكرانيا", "漢字", "👩‍🚀", "e\u0301", "\ufdd0", "\r\n"]
pieces = st.lists(st.sampled_from(TAGS + REFERENCES + VISIBLE), max_size=14)


@settings(max_examples=120)
@given(pieces)
def test_any_markup_is_taken_with_offsets_inside_it(parts: list[str]) -> None:
    markup = "".join(parts)
    try:
        intake = take_in(CheckRequest(markup, target_lang="en", format="html"))
    except InvalidInput:
        return
    text = intake.article.target
    places = [intake.markup["target"](Span(at, at + 1)) for at in range(len(text))]
    found = [place for place in places if place is not None]
    assert all(place.end <= len(markup) for place in found)
    assert all(a.start <= b.start for a, b in itertools.pairwise(found))
