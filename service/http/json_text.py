"""JSON as it comes in: read, or refused with the place where it breaks off and what is wrong there.

A name that stands twice in an object is refused, too: readers differ in which of the two they take, and ours would
drop a text without a word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from models.errors import CheckerError, InvalidInput

_WORDS = (
    # What Python's reader says, by its beginning, and the same for whoever wrote the JSON.
    ("Expecting property name", "a name in double quotes is expected here"),
    ("Expecting ',' delimiter", "a comma, or the end of the list or object, is expected here"),
    ("Expecting ':' delimiter", "a colon is expected between a name and its value"),
    ("Expecting value", "a value is expected here: a text in double quotes, a number, true, false, null, […] or {…}"),
    ("Illegal trailing comma", "a comma stands after the last entry"),
    ("Extra data", "the JSON has ended before, and something follows"),
    ("Unterminated string", "the text that begins here has no closing quotation mark"),
    ("Invalid control character", r"a line break or tab stands in a text: write \n or \t"),
    ("Invalid \\uXXXX", r"\u is followed by four hexadecimal digits"),
    ("Invalid \\escape", r"a backslash in a text is written \\"),
)

MAX_NAME = 60
"""Characters of a name that a message gives back."""


class NotJson(CheckerError):
    """A text is no JSON. `line` and `column` count from 1; both are 0 where there is no place to name."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(f"line {line}, column {column}: {reason}" if line else reason)
        self.reason, self.line, self.column = reason, line, column


class NotObject(NotJson):
    """A text is JSON, but no object."""


class _Pairs(list[tuple[str, Any]]):
    """The members of an object, also those of one name."""


class _Repeated(Exception):
    """An object has two members of one name."""


def read_json(content: bytes) -> Any:
    """What a body, or a line of one, holds.

    Raises NotJson, which says where it breaks off (`{"a" 1}` at column 6), and InvalidInput for a name that stands
    twice in one object.
    """
    if not content.strip():
        raise NotJson("there is nothing in it")
    encoding = json.detect_encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        raise NotJson(f"byte {error.start + 1} of it is not {_known_as(encoding)} text", line, column) from None
    try:
        return _loads(text)
    except json.JSONDecodeError as error:
        raise NotJson(_in_words(error.msg), error.lineno, error.colno) from None
    except RecursionError:
        raise NotJson("it is nested too deeply") from None
    except ValueError:  # what Python says of a number with thousands of digits
        raise NotJson("a number in it is too long") from None


def _loads(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_members, parse_constant=_refuse_constant)
    except _Repeated:
        _refuse_repeated(json.loads(text, object_pairs_hook=_Pairs))
        raise


def _refuse_constant(name: str) -> Any:
    """Some libraries write what a table lacks as NaN, and a reader would take that for an id."""
    raise NotJson(f"{name} is no value: write a text in double quotes, or leave the entry out")


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Repeated
    return found


def _refuse_repeated(whole: Any) -> None:
    """Raises InvalidInput for the first name that stands twice, with the way to it: "fields.0.target"."""
    waiting: list[tuple[str, Any]] = [("", whole)]
    while waiting:
        place, value = waiting.pop()
        inside: Iterable[tuple[str | int, Any]] = value if isinstance(value, _Pairs) else ()
        if isinstance(value, list) and not isinstance(value, _Pairs):
            inside = enumerate(value)
        seen: set[str | int] = set()
        for name, inner in inside:
            path = f"{place}.{name}" if place else str(name)
            if name in seen:
                shown = str(name)[:MAX_NAME]
                raise InvalidInput(f"the name {shown!r} appears twice in the same object: send it once", path)
            seen.add(name)
            waiting.append((path, inner))


def _in_words(message: str) -> str:
    return next((words for start, words in _WORDS if message.startswith(start)), message)


def _known_as(encoding: str) -> str:
    return "UTF-8" if encoding.startswith("utf-8") else encoding.upper()
