"""`/docs`: the OpenAPI document as a page, for a person without a connection to anywhere.

Rendered here, without a script: the Swagger UI that is packaged for Python (4.15) does not read OpenAPI 3.1, and every
viewer of that kind would need a laxer content policy than any other page has.
"""

from __future__ import annotations

import json
from operator import itemgetter
from typing import Any, cast

import regex
from apiflask import APIBlueprint, APIFlask
from flask import abort, current_app, render_template

from service.http.problem_types import TYPES

_V1 = "/api/v1"
CHAPTERS = {
    "Send and check": (f"POST {_V1}/articles", f"POST {_V1}/batches", f"POST {_V1}/check", f"POST {_V1}/formats/.*"),
    "Retrieve": (
        rf"GET {_V1}/articles/by-id/.*", rf"GET {_V1}/articles/{{\w+}}", rf"GET {_V1}/articles/.*/(report|corrected)",
        rf"GET {_V1}/articles/{{\w+}}/revisions.*", f"GET {_V1}/articles", f"GET {_V1}/jobs/.*",
        f"DELETE {_V1}/articles/.*",
    ),
    "Review": (f"POST {_V1}/articles/.*", f"GET {_V1}/articles/.*/decisions", f"PATCH {_V1}/articles/.*"),
    "Export": (f"GET {_V1}/exports/.*", f"GET {_V1}/articles/.*"),
    "Set up a site": (
        f".* {_V1}/site", f".* {_V1}/keys.*", f".* {_V1}/people.*", f".* {_V1}/endpoints.*", f".* {_V1}/deliveries.*",
        f".* {_V1}/recalibrations.*",
    ),
    "About the service": (f"GET {_V1}/capabilities", "GET /.*"),
}  # fmt: skip
"""Which operations stand together, as patterns of method and path: what a CMS needs first stands first."""


def docs_blueprint() -> APIBlueprint:
    """For whoever connects a CMS."""
    blueprint = APIBlueprint("docs", __name__, enable_openapi=False)

    @blueprint.get("/docs")
    def show() -> str:
        spec = cast(dict[str, Any], cast(APIFlask, current_app).spec)
        shapes = spec["components"]["schemas"]
        context = {"info": spec["info"], "chapters": chapters(spec), "shapes": shapes, "problems": TYPES.values()}
        return render_template("docs.html", written=_written, **context)

    @blueprint.get("/docs/problems/<name>")
    def explain(name: str) -> str:
        """Where the `type` of a problem leads."""
        if name not in TYPES:
            abort(404, "There is no kind of problem of that name.")
        return render_template("problem.html", problem=TYPES[name])

    return blueprint


def chapters(spec: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The operations of an OpenAPI document, with their `path`, `method`, `anchor` and `scopes`, by chapter."""
    found: dict[str, list[tuple[int, dict[str, Any]]]] = {title: [] for title in CHAPTERS}
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            scopes = [scope for need in operation.get("security", []) for scopes in need.values() for scope in scopes]
            context = {"path": path, "method": method.upper(), "anchor": anchor(f"{method} {path}"), "scopes": scopes}
            title, place = _chapter_of(f"{method.upper()} {path}")
            found[title].append((place, operation | context))
    by_place = itemgetter(0)
    return {title: [one for _, one in sorted(listed, key=by_place)] for title, listed in found.items() if listed}


def _chapter_of(line: str) -> tuple[str, int]:
    """The chapter of an operation, and where it stands there; what no chapter names is at the end of the last."""
    for title, patterns in CHAPTERS.items():
        for place, pattern in enumerate(patterns):
            if regex.fullmatch(pattern, line):
                return title, place
    return list(CHAPTERS)[-1], len(CHAPTERS)


def anchor(name: str) -> str:
    """anchor("get /api/v1/articles/{article}") == "get-api-v1-articles-article"."""
    return "-".join("".join(c if c.isalnum() else " " for c in name).split()).lower()


def _written(example: Any) -> str:
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=2)
