"""What clients were promised stays: the OpenAPI document only ever grows.

`tests/data/openapi.txt` has a line for everything that a client may rely on: an operation with its scopes, an answer, a
parameter, a member of a shape, a value of an enumeration. A line that is gone or a member that is newly required fails
here; what is new is written there once it is released.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

CONTRACT = Path(__file__).resolve().parent.parent / "data" / "openapi.txt"


def promises(spec: dict[str, Any]) -> Iterator[str]:
    """A line a promise."""
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            name = f"{method} {path}"
            for need in operation.get("security", []):
                yield f"{name} scopes {','.join(scope for scopes in need.values() for scope in scopes)}"
            for parameter in operation.get("parameters", []):
                needed = "required" if parameter.get("required") else "optional"
                yield f"{name} {parameter['in']} {parameter['name']} {needed}"
                yield from (f"{name} {parameter['name']}={value}" for value in parameter["schema"].get("enum", ()))
            for media_type in operation.get("requestBody", {}).get("content", {}):
                yield f"{name} takes {media_type}"
            for status, answer in operation["responses"].items():
                yield f"{name} answers {status}"
                yield from (f"{name} answers {status} {media_type}" for media_type in answer.get("content", {}))
    for name, shape in spec["components"]["schemas"].items():
        for member, schema in shape.get("properties", {}).items():
            yield f"{name}.{member}"
            yield from (f"{name}.{member}={value}" for value in schema.get("enum", ()))
        yield from (f"{name} needs {member}" for member in shape.get("required", ()))


def test_nothing_that_was_promised_is_gone(client: FlaskClient) -> None:
    promised = set(CONTRACT.read_text(encoding="utf-8").splitlines())
    now = set(promises(client.get("/openapi.json").get_json()))
    assert len(promised) > 500 and sorted(promised - now) == []


def test_nothing_more_has_to_be_sent(client: FlaskClient) -> None:
    promised = set(CONTRACT.read_text(encoding="utf-8").splitlines())
    known = {line.partition(".")[0] for line in promised if "." in line and " " not in line}
    sent = {"CheckBody", "ArticleBody", "FieldBody", "TermBody"} & known
    for line in set(promises(client.get("/openapi.json").get_json())) - promised:
        assert line.partition(" needs ")[0] not in sent or " needs " not in line, f"newly required: {line}"
