"""Translators' files over HTTP: annotated XLIFF comes back, TMX and PO become reports, and nothing breaks."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from formats.annotated import beside, marks
from formats.files import xliff_1, xliff_2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from unit_checker import UnitChecker
from werkzeug.test import TestResponse

from models.formats.annotation import annotate
from models.formats.units import UnitLanguages
from service.api.formats import PO_FILE, TMX_FILE, XLIFF_FILE
from service.api.report_form import FileReport
from service.storage.tables import ArticleRow

XLIFF, TMX, PO = (f"/api/v1/formats/{name}" for name in ("xliff", "tmx", "po"))
TYPES = {XLIFF: XLIFF_FILE.media_types, TMX: TMX_FILE.media_types, PO: PO_FILE.media_types}
STORY = xliff_1(("lost", "A wrong ship"), languages='source-language="ar"')
MEMORY = (
    b"<tmx version='1.4'><header srclang='ar'/><body><tu tuid='t'><tuv xml:lang='ar'><seg>lost</seg></tuv>"
    b"<tuv xml:lang='en'><seg>A wrong ship</seg></tuv></tu></body></tmx>"
)
MESSAGES = b'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "lost"\nmsgstr "A wrong ship"\n'
GOOD = [(XLIFF, STORY, "target_lang=en"), (TMX, MEMORY, "target_lang=en"), (PO, MESSAGES, "source_lang=ar")]


@pytest.fixture
def app(engine: Engine) -> APIFlask:
    return make_app(engine, UnitChecker())


@pytest.fixture
def translator(app: APIFlask, engine: Engine) -> FlaskClient:
    return make_client(app, make_key(engine, "submit"))


def post(client: FlaskClient, path: str, content: bytes, query: str = "", media_type: str = "") -> TestResponse:
    return client.post(f"{path}?{query}", data=content, content_type=media_type or TYPES[path][0])


@pytest.mark.parametrize("media_type", XLIFF_FILE.media_types)
def test_xliff_comes_back_annotated(translator: FlaskClient, engine: Engine, media_type: str) -> None:
    answer = post(translator, XLIFF, STORY, "target_lang=en", media_type)
    assert (answer.status_code, answer.content_type) == (200, media_type)
    assert answer.data == annotate(STORY, UnitLanguages("", "en"), UnitChecker().check).content
    assert [issue.text for issue in marks(answer.data)] == ["wrong"] and len(beside(answer.data)) == 1
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(ArticleRow)) == 0


@pytest.mark.parametrize(("path", "content", "query", "unit"), [
    (TMX, MEMORY, "target_lang=en-GB", "t"),
    (TMX, MEMORY, "target_lang=en&source_lang=ar", "t"),
    (TMX, MEMORY, "target_language=en&source_language=ar", "t"),
    (TMX, MEMORY, "", "t"),
    (PO, MESSAGES, "source_language=ar", "4"),
    (PO, MESSAGES, "source_lang=ar", "4"),
    (PO, MESSAGES, "source_lang=ar&target_lang=en-GB", "4"),
])  # fmt: skip
def test_a_memory_becomes_a_report(translator: FlaskClient, path: str, content: bytes, query: str, unit: str) -> None:
    for media_type in TYPES[path]:
        answer = post(translator, path, content, query, media_type)
        assert answer.status_code == 200
        told = FileReport.model_validate(answer.json)
        (one,) = told.units
        assert (one.id, one.field, len(one.flags), one.scores.consistency) == (unit, "1", 2, 0.5)
        assert (told.verdict, told.languages.source, told.languages.target) == ("review", "ar", "en")


@pytest.mark.parametrize(("path", "content", "query"), GOOD)
def test_another_media_type(translator: FlaskClient, path: str, content: bytes, query: str) -> None:
    for media_type in ("application/json", "application/octet-stream", "text/html", "multipart/form-data; boundary=x"):
        answer = post(translator, path, content, query, media_type)
        assert (answer.status_code, answer.mimetype) == (415, "application/problem+json")
        assert answer.json and TYPES[path][0] in answer.json["detail"]


REFUSED = [
    (XLIFF, STORY, "", "target_lang", "does not say"),
    (XLIFF, STORY, "target_lang=english", "target_lang", "'english' is not a language code"),
    (XLIFF, STORY[:-5], "target_lang=en", "", "line 3, column"),
    (XLIFF, b"<!DOCTYPE a>" + STORY, "target_lang=en", "", "DTD"),
    (XLIFF, STORY.replace(b"1.2", b"1.0", 1), "target_lang=en", "", "XLIFF '1.0'"),
    (XLIFF, xliff_2(("One", "")), "", "", "nothing to check"),
    (XLIFF, STORY, "target_lang=en&lang=ar", "lang", ""),
    (XLIFF, STORY, "target_lang=%00", "target_lang", ""),
    (TMX, MEMORY.replace(b"</tu>", b"<tuv xml:lang='fr'><seg>x</seg></tuv></tu>"), "", "target_lang", "does not say"),
    (TMX, MEMORY, "target_lang=fr", "", "'ar' and target_lang 'fr'"),
    (TMX, STORY, "target_lang=en", "", "not TMX"),
    (PO, MESSAGES, "", "source_lang", "does not say"),
    (PO, MESSAGES, "source_lang=ar&target_lang=fr", "target_lang", "its language is 'en', and target_lang is 'fr'"),
    (PO, b'msgid "a"', "source_lang=ar&target_lang=en", "", "a msgid has no msgstr, line 1"),
    (PO, b'msgid "a"\nmsgstr ""', "source_lang=ar&target_lang=en", "", "nothing to check"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "content", "query", "field", "told"), REFUSED)
def test_what_cannot_be_checked_is_a_problem(
    translator: FlaskClient, path: str, content: bytes, query: str, field: str, told: str
) -> None:
    answer = post(translator, path, content, query)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert answer.json and [error["field"] for error in answer.json["errors"]] == [field]
    assert told in answer.json["detail"]


def test_larger_than_the_service_takes(translator: FlaskClient) -> None:
    for path, content, query in GOOD:
        assert post(translator, path, content + b" " * 2 * 1024 * 1024, query).status_code == 413


def test_files_wait_their_turn(engine: Engine) -> None:
    key = make_key(engine)
    app: APIFlask
    inside: list[int] = []

    class Meddling(UnitChecker):
        """While it checks, others ask too."""

        def check(self, request: Any) -> Any:
            inside.extend(post(make_client(app, key), *one).status_code for one in GOOD)
            return super().check(request)

    app = make_app(engine, Meddling(), waiting=0)
    assert post(make_client(app, key), *GOOD[0]).status_code == 200
    assert inside == [503] * 3


def test_the_specification_tells_of_files(client: FlaskClient) -> None:
    spec = client.get("/openapi.json").json
    assert spec is not None
    for path, media_types in TYPES.items():
        operation = spec["paths"][path]["post"]
        assert set(operation["requestBody"]["content"]) == set(media_types) and operation["requestBody"]["required"]
        assert [one["name"] for one in operation["parameters"]] == [
            "source_lang", "target_lang", "source_language", "target_language",
        ]  # fmt: skip
        answered = operation["responses"]["200"]["content"]
        if path == XLIFF:
            assert set(answered) == set(media_types)
        else:
            assert answered == {"application/json": {"schema": {"$ref": "#/components/schemas/FileReport"}}}


def truncated(content: bytes, at: int, more: bytes) -> bytes:
    return content[: at % len(content)]


def replaced(content: bytes, at: int, more: bytes) -> bytes:
    return content[: at % len(content)] + more + content[at % len(content) + len(more) :]


def added(content: bytes, at: int, more: bytes) -> bytes:
    return content[: at % len(content)] + more + content[at % len(content) :]


BYTES = st.binary(max_size=6) | st.sampled_from([
    b"\0", b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"<!DOCTYPE x>", b"<!ENTITY x 'y'>", b"&x;", b"&#xD800;",
    b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"<?xml version='1.0' encoding='utf-16'?>", b"xmlns:its='urn:x'",
    b"<its:x/>", b"\n", b'"', b"<mrk>", b"</mrk>", b"\xed\xa0\x80", b"<target>wrong</target>", b"<source/>", b"msgid ",
    b" xmlns='urn:x'", b" translate='no'", b" its:annotatorsRef='x|mtqc/'", b"<g>" * 200,
])  # fmt: skip
WAYS = st.sampled_from([truncated, replaced, added, added])
DAMAGE = st.lists(st.tuples(WAYS, st.integers(0, 10_000), BYTES), min_size=1, max_size=4)
ANNOTATED = annotate(STORY, UnitLanguages("", "en"), UnitChecker().check).content
TWO_SEGMENTS = xliff_2(("lost", "A <pc id='1'>wrong</pc> ship"), ("One", "wrong"))
WRITTEN = [*GOOD, (XLIFF, TWO_SEGMENTS, ""), (XLIFF, ANNOTATED, "target_lang=en")]


@settings(max_examples=1_500, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(WRITTEN),
    DAMAGE,
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-32", "latin-1", "gzip"]),
)
def test_whatever_is_sent_is_no_failure_of_ours(
    translator: FlaskClient,
    good: tuple[str, bytes, str],
    damage: list[tuple[Callable[[bytes, int, bytes], bytes], int, bytes]],
    encoding: str,
) -> None:
    path, content, query = good
    for spoil, at, more in damage:
        content = spoil(content or b"<", at, more)
    if encoding == "gzip":
        content = gzip.compress(content)
    elif encoding != "utf-8":
        content = content.decode("utf-8", "replace").encode(encoding, "replace")
    answer = post(translator, path, content, query)
    assert answer.status_code in (200, 422), (answer.status_code, answer.data[:300], content[:500])
    assert b"Traceback" not in answer.data and b"/service/" not in answer.data
    if answer.status_code == 200 and path == XLIFF:
        again = post(translator, path, answer.data, query)
        assert again.data == answer.data
