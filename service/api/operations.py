"""One way to write an operation of the API: who may, what it takes and answers, and its errors, beside its view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial, wraps
from typing import Any, TypeVar

from apiflask import APIBlueprint, HTTPTokenAuth
from flask import request
from sqlalchemy import Engine
from werkzeug.routing import BaseConverter

from models.errors import InvalidInput
from service.access.guard import WANTED_SCOPE, holder
from service.api.json_only import require_json
from service.http.strict import Strict
from service.storage.database import reading, transaction

View = TypeVar("View", bound=Callable[..., Any])
Call = Callable[..., Any]
"""Runs a view: given the HTTP method, the view, and what the view is given by name."""
NO_ROOM = 507
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


class AnyText(BaseConverter):
    """The rest of an address as it stands, in `<any_text:…>`.

    Werkzeug's own `path` begins with no slash: of "//news" it would take "news", which may be another article's id.
    """

    part_isolating = False
    regex = "(?s:.+)"
    weight = 200  # after every rule that says more, as that of `path`


class _OperationList:
    """The operations of one blueprint below `prefix`."""

    def __init__(self, name: str, prefix: str = "/api/v1") -> None:
        self._name, self._prefix = name, prefix
        self._added: list[Callable[[APIBlueprint, HTTPTokenAuth, Call], None]] = []
        self._with_json: set[str] = set()
        self._with_query: set[str] = set()
        self._scopes: dict[str, str] = {}

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
        what it returns, with `status`; 204 has none. `endpoint` names it for `url_for`; None: the view's name does,
        without the underscore of a view that is reached in no other way.
        """
        method, path = line.split(" ")
        notes = self._noted(method, notes)

        def decorate(view: View) -> View:
            name = endpoint or view.__name__.removeprefix("_")

            def attach(blueprint: APIBlueprint, auth: HTTPTokenAuth, call: Call) -> None:
                made = blueprint.doc(
                    summary=summary,
                    description=description,
                    responses={status: note.words for status, note in notes.answers.items()} if notes else None,
                    extensions={NOTES: notes} if notes else None,
                )(wraps(view)(partial(call, method, view)))
                if answer is not None or status == 204:
                    made = blueprint.output(answer or {}, status_code=status)(made)
                if body is not None:
                    made = blueprint.input(body, location="json", arg_name="body")(made)
                if query is not None:
                    made = blueprint.input(query, location="query", arg_name="query")(made)
                made = blueprint.auth_required(auth, roles=[scope])(made)
                blueprint.route(path, methods=[method], endpoint=name)(made)

            if body is not None:
                self._with_json.add(f"{self._name}.{name}")
            if query is not None:
                self._with_query.add(f"{self._name}.{name}")
            self._scopes[f"{self._name}.{name}"] = scope
            self._added.append(attach)
            return view

        return decorate

    def _attached(self, auth: HTTPTokenAuth, call: Call) -> APIBlueprint:
        made = APIBlueprint(self._name, self._name, url_prefix=self._prefix)
        made.record(lambda setup: setup.app.url_map.converters.update(any_text=AnyText))
        made.before_request(self._note_scope)
        made.before_request(self._require_json)
        made.before_request(self._refuse_repeated)
        for attach in self._added:
            attach(made, auth, call)
        return made

    def _noted(self, method: str, notes: Notes | None) -> Notes | None:
        return notes

    def _note_scope(self) -> None:
        """For the words of a refusal."""
        request.environ[WANTED_SCOPE] = self._scopes.get(request.endpoint or "", "another")

    def _require_json(self) -> None:
        """Before the key is looked at: what is no JSON cannot be meant for this."""
        if request.endpoint in self._with_json:
            require_json()


    def _refuse_repeated(self) -> None:
        """A parameter that stands twice, of which only one would count."""
        if request.endpoint not in self._with_query:
            return
        for name, values in request.args.lists():
            if len(values) > 1:
                raise InvalidInput(f"{name[:60]} appears {len(values)} times in the address: send it once", name)


class Operations(_OperationList):
    """Operations whose views are given nothing more."""

    def blueprint(self, auth: HTTPTokenAuth) -> APIBlueprint:
        """The operations so far, for an application."""
        return self._attached(auth, lambda method, view, **given: view(**given))


class SiteOperations(_OperationList):
    """Operations on what a site keeps, which need nothing but the database.

    A view is given `session` and the key's `holder` before all else. GET only reads; everything else is one
    transaction, for which there may be no room.
    """

    def blueprint(self, engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
        """The operations so far, for an application."""

        def call(method: str, view: Callable[..., Any], **given: Any) -> Any:
            with (reading if method == "GET" else transaction)(engine) as session:
                return view(session, holder(auth), **given)

        return self._attached(auth, call)

    def _noted(self, method: str, notes: Notes | None) -> Notes | None:
        if method == "GET":
            return notes
        noted = notes or Notes()
        return replace(noted, errors=(*noted.errors, NO_ROOM))
