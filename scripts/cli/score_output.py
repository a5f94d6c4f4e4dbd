"""Writes what score.py has found: to a file or to standard output, for people or for programs."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from models.errors import InvalidInput
from models.json_lines import json_line
from models.rendering.html import render_html
from models.rendering.runs import spell_out
from models.rendering.text import render_text
from models.report import ArticleReport


class ReportFormat(StrEnum):
    """How a report is written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


class ReaderGone(Exception):
    """Whoever read standard output has stopped. (On a BrokenPipeError Typer would end with code 1.)"""


@contextmanager
def open_output(path: str | None, inputs: Iterable[str]) -> Iterator[TextIO]:
    """The file at `path` or standard output. Raises InvalidInput for an input, ReaderGone, OSError."""
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
            sys.stdout.reconfigure(encoding="utf-8")
        elif isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")
        try:
            yield sys.stdout
            sys.stdout.flush()
        except BrokenPipeError:
            raise ReaderGone from None
        return
    _refuse_input(path, inputs)
    with open(path, "w", encoding="utf-8") as stream:
        yield stream


def write_file(content: bytes, path: str | None, inputs: Iterable[str]) -> None:
    """Bytes into the file at `path` or to standard output. Raises as `open_output`."""
    if path is not None:
        _refuse_input(path, inputs)
        Path(path).write_bytes(content)
        return
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def _refuse_input(path: str, inputs: Iterable[str]) -> None:
    if any(os.path.exists(path) and os.path.exists(read) and os.path.samefile(path, read) for read in inputs):
        raise InvalidInput(f"{path} is an input: it would be overwritten")


def write_report(report: ArticleReport, wanted: ReportFormat, stream: TextIO) -> None:
    """One report in the wanted format, at once (an archive's reader may be waiting for it)."""
    match wanted:
        case ReportFormat.TEXT:
            stream.write(render_text(report, terminal=stream.isatty()))
        case ReportFormat.JSON:
            stream.write(json.dumps(report.to_dict(), ensure_ascii=False, indent=2) + "\n")
        case ReportFormat.JSONL:
            stream.write(json_line(report.to_dict()))
        case ReportFormat.HTML:
            stream.write(render_html(report))
    stream.flush()


def write_error(article_id: str, message: str, wanted: ReportFormat, stream: TextIO) -> None:
    """An article that could not be checked, in its place (in a text report: on standard error)."""
    if wanted is ReportFormat.JSONL:
        # ASCII, because what is wrong may be that the id cannot be written as UTF-8
        stream.write(json.dumps({"id": article_id, "error": message}) + "\n")
        stream.flush()
    else:
        print_error(f"{article_id}: {message}" if article_id else message)


def unscored(report: ArticleReport) -> str:
    """What the model has not scored of an article as a whole, and why; "" where it has scored all it could.

    A verdict then rests on less than somebody who only looks at the exit code believes.
    """
    if report.coverage.checked and (report.consistency is not None or report.article.source is None):
        return ""
    what = "consistency was not scored" if report.coverage.checked else "the model has scored nothing"
    return f"{what}. {' '.join(report.coverage.notes)}".strip()


def print_error(message: str) -> None:
    """One line on standard error, whatever the message holds."""
    print("score.py:", spell_out(" ".join(message.split())), file=sys.stderr)
