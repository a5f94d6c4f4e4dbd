"""What APIFlask leaves out of its OpenAPI document: the report's schema, and errors as they are sent."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from service.api.schemas import Problem, Report
from service.problems import MEDIA_TYPE

_ERRORS = {
    "400": "Not JSON, or not a JSON object",
    "413": "Larger than the service takes",
    "415": "Not application/json",
    "422": "A field is at fault: `errors` names it",
    "503": "Too many articles wait (see Retry-After), or the model is not available",
}


def describe_errors(spec: dict[str, Any] | str) -> dict[str, Any] | str:
    """The document with `Report` and `Problem` schemas on the check, and its body marked as required."""
    if isinstance(spec, str):
        raise TypeError("the document is kept as JSON")
    _, definitions = models_json_schema(
        [(Report, "serialization"), (Problem, "serialization")], ref_template="#/components/schemas/{model}"
    )
    spec.setdefault("components", {}).setdefault("schemas", {}).update(definitions["$defs"])
    operation = spec["paths"]["/api/v1/check"]["post"]
    operation["requestBody"]["required"] = True
    operation["responses"]["200"]["content"] = {"application/json": {"schema": _reference("Report")}}
    for status, description in _ERRORS.items():
        content = {MEDIA_TYPE: {"schema": _reference("Problem")}}
        operation["responses"][status] = {"description": description, "content": content}
    return spec


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
