"""JSON as it comes in: read, or refused with the place where it breaks off and what is wrong there."""

from __future__ import annotations

import json
from typing import Any

from models.errors import CheckerError

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


class NotJson(CheckerError):
    """A text is no JSON. `line` and `column` count from 1; both are 0 where there is no place to name."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(f"line {line}, column {column}: {reason}" if line else reason)
        self.reason, self.line, self.column = reason, line, column


def read_json(content: bytes) -> Any:
    """What a body, or a line of one, holds. Raises NotJson, which says where it breaks off: `{"a" 1}` at column 6."""
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
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise NotJson(_in_words(error.msg), error.lineno, error.colno) from None
    except RecursionError:
        raise NotJson("it is nested too deeply") from None
    except ValueError:  # what Python says of a number with thousands of digits
        raise NotJson("a number in it is too long") from None


def _in_words(message: str) -> str:
    return next((words for start, words in _WORDS if message.startswith(start)), message)


def _known_as(encoding: str) -> str:
    return "UTF-8" if encoding.startswith("utf-8") else encoding.upper()
