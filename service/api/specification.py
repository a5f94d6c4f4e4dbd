"""What APIFlask leaves out of its OpenAPI document: what operations note of themselves, and errors as they are sent."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from service.api.operations import NOTES, File, Notes
from service.api.report_form import FileReport, Report
from service.api.response_schemas import ArticleState, Problem
from service.http.problems import MEDIA_TYPE

PREFIX = "/api/v1/"
METRICS = "/metrics"
_ERRORS = {
    "400": "The request could not be read",
    "401": "No valid key",
    "403": "The key does not allow that",
    "422": "A field is at fault: `errors` names it",
    "429": "Too many requests a minute, or too many wrong keys or passwords (see Retry-After)",
    "503": "Too many articles wait (see Retry-After), or the model or the database is not available",
}
"""Of every operation below PREFIX."""
_FURTHER_ERRORS = {
    409: "Somebody was quicker, or the state of the review does not allow it: `detail` says which",
    507: "No room is left; nothing of it was accepted",
}
"""By status, of the operations that note it."""
_ERRORS_OF_OTHERS = {
    METRICS: {status: _ERRORS[status] for status in ("401", "403", "429", "503")},
    "/readyz": {"503": "The database does not answer, or `down` names what is: background threads, `checks`"},
}
_ERRORS_OF_BODIES = {
    "413": "Larger than the service takes",
    "415": "Not of a media type that is taken here",
}
_NOT_THERE = {"404": "There is no such thing of yours"}
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
    notes: Notes = operation.pop(NOTES, None) or Notes()
    errors = dict(_ERRORS) if path.startswith(PREFIX) else dict(_ERRORS_OF_OTHERS.get(path, {}))
    if path == METRICS:
        operation["responses"]["200"]["content"] = {"text/plain": {"schema": {"type": "string"}}}
    if notes.takes:
        operation["requestBody"] = {"content": _content(notes.takes)}
    if body := operation.get("requestBody"):
        body["required"] = True
        errors |= _ERRORS_OF_BODIES
        if notes.example is not None:
            for content in body["content"].values():
                content["example"] = notes.example
    errors |= {str(number): _FURTHER_ERRORS[number] for number in notes.errors}
    if "{" in path:
        errors |= _NOT_THERE
    if path.startswith(PREFIX) and method == "get":
        _complete_conditional(operation)
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path" and parameter["name"] in _PLACES:
            parameter["description"] = _PLACES[parameter["name"]]
    for number, answer in notes.answers.items():
        if isinstance(answer.content, File):
            operation["responses"][str(number)]["content"] = _content(answer.content)
        elif answer.content:
            schema = _reference(answer.content.__name__)
            operation["responses"][str(number)]["content"] = {"application/json": {"schema": schema}}
    for status, description in errors.items():
        content = {MEDIA_TYPE: {"schema": _reference("Problem")}}
        operation["responses"][status] = {"description": description, "content": content}


def _content(file: File) -> dict[str, Any]:
    """A file of each of its media types."""
    schema = {"type": "string"}
    if file.is_binary:
        schema["format"] = "binary"
    if file.what:
        schema["description"] = file.what
    return {media_type: {"schema": schema} for media_type in file.media_types}


def _complete_conditional(operation: dict[str, Any]) -> None:
    """`service.api.conditional`."""
    tag = {"description": "Stays the same as long as the answer does", "schema": {"type": "string"}}
    operation["responses"]["200"]["headers"] = {"ETag": tag}
    operation["responses"]["304"] = {"description": "Nothing has changed since the answer with that ETag"}
    asked = {"name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"}}
    operation.setdefault("parameters", []).append(asked | {"description": "The ETag of an answer that you have"})


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
