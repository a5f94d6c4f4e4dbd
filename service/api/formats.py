"""`POST /api/v1/formats/…`: translators' files. XLIFF comes back annotated, TMX and PO as a report; nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from flask import Response, abort, request
from sqlalchemy import Engine

from models.formats.annotation import read_xliff
from models.formats.answer import with_units
from models.formats.po import read_po
from models.formats.tmx import read_tmx
from models.formats.units import Unit, UnitLanguages, check_units
from models.intake.requests import CheckRequest
from models.report import ArticleReport
from service.access.guard import holder
from service.access.keys import SUBMIT
from service.api.operations import File, Notes, Operations, WrittenAnswer
from service.api.queries import LanguagesQuery
from service.api.report_form import FileReport
from service.articles.site_settings import preferences_of
from service.check_queue import CheckQueue
from service.deadline import within
from service.storage.database import reading


def _translators_file(*media_types: str) -> File:
    return File(media_types, "The file as it is", is_binary=True)


XLIFF_FILE = _translators_file("application/xliff+xml", "application/xml", "text/xml")
TMX_FILE = _translators_file("application/x-tmx+xml", "application/xml", "text/xml")
PO_FILE = _translators_file("text/x-gettext-translation", "text/x-po", "text/plain")
FILE_REPORT = WrittenAnswer("The report, with the units of the file", FileReport)
READING_SECONDS = 60.0
"""Of a file of 2 MB, without the check: that takes a few seconds."""
Check = Callable[[CheckRequest], ArticleReport]
Reader = Callable[[bytes, UnitLanguages], tuple[list[Unit], UnitLanguages]]


def formats_blueprint(check_queue: CheckQueue, auth: HTTPTokenAuth, engine: Engine) -> APIBlueprint:
    """The translators' door to the checker."""
    api = Operations("formats", "/api/v1/formats")
    check = _as_the_site_wants(check_queue, auth, engine)

    @api.add(
        "POST /xliff",
        SUBMIT,
        "Check an XLIFF file",
        description="XLIFF 1.2 or 2.x. The answer is the same file with ITS 2.0 annotations: quality issues where they "
        "stand or beside their unit, a confidence for every unit, a rating for every file in it.",
        query=LanguagesQuery,
        notes=Notes(
            {200: WrittenAnswer("The annotated file, of the media type that was sent", XLIFF_FILE)}, takes=XLIFF_FILE
        ),
    )
    def xliff(query: LanguagesQuery) -> Response:
        file = within(READING_SECONDS, "Reading the file", read_xliff, _file(XLIFF_FILE), query.languages())
        annotated = file.annotated(check)
        # the content type as it is: Flask would call text UTF-8, which the file's own declaration may deny
        return Response(annotated.content, content_type=request.mimetype)

    def add(name: str, file: File, read: Reader, summary: str, description: str) -> None:
        notes = Notes({200: FILE_REPORT}, takes=file)

        @api.add(
            f"POST /{name}",
            SUBMIT,
            summary,
            description=description,
            query=LanguagesQuery,
            notes=notes,
            endpoint=name,
        )
        def units(query: LanguagesQuery) -> dict[str, Any]:
            return _checked(check, read, _file(file), query)

    description = "The units that have both languages. The source language may stand in the file's header."
    add("tmx", TMX_FILE, read_tmx, "Check a translation memory in TMX", description)
    description = "The messages that have a translation. The target language may stand in the file's header."
    add("po", PO_FILE, read_po, "Check a gettext PO file", description)
    return api.blueprint(auth)


def _as_the_site_wants(check_queue: CheckQueue, auth: HTTPTokenAuth, engine: Engine) -> Check:
    def check(request: CheckRequest) -> ArticleReport:
        with reading(engine) as session:
            wanted = preferences_of(session, holder(auth).site)
        return check_queue.check(replace(request, preferences=wanted))

    return check


def _checked(check: Check, read: Reader, content: bytes, query: LanguagesQuery) -> dict[str, Any]:
    units, languages = within(READING_SECONDS, "Reading the file", read, content, query.languages())
    return with_units(check_units(units, languages, check), units)


def _file(wanted: File) -> bytes:
    """The body, if it is said to be of one of these types."""
    *first, last = wanted.media_types
    if request.mimetype not in wanted.media_types:
        abort(415, f"Send the file itself as {', '.join(first)} or {last}.")
    return request.get_data(cache=False)
