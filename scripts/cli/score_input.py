"""Reads what score.py is given: text files, standard input, and JSONL with many articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Literal

from pydantic import ValidationError

from models.errors import InvalidInput
from models.formats.po import read_po
from models.formats.tmx import read_tmx
from models.formats.units import Unit, UnitLanguages
from models.intake.requests import CheckRequest
from models.languages import LanguagePair
from models.visible_text import has_text
from service.articles.request_schemas import ArticleBody
from service.http.faults import describe_fault, faults_of
from service.http.json_text import NotJson, read_json

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
    with _opened(path) as stream:
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


def read_articles(
    path: str, pair: LanguagePair
) -> Iterator[tuple[str, CheckRequest | InvalidInput]]:
    """Each line's id with its request, or with what is wrong with it. `pair`: where a line leaves them out.

    A line may have all that the service takes of an article; what is only kept there (`metadata`, …) changes nothing.
    """
    for number, line in read_lines(path):
        yield parse_line(line, number, pair)


def read_lines(path: str) -> Iterator[tuple[int, bytes | None]]:
    """Lines that are not blank, each with its number from 1 on; None for one that is longer than MAX_BYTES."""
    with _opened(path) as stream:
        number = 0
        while line := stream.readline(MAX_BYTES + 1):
            number += 1
            if len(line) > MAX_BYTES:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(MAX_BYTES)
                yield number, None
            elif line.strip():
                yield number, line


def parse_line(
    line: bytes | None, number: int, pair: LanguagePair
) -> tuple[str, CheckRequest | InvalidInput]:
    """The id of a line's article with its request, or with what is wrong with it."""
    if line is None:
        return "", InvalidInput(f"line {number}: longer than {MAX_BYTES // 2**20} MB")
    try:
        content = read_json(line)
    except NotJson as error:
        where = f" at column {error.column}" if error.column else ""
        return "", InvalidInput(f"line {number}: not JSON{where}: {error.reason}")
    except InvalidInput as error:
        return "", InvalidInput(f"line {number}: {error}", error.field)
    return read_article(content, f"line {number}", pair)


def read_article(
    content: object, where: str, pair: LanguagePair
) -> tuple[str, CheckRequest | InvalidInput]:
    """An article that came as JSON, or as JSON would hold it: its id with its request, or with what is wrong."""
    article_id = str(content.get("id", "")) if isinstance(content, dict) else ""
    try:
        article = ArticleBody.model_validate(content).request()
    except ValidationError as error:
        return article_id, InvalidInput(f"{where}: {'; '.join(map(describe_fault, faults_of(error)))}")
    return article_id, replace(
        article,
        source_lang=article.source_lang or pair.source,
        target_lang=article.target_lang or pair.target,
    )


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    """The file as bytes, or standard input."""
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
