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
from service.api.queries import LanguagesQuery
from service.articles.site_settings import preferences_of
from service.check_queue import CheckQueue
from service.deadline import within
from service.storage.database import reading

XLIFF_TYPES = ("application/xliff+xml", "application/xml", "text/xml")
TMX_TYPES = ("application/x-tmx+xml", "application/xml", "text/xml")
PO_TYPES = ("text/x-gettext-translation", "text/x-po", "text/plain")
READING_SECONDS = 60.0
"""Of a file of 2 MB, without the check: that takes a few seconds."""
Check = Callable[[CheckRequest], ArticleReport]
Reader = Callable[[bytes, UnitLanguages], tuple[list[Unit], UnitLanguages]]


def formats_blueprint(turns: CheckQueue, auth: HTTPTokenAuth, engine: Engine) -> APIBlueprint:
    """The translators' door to the checker."""
    blueprint = APIBlueprint("formats", __name__, url_prefix="/api/v1/formats")
    check = _as_the_site_wants(turns, auth, engine)

    @blueprint.post("/xliff")
    @blueprint.auth_required(auth, roles=[SUBMIT])
    @blueprint.input(LanguagesQuery, location="query", arg_name="query")
    @blueprint.doc(
        summary="Check an XLIFF file",
        description="XLIFF 1.2 or 2.x. The answer is the same file with ITS 2.0 annotations: quality issues where they "
        "stand or beside their unit, a confidence for every unit, a rating for every file in it.",
        responses={200: "The annotated file, of the media type that was sent"},
    )
    def xliff(query: LanguagesQuery) -> Response:
        file = within(READING_SECONDS, "Reading the file", read_xliff, _file(XLIFF_TYPES), query.languages())
        annotated = file.annotated(check)
        # the content type as it is: Flask would call text UTF-8, which the file's own declaration may deny
        return Response(annotated.content, content_type=request.mimetype)

    @blueprint.post("/tmx")
    @blueprint.auth_required(auth, roles=[SUBMIT])
    @blueprint.input(LanguagesQuery, location="query", arg_name="query")
    @blueprint.doc(
        summary="Check a translation memory in TMX",
        description="The units that have both languages. The source language may stand in the file's header.",
        responses={200: "The report, with the units of the file"},
    )
    def tmx(query: LanguagesQuery) -> dict[str, Any]:
        return _checked(check, read_tmx, _file(TMX_TYPES), query)

    @blueprint.post("/po")
    @blueprint.auth_required(auth, roles=[SUBMIT])
    @blueprint.input(LanguagesQuery, location="query", arg_name="query")
    @blueprint.doc(
        summary="Check a gettext PO file",
        description="The messages that have a translation. The target language may stand in the file's header.",
        responses={200: "The report, with the units of the file"},
    )
    def po(query: LanguagesQuery) -> dict[str, Any]:
        return _checked(check, read_po, _file(PO_TYPES), query)

    return blueprint


def _as_the_site_wants(turns: CheckQueue, auth: HTTPTokenAuth, engine: Engine) -> Check:
    def check(request: CheckRequest) -> ArticleReport:
        with reading(engine) as session:
            wanted = preferences_of(session, holder(auth).site)
        return turns.check(replace(request, preferences=wanted))

    return check


def _checked(check: Check, read: Reader, content: bytes, query: LanguagesQuery) -> dict[str, Any]:
    units, languages = within(READING_SECONDS, "Reading the file", read, content, query.languages())
    return with_units(check_units(units, languages, check), units)


def _file(media_types: tuple[str, ...]) -> bytes:
    """The body, if it is said to be of one of these types."""
    if request.mimetype not in media_types:
        abort(415, f"Send the file itself as {', '.join(media_types[:-1])} or {media_types[-1]}.")
    return request.get_data(cache=False)
