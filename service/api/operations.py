"""One way to write an operation of the API: who may, what it takes and answers, and its errors, beside its view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from apiflask import APIBlueprint, HTTPTokenAuth
from flask import request

from service.api.json_only import require_json
from service.strict import Strict

View = TypeVar("View", bound=Callable[..., Any])
NOTES = "x-notes"
"""Where an operation of the OpenAPI document keeps its notes until `service.api.specification` has read them."""


@dataclass(frozen=True, slots=True)
class File:
    """A body that is no JSON: the media types that it may have, and what it is; `is_binary`: not always text."""

    media_types: tuple[str, ...]
    what: str = ""
    is_binary: bool = False


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """An answer that the view writes itself: what it is in words, and its schema or its file."""

    words: str
    content: type[Strict] | File | None = None


@dataclass(frozen=True, slots=True)
class Notes:
    """What APIFlask does not know of an operation.

    `takes`: what is sent, where it is no JSON. `example`: of a body. `errors`: statuses beside those that every
    operation may answer with.
    """

    answers: Mapping[int, WrittenAnswer] = field(default_factory=dict)
    takes: File | None = None
    example: object = None
    errors: tuple[int, ...] = ()


class Operations:
    """The operations of one blueprint below `prefix`."""

    def __init__(self, name: str, auth: HTTPTokenAuth, prefix: str = "/api/v1") -> None:
        self.blueprint = APIBlueprint(name, name, url_prefix=prefix)
        self._auth = auth
        self._with_json: set[str] = set()
        self.blueprint.before_request(self._require_json)

    def add(
        self,
        line: str,
        scope: str,
        summary: str,
        *,
        description: str | None = None,
        query: type[Strict] | None = None,
        body: Any = None,
        answer: type[Strict] | None = None,
        status: int = 200,
        notes: Notes | None = None,
        endpoint: str | None = None,
    ) -> Callable[[View], View]:
        """Decorates the view of "GET /keys", for keys with this scope.

        The view is given `query` and `body` under these names, and what stands in the path. `answer` is the schema of
        what it returns, with `status`; 204 has none. `endpoint` names it for `url_for`; None: the view's name does.
        """
        method, path = line.split(" ")

        def decorate(view: View) -> View:
            made = self.blueprint.doc(
                summary=summary,
                description=description,
                responses={status: told.words for status, told in notes.answers.items()} if notes else None,
                extensions={NOTES: notes} if notes else None,
            )(view)
            if answer is not None or status == 204:
                made = self.blueprint.output(answer or {}, status_code=status)(made)
            if body is not None:
                made = self.blueprint.input(body, location="json", arg_name="body")(made)
                self._with_json.add(f"{self.blueprint.name}.{endpoint or view.__name__}")
            if query is not None:
                made = self.blueprint.input(query, location="query", arg_name="query")(made)
            made = self.blueprint.auth_required(self._auth, roles=[scope])(made)
            self.blueprint.route(path, methods=[method], endpoint=endpoint)(made)
            return view

        return decorate

    def _require_json(self) -> None:
        """Before the key is looked at: what is no JSON cannot be meant for this."""
        if request.endpoint in self._with_json:
            require_json()
