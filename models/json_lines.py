"""JSON lines as our own files hold them: UTF-8, an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from models.errors import InvalidInput

_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
"""What some readers take for the end of a line, Python's `str.splitlines` among them, and JSON may hold as it is."""


def json_line(value: Any) -> str:
    """The value on a line of its own, whoever reads it, with the line's end."""
    return json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def read_objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with their lines' numbers, from 1; blank lines are left out.

    Raises InvalidInput for a file that cannot be read, and for a line that is no JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path} cannot be read ({error})") from error
    return objects_of(lines, path)


def objects_of(lines: Iterable[str], path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The same of lines that were read already. `path` is what errors call them by."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as error:
            raise InvalidInput(f"{path}, line {number} is not JSON ({error})") from error
        if not isinstance(found, dict):
            raise InvalidInput(f"{path}, line {number} is not a JSON object")
        yield number, found
