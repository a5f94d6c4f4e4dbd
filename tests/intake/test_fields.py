"""Named fields: one article, each field paired with itself, and every offset in its own field's text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.checker import Checker, load_checker
from models.errors import InvalidInput
from models.intake.fields import MAX_FIELDS, Field
from models.intake.requests import CheckRequest, take_in

TITLE = Field("title", "Port reopens after 21 days", "إعادة فتح الميناء بعد 12 يوما")
BODY = Field(
    "body",
    "<p>The port 🚢 reopened on <b>Monday</b>.</p><p>Ferries wait for 30 ships &amp; boats.</p>",
    "<p>أعيد فتح الميناء يوم الاثنين.</p><p>تنتظر العبّارات 40 سفينة.</p>",
    "html",
)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return load_checker()


def checked(checker: Checker, *fields: Field) -> dict[str, Any]:
    return checker.check(CheckRequest(fields=fields, source_lang="ar", target_lang="en")).to_dict()


def test_offsets_count_in_their_own_field(checker: Checker) -> None:
    report = checked(checker, TITLE, Field("summary", "", ""), BODY)
    numbers = {f["field"]: f for f in report["flags"] if (f["check"], f["side"]) == ("numbers", "target")}
    assert set(numbers) == {"title", "body"}
    assert TITLE.target[numbers["title"]["start"] : numbers["title"]["end"]] == numbers["title"]["text"] == "21"
    in_markup = slice(numbers["body"]["html_start"], numbers["body"]["html_end"])
    assert BODY.target[in_markup] == numbers["body"]["text"] == "30"
    assert numbers["title"].get("html_start") is None
    (evidence,) = numbers["title"]["evidence"]
    assert TITLE.source is not None and evidence["field"] == "title"
    assert TITLE.source[evidence["start"] : evidence["end"]] == evidence["text"]


def test_fields_are_never_paired_with_each_other(checker: Checker) -> None:
    only_title = Field("title", "Port reopens", "إعادة فتح الميناء")
    lost = Field("summary", "", "قال المدير إن السفن ستعود.")
    added = Field("note", "Sign up for our newsletter today.", "")
    segments = checked(checker, only_title, lost, added)["segments"]
    assert [(s["field"], bool(s["source"]["text"]), bool(s["target"]["text"])) for s in segments] == [
        ("title", True, True),
        ("summary", True, False),
        ("note", False, True),
    ]


def test_one_text_has_no_fields(checker: Checker) -> None:
    report = checker.check(CheckRequest(TITLE.target, TITLE.source, "ar", "en")).to_dict()
    assert report["flags"] and all("field" not in one for one in (*report["flags"], *report["segments"]))


def test_without_sources_only_fluency_is_scored(checker: Checker) -> None:
    report = checked(checker, Field("title", "Port reopens"), Field("body", "It opened at noon."))
    assert report["scores"]["consistency"] is None and report["scores"]["fluency"] is not None


@pytest.mark.parametrize(
    ("request_", "field", "message"),
    [
        (CheckRequest("Text.", fields=(TITLE,)), "fields", "not both"),
        (CheckRequest(source="Text.", fields=(TITLE,)), "fields", "not both"),
        (CheckRequest(fields=(BODY, TITLE, TITLE)), "fields.2.name", r"'title' appears twice, also in fields\[1\]"),
        (CheckRequest(fields=(Field(" ", "Text."),)), "fields.0.name", "is empty: every field needs a name"),
        (CheckRequest(fields=(Field("n" * 61, "Text."),)), "fields.0.name", "has 61 characters, the limit is 60"),
        (CheckRequest(fields=tuple(Field(str(n), "Text.") for n in range(MAX_FIELDS + 1))), "fields", "at most 20"),
        (CheckRequest(fields=(TITLE, Field("body", "Text."))), "fields.1.source", "'body' has no source"),
        (CheckRequest(fields=(Field("title", ""), Field("body", " "))), "fields", "no field has a target"),
        (CheckRequest(fields=(Field("title", "Text.", ""),)), "fields", "no field has a source"),
        (CheckRequest(fields=(Field("title", "\u200b"), Field("body", "\ufeff"))), "fields", "no field has a target"),
        (CheckRequest(fields=(TITLE, Field("body", "a<!--", "b", "html"))), "fields.1.target", "'<!--' at position 2"),
        (CheckRequest(fields=(Field("title", "a\0", ""),)), "fields.0.target", "NUL"),
        (CheckRequest(fields=(Field("title", "a", "\ud800"),)), "fields.0.source", "surrogate"),
        (CheckRequest(fields=(Field("title", "a", "b", "pdf"),)), "fields.0.format", "'pdf'"),  # type: ignore[arg-type]
        (CheckRequest(fields=tuple(Field(str(n), "x" * 150_000) for n in range(2))), "fields", "all fields together"),
    ],
)
def test_what_cannot_be_checked_is_named(request_: CheckRequest, field: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as caught:
        take_in(request_)
    assert caught.value.field == field


TEXTS = st.text(st.sampled_from("ab. \n漢👩‍🚀é́مر<b>&amp;"), max_size=12)


@settings(max_examples=150)
@given(st.lists(st.tuples(TEXTS, TEXTS, st.sampled_from(["text", "html"])), min_size=1, max_size=5))
def test_every_field_lies_where_it_is_said_to(drawn: list[tuple[str, str, Any]]) -> None:
    fields = tuple(Field(f"f{n}", target, source, format) for n, (target, source, format) in enumerate(drawn))
    try:
        article = take_in(CheckRequest(fields=fields, source_lang="de", target_lang="en")).article
    except InvalidInput:
        return
    for part, field in zip(article.parts, fields, strict=True):
        for side, sent in (("target", field.target), ("source", field.source or "")):
            place = part.span(side)  # type: ignore[arg-type]
            if field.format == "text":
                assert (place.of(article.text(side)) if place else "") == (sent if sent.strip() else "")  # type: ignore[arg-type]
