"""`/check`: paste a source and its translation, see what is wrong, beside the sample that it opens with."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from apiflask import APIBlueprint
from flask import Response, make_response, redirect, render_template, request, url_for
from sqlalchemy import Engine

from models.errors import InvalidInput
from models.intake.requests import CheckRequest, take_in
from models.languages import LANGUAGES
from models.rendering.html import ASSETS
from models.rendering.view import arrange
from models.report import ArticleReport
from models.visible_text import has_text
from service.access.keys import SUBMIT, Holder
from service.articles.article_submission import ArticleSubmission
from service.articles.request_schemas import ArticleBody
from service.articles.site_settings import preferences_of
from service.check_queue import RETRY_AFTER_SECONDS, Busy, CheckQueue
from service.review.session import Reader, csrf, find_reader, require_reader
from service.storage.database import reading

OPEN_PAGES = ("/check",)
"""The addresses that ask nobody for a key, where whoever reaches the service may use it."""
FIELDS = ("source", "target", "source_lang", "target_lang", "format")


def page_blueprint(
    check_queue: CheckQueue,
    sample: ArticleReport | None,
    engine: Engine,
    notify: Callable[[], object],
    open_to_all: bool,
) -> APIBlueprint:
    """The editors' door to the checker, with the style and script of the report.

    `open_to_all`: whoever reaches it may use it; else only who has signed in, and the others see the sample.
    """
    blueprint = APIBlueprint(
        "page", __name__, enable_openapi=False, static_folder=str(ASSETS), static_url_path="/report-assets"
    )

    def shown(
        report: ArticleReport | None, visitor: Reader | None, form: dict[str, str] | None = None, **more: Any
    ) -> Response:
        return _page(report, form, reader=visitor, may_keep=_sender(visitor) is not None, **more)

    @blueprint.get("/check")
    def show_sample() -> Response:
        visitor = find_reader(engine)
        may_check = open_to_all or visitor is not None
        return shown(sample, visitor, is_sample=sample is not None, may_check=may_check)

    @blueprint.post("/check")
    def check_article() -> Response:
        if not open_to_all and (refused := require_reader(engine)) is not None:
            return refused
        csrf.protect()
        visitor = find_reader(engine)
        form = {name: request.form.get(name, "") for name in FIELDS}
        try:
            asked = _request(form)
            sender = _sender(visitor) if request.form.get("keep") else None
            if sender is not None:
                return _kept(engine, sender, asked, notify)
            return shown(check_queue.check(_as_wished(engine, visitor, asked)), visitor, form)
        except InvalidInput as error:
            return shown(None, visitor, form, error=str(error), field=error.field, status=422)
        except Busy as error:
            answer = shown(None, visitor, form, error=str(error), status=503)
            answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
            return answer

    return blueprint


def _sender(visitor: Reader | None) -> Holder | None:
    """The key by which whoever is signed in may put articles into the queue."""
    holder = visitor.holders[visitor.site()] if visitor is not None else None
    return holder if holder is not None and SUBMIT in holder.scopes else None


def _as_wished(engine: Engine, visitor: Reader | None, asked: CheckRequest) -> CheckRequest:
    """With what the site of whoever is signed in wants of the checker, so that the page says what the API says."""
    if visitor is None:
        return asked
    with reading(engine) as session:
        return replace(asked, preferences=preferences_of(session, visitor.site()))


def _kept(engine: Engine, sender: Holder, asked: CheckRequest, notify: Callable[[], object]) -> Response:
    """The article joins the queue like one that a CMS has sent; the browser goes to its page."""
    take_in(asked)
    texts = {name: getattr(asked, name) for name in FIELDS}
    body = ArticleBody.model_validate({name: text for name, text in texts.items() if text is not None})
    submitted = ArticleSubmission(engine, sender, notify).accept(body, time.time())
    return make_response(redirect(url_for("article.show", article=submitted.article), 303))


def _page(
    report: ArticleReport | None,
    form: dict[str, str] | None = None,
    *,
    reader: Reader | None = None,
    is_sample: bool = False,
    may_check: bool = True,
    may_keep: bool = False,
    error: str = "",
    field: str = "",
    status: int = 200,
) -> Response:
    page = render_template(
        "page.html",
        view=arrange(report) if report else None,
        reader=reader,
        form=form or dict.fromkeys(FIELDS, ""),
        languages=LANGUAGES.values(),
        is_sample=is_sample,
        may_check=may_check,
        may_keep=may_keep,
        error=error,
        field=field,
    )
    return make_response(page, status)


def _request(form: dict[str, str]) -> CheckRequest:
    """The form as a request. A browser sends every line end of a text field as CR LF: undone here."""
    source, target = (form[side].replace("\r\n", "\n") for side in ("source", "target"))
    for field in ("source_lang", "target_lang"):
        if form[field] and form[field] not in LANGUAGES:
            raise InvalidInput(f"{form[field]!r} is not a language in the list.", field)
    if form["format"] not in ("", "text", "html"):
        raise InvalidInput("The format is text or html.", "format")
    return CheckRequest(
        target=target,
        source=source if has_text(source) else None,
        source_lang=form["source_lang"],
        target_lang=form["target_lang"],
        format="html" if form["format"] == "html" else "text",
    )
