"""The files that data lies in: xz-compressed UTF-8, one record a line."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.errors import InvalidInput
from models.json_lines import objects_of


def lines(path: Path) -> Iterator[str]:
    """The lines of an xz file without their ends. Raises InvalidInput when it is missing or damaged."""
    if not path.is_file():
        raise InvalidInput(f"no data file {path}: give the folder that holds it with --data")
    try:
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                yield line.rstrip("\n")
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path} is not a whole xz file of UTF-8 text ({error}): fetch it again") from error


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of an xz JSON-lines file. Raises InvalidInput, naming the line that is none."""
    return (found for _, found in objects_of(lines(path), path))
