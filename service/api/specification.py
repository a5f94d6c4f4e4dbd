"""What APIFlask leaves out of its OpenAPI document: the report's schema, and errors as they are sent."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from service.api.examples import EXAMPLES
from service.api.formats import PO_TYPES, TMX_TYPES, XLIFF_TYPES
from service.api.report_form import FileReport, Report
from service.api.response_schemas import ArticleState, Problem
from service.exports import bilingual, lines, memory
from service.problems import MEDIA_TYPE

PREFIX = "/api/v1/"
_ERRORS = {
    "400": "The request could not be read",
    "401": "No valid key",
    "403": "The key does not allow that",
    "422": "A field is at fault: `errors` names it",
    "429": "Too many requests a minute, or too many wrong keys or passwords (see Retry-After)",
    "503": "Too many articles wait (see Retry-After), or the model or the database is not available",
}
METRICS = "/metrics"
BATCHES = "/api/v1/batches"
XLIFF = "/api/v1/formats/xliff"
FILES = {
    XLIFF: XLIFF_TYPES,
    "/api/v1/formats/tmx": TMX_TYPES,
    "/api/v1/formats/po": PO_TYPES,
}
DECISIONS = "/api/v1/articles/{article}/decisions"
KEY = "/api/v1/keys/{key_id}"
ARTICLE = "/api/v1/articles/{article}"
PERSON, LINK = "/api/v1/people/{login}", "/api/v1/people/{login}/link"
REPLAY = "/api/v1/deliveries/{delivery}/replay"
_PLACES = {
    "article": "Our id of the article: `id` in our answers. Yours (`cms_id`) leads to it at /api/v1/articles/by-id/",
    "cms_id": "Your own id of the article: the `id` that you sent, `cms_id` in our answers",
    "job": "Our id of the job: `job` in our answers",
    "number": "Our number of the revision, from 1: `revision` in our answers; yours is `cms_revision`",
    "delivery": "Our id of the delivery: the `webhook-id` of the message",
    "key_id": "The key's id: its first part after mtqc_",
    "name": "The endpoint's name, as you chose it",
    "login": "The person's login, as you chose it, in any case",
}
"""Which id stands where in an address."""
KEEPING = (
    "/api/v1/articles", DECISIONS, REPLAY, ARTICLE, PERSON, LINK,
    *(f"/api/v1/{name}" for name in ("keys", "endpoints", "site", "people")),
)  # fmt: skip
WITHOUT_A_BODY = (REPLAY, LINK)
_FILE = {"type": "string", "format": "binary", "description": "The file as it is"}
_SENT_AS = {
    "/api/v1/exports/decisions.jsonl": lines.MEDIA_TYPE,
    "/api/v1/exports/decisions.csv": "text/csv",
    "/api/v1/exports/post-edits.tmx": memory.MEDIA_TYPE,
    "/api/v1/articles/{article}/history.jsonl": lines.MEDIA_TYPE,
    "/api/v1/articles/{article}/xliff": bilingual.MEDIA_TYPE,
}
"""What answers a GET with a file, and of which media type that is."""
_ERRORS_OF_OTHERS = {
    METRICS: {status: _ERRORS[status] for status in ("401", "403", "429", "503")},
    "/readyz": {"503": "The database does not answer, or a background thread is down: `down` then names it"},
}
_ERRORS_OF_POST = {
    "413": "Larger than the service takes",
    "415": "Not of a media type that is taken here",
}
_CONFLICT = {"409": "Somebody was quicker, or the state of the review does not allow it: `detail` says which"}
_ERRORS_OF_KEEPING = {"507": "No room is left; nothing of it was accepted"}
_NOT_THERE = {"404": "There is no such thing of yours"}
_ANSWERS = {
    ("/api/v1/check", "post", "200"): "Report",
    ("/api/v1/formats/tmx", "post", "200"): "FileReport",
    ("/api/v1/formats/po", "post", "200"): "FileReport",
    ("/api/v1/articles", "post", "201"): "Report",
    ("/api/v1/articles", "post", "202"): "ArticleState",
    ("/api/v1/articles/{article}/report", "get", "200"): "Report",
    ("/api/v1/articles/{article}/revisions/{number}/report", "get", "200"): "Report",
}


def complete(spec: dict[str, Any] | str) -> dict[str, Any] | str:
    """The document with every answer of every operation, and bodies marked as required."""
    if isinstance(spec, str):
        raise TypeError("the document is kept as JSON")
    models = [(model, "serialization") for model in (Report, FileReport, ArticleState, Problem)]
    _, definitions = models_json_schema(models, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    spec.setdefault("components", {}).setdefault("schemas", {}).update(definitions["$defs"])
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            _complete(path, method, operation)
    return spec


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    errors = dict(_ERRORS) if path.startswith(PREFIX) else dict(_ERRORS_OF_OTHERS.get(path, {}))
    if path == METRICS:
        operation["responses"]["200"]["content"] = {"text/plain": {"schema": {"type": "string"}}}
    if path == BATCHES:
        lines = {"schema": {"type": "string", "description": "One JSON object a line, as for /api/v1/articles"}}
        operation["requestBody"] = {"content": {"application/jsonl": lines}}
    if path in _SENT_AS:
        operation["responses"]["200"]["content"] = {_SENT_AS[path]: {"schema": {"type": "string"}}}
    if path in FILES:
        operation["requestBody"] = {"content": {media_type: {"schema": _FILE} for media_type in FILES[path]}}
    if path == XLIFF:
        operation["responses"]["200"]["content"] = {media_type: {"schema": _FILE} for media_type in XLIFF_TYPES}
    if method in ("patch", "post") and path not in WITHOUT_A_BODY:
        operation["requestBody"]["required"] = True
        errors |= _ERRORS_OF_POST
    if method == "post" and path in EXAMPLES:
        for body in operation["requestBody"]["content"].values():
            body["example"] = EXAMPLES[path]
    if method in ("patch", "post") and path in KEEPING:
        errors |= _ERRORS_OF_KEEPING
    if (path, method) in ((DECISIONS, "post"), (KEY, "delete"), (ARTICLE, "patch")):
        errors |= _CONFLICT
    if "{" in path:
        errors |= _NOT_THERE
    if path.startswith(PREFIX) and method == "get":
        _complete_conditional(operation)
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path" and parameter["name"] in _PLACES:
            parameter["description"] = _PLACES[parameter["name"]]
    for (answered, own, status), name in _ANSWERS.items():
        if (answered, own) == (path, method):
            operation["responses"][status]["content"] = {"application/json": {"schema": _reference(name)}}
    for status, description in errors.items():
        content = {MEDIA_TYPE: {"schema": _reference("Problem")}}
        operation["responses"][status] = {"description": description, "content": content}


def _complete_conditional(operation: dict[str, Any]) -> None:
    """`service.api.conditional`."""
    tag = {"description": "Stays the same as long as the answer does", "schema": {"type": "string"}}
    operation["responses"]["200"]["headers"] = {"ETag": tag}
    operation["responses"]["304"] = {"description": "Nothing has changed since the answer with that ETag"}
    asked = {"name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"}}
    operation.setdefault("parameters", []).append(asked | {"description": "The ETag of an answer that you have"})


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
