"""Reads what score.py is given of one article: text files, standard input. Lines of many: `score_lines`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

from models.errors import InvalidInput
from models.formats.po import read_po
from models.formats.tmx import read_tmx
from models.formats.units import Unit, UnitLanguages
from models.intake.requests import CheckRequest
from models.languages import LanguagePair
from models.visible_text import has_text

MAX_BYTES = 16 * 1024 * 1024
"""Of one file or one JSONL line; how long an article may be is the checker's to say."""
STANDARD_INPUT = "-"
Format = Literal["text", "html"]
UnitsReader = Callable[[bytes, UnitLanguages], tuple[list[Unit], UnitLanguages]]
_READERS: dict[str, UnitsReader] = {".po": read_po, ".pot": read_po, ".tmx": read_tmx}


def read_story(
    source: str | None, target: str, reference: str | None, pair: LanguagePair
) -> CheckRequest:
    """One article from its files. Raises InvalidInput, which names the file at fault, and OSError."""
    if [source, target, reference].count(STANDARD_INPUT) > 1:
        raise InvalidInput("only one of the files can be - (standard input)")
    return CheckRequest(
        target=read_text(target),
        source=None if source is None else read_text(source),
        reference=None if reference is None else read_text(reference),
        source_lang=pair.source,
        target_lang=pair.target,
        format=_common_format(source, target),
        id="" if target == STANDARD_INPUT else os.fsencode(Path(target).name).decode("utf-8", "replace"),
    )


def read_text(path: str) -> str:
    """A file's text as it stands (line ends kept, a byte-order mark dropped)."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{_name(path)} is not UTF-8 text (at byte {error.start})") from None
    if not has_text(text):
        raise InvalidInput(f"{_name(path)} is empty")
    return text


def read_bytes(path: str) -> bytes:
    """All of a file. Raises InvalidInput when there is none, or it is larger than MAX_BYTES."""
    with opened_input(path) as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise InvalidInput(f"{_name(path)} is larger than {MAX_BYTES // 2**20} MB")
    return content


def is_xliff(path: str | None) -> bool:
    """True for a file that its suffix says is XLIFF."""
    return path is not None and path.lower().endswith((".xlf", ".xliff"))


def units_reader(path: str | None) -> UnitsReader | None:
    """What reads a file that its suffix says is PO or TMX; None for others."""
    return None if path is None else _READERS.get(Path(path).suffix.lower())


@contextmanager
def opened_input(path: str) -> Iterator[BinaryIO]:
    """The file as bytes, or standard input. Raises InvalidInput where there is no such file, OSError."""
    if path == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        stream = open(path, "rb")  # noqa: SIM115 (closed below, once it is known to open)
    except FileNotFoundError:
        raise InvalidInput(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise InvalidInput(f"{path} is a folder, not a file") from None
    except ValueError:
        raise InvalidInput(f"{path!r} cannot be a file's name") from None
    with stream:
        yield stream


def _common_format(source: str | None, target: str) -> Format:
    """HTML or text, by suffix; standard input is taken to be what the other file is."""
    files = [path for path in (source, target) if path not in (None, STANDARD_INPUT)]
    formats: set[Format] = {
        "html" if str(path).lower().endswith((".html", ".htm")) else "text" for path in files
    }
    if len(formats) > 1:
        raise InvalidInput("source and target must both be HTML or both be plain text")
    return formats.pop() if formats else "text"


def _name(path: str) -> str:
    return "standard input" if path == STANDARD_INPUT else path
