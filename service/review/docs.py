"""`/docs`: the OpenAPI document as a page, for a person without a connection to anywhere.

Rendered here, without a script: the Swagger UI that is packaged for Python (4.15) does not read OpenAPI 3.1, and every
viewer of that kind would need a laxer content policy than any other page has.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any, cast

from apiflask import APIBlueprint, APIFlask
from flask import abort, current_app, render_template

from service.http.problem_types import TYPES


def docs_blueprint() -> APIBlueprint:
    """For whoever connects a CMS."""
    blueprint = APIBlueprint("docs", __name__, enable_openapi=False)

    @blueprint.get("/docs")
    def show() -> str:
        spec = cast(dict[str, Any], cast(APIFlask, current_app).spec)
        shapes = spec["components"]["schemas"]
        context = {"info": spec["info"], "groups": operations(spec), "shapes": shapes, "problems": TYPES.values()}
        return render_template("docs.html", written=_written, **context)

    @blueprint.get("/docs/problems/<name>")
    def explain(name: str) -> str:
        """Where the `type` of a problem leads."""
        if name not in TYPES:
            abort(404, "There is no kind of problem of that name.")
        return render_template("problem.html", problem=TYPES[name])

    return blueprint


def operations(spec: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The operations of an OpenAPI document, with their `path`, `method`, `anchor` and `scopes`, by their first tag."""
    grouped = defaultdict(list)
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            scopes = [scope for need in operation.get("security", []) for scopes in need.values() for scope in scopes]
            context = {"path": path, "method": method.upper(), "anchor": anchor(f"{method} {path}"), "scopes": scopes}
            grouped[operation["tags"][0]].append(operation | context)
    return dict(grouped)


def anchor(name: str) -> str:
    """anchor("get /api/v1/articles/{article}") == "get-api-v1-articles-article"."""
    return "-".join("".join(c if c.isalnum() else " " for c in name).split()).lower()


def _written(example: Any) -> str:
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=2)
