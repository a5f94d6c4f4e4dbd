"""`POST /api/v1/batches`: many articles, one a line (JSONL); a bad line spoils no other."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from flask import abort, request
from pydantic import ValidationError
from sqlalchemy import Engine

from models.errors import InvalidInput
from service.access.body_limits import MAX_BATCH_BYTES, MAX_REQUEST_BYTES
from service.access.guard import holder
from service.access.keys import SUBMIT
from service.api.examples import ARTICLE, FIELDS
from service.api.operations import File, Notes, Operations
from service.api.response_schemas import BatchResult
from service.articles.article_submission import ArticleSubmission
from service.articles.request_schemas import MAX_ID_LENGTH, ArticleBody
from service.articles.submission import QueueFull
from service.http.faults import faults_of
from service.http.json_text import NotJson, read_json
from service.http.strict import capped
from service.storage.database import StorageFull, StorageUnavailable

MEDIA_TYPES = ("application/jsonl", "application/x-ndjson", "application/x-jsonlines")
MAX_LINES = 1_000
LINES = File(MEDIA_TYPES[:1], "One JSON object a line, as for /api/v1/articles")
LINES_EXAMPLE = "\n".join(json.dumps(line, ensure_ascii=False) for line in (ARTICLE, FIELDS))
_REFUSALS = {QueueFull: 503, StorageUnavailable: 503, StorageFull: 507}


def batches_blueprint(engine: Engine, auth: HTTPTokenAuth, notify: Callable[[], object]) -> APIBlueprint:
    """The archive's way in. `notify()` says that a job waits."""
    api = Operations("batches")

    @api.add(
        "POST /batches",
        SUBMIT,
        "Send many articles",
        description="JSONL: an article a line, as for /articles. Every line is answered; accepted ones are kept.",
        answer=BatchResult,
        notes=Notes(takes=LINES, example=LINES_EXAMPLE),
    )
    def send() -> dict[str, Any]:
        if request.mimetype not in MEDIA_TYPES:
            abort(415, f"Send one JSON object a line as {MEDIA_TYPES[0]}.")
        content = request.get_data(cache=False)
        if sum(1 for line in BytesIO(content) if line.strip()) > MAX_LINES:
            abort(413, f"A batch has at most {MAX_LINES:,} lines.")
        submission = ArticleSubmission(engine, holder(auth), notify, request.headers.get("Idempotency-Key", ""))
        results = list(_results(submission, content))
        counted = Counter(result["status"] == 202 for result in results)
        return {"accepted": counted[True], "refused": counted[False], "results": results}

    blueprint = api.blueprint(auth)
    blueprint.before_request(_allow_more)
    return blueprint


def _allow_more() -> None:
    request.max_content_length = MAX_BATCH_BYTES


def _results(submission: ArticleSubmission, content: bytes) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(BytesIO(content), start=1):  # not split: a file may be nothing but line ends
        if line.strip():
            yield {"line": number, **_result(submission, line, number)}


def _result(submission: ArticleSubmission, line: bytes, number: int) -> dict[str, Any]:
    """What became of a line: its article, or what is wrong with it; with the CMS's id as far as it can be read."""
    if len(line) > MAX_REQUEST_BYTES:
        wire = f"The line has {len(line):,} bytes, the limit is {MAX_REQUEST_BYTES:,}."
        return {"status": 422, "errors": [{"field": "", "message": wire}]}
    try:
        sent = read_json(line.rstrip(b"\r\n"))
    except NotJson as error:
        where = f" at column {error.column}" if error.column else ""
        return {"status": 422, "errors": capped([("", f"The line is not JSON{where}: {error.reason}.")])}
    except InvalidInput as error:
        return {"status": 422, "errors": capped([(error.field, str(error))])}
    return {"cms_id": _cms_id(sent)} | _accepted(submission, sent, number)


def _cms_id(sent: Any) -> str:
    """As it was sent; nothing of what is too long or no id."""
    found = sent.get("id", "") if isinstance(sent, dict) else ""
    known = isinstance(found, str | int) and not isinstance(found, bool) and len(str(found)) <= MAX_ID_LENGTH
    return str(found).encode("utf-8", "replace").decode() if known else ""


def _accepted(submission: ArticleSubmission, sent: Any, number: int) -> dict[str, Any]:
    if not isinstance(sent, dict):
        told = "The line must be one JSON object, {…}, with the names that /docs lists."
        return {"status": 422, "errors": [{"field": "", "message": told}]}
    try:
        accepted = submission.accept(ArticleBody.model_validate(sent), time.time(), f"#{number}")
    except ValidationError as error:
        faults = faults_of(error)
    except InvalidInput as error:
        faults = [(error.field, str(error))]
    except (QueueFull, StorageFull, StorageUnavailable) as error:
        return {"status": _REFUSALS[type(error)], "errors": [{"field": "", "message": str(error)}]}
    else:
        wire = {"id": accepted.article, "cms_id": accepted.cms_id, "revision": accepted.revision}
        return {"status": 202, "job": accepted.job} | wire
    return {"status": 422, "errors": capped(faults)}
