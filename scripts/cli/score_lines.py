"""Reads JSONL with many articles, as score.py is given it; whoever checks one article needs none of this."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import ValidationError

from models.errors import InvalidInput
from models.intake.requests import CheckRequest
from models.languages import LanguagePair
from scripts.cli.score_input import MAX_BYTES, opened_input
from service.articles.request_schemas import ArticleBody
from service.http.faults import describe_fault, faults_of
from service.http.json_text import NotJson, read_json


def read_articles(
    path: str, pair: LanguagePair
) -> Iterator[tuple[str, str, CheckRequest | InvalidInput]]:
    """Which line ("line 3"), its id and its request, or what is wrong with it. `pair`: where a line leaves them out.

    A line may have all that the service takes of an article; what is only kept there (`metadata`, …) changes nothing.
    """
    for number, line in read_lines(path):
        yield f"line {number}", *parse_line(line, number, pair)


def read_lines(path: str) -> Iterator[tuple[int, bytes | None]]:
    """Lines that are not blank, each with its number from 1 on; None for one that is longer than MAX_BYTES."""
    with opened_input(path) as stream:
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
