"""An archive's articles in a fixed order, each by its place; none is read before its turn.

A JSONL file has an article a line, a Parquet file an article a row (`scripts.archive.parquet`). A folder holds such
files, `.json` files of one article each, and pairs of texts: `NAME.target.txt`, beside it `NAME.source.txt` where the
source is known (`.html` likewise).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from models.errors import InvalidInput
from models.intake.requests import CheckRequest
from models.languages import LanguagePair
from scripts.archive.parquet import rows_of
from scripts.cli.score_input import read_bytes, read_story
from scripts.cli.score_lines import parse_line, read_article, read_lines

JSONL, PARQUET, JSON = (".jsonl", ".ndjson"), (".parquet",), (".json",)
TARGETS = (".target.txt", ".target.html", ".target.htm")
UNTOLD = LanguagePair("", "")
Read = tuple[str, CheckRequest | InvalidInput]


@dataclass(frozen=True, slots=True)
class ArchivedArticle:
    """An article not read yet. `place`: its file, and its line or row from 1 on, such as `2026/stories.jsonl:17`.

    `read()` gives its id with its request, or with what is wrong with it; only OSError is raised.
    """

    place: str
    read: Callable[[], Read]


@dataclass(frozen=True, slots=True)
class Shard:
    """One of `of` parts of an archive, `number` from 1 on: every article is in exactly one."""

    number: int = 1
    of: int = 1

    def part_of(self, articles: Iterator[ArchivedArticle]) -> Iterator[ArchivedArticle]:
        """Every `of`-th article: shards are alike in size, wherever in an archive the long articles stand."""
        return islice(articles, self.number - 1, None, self.of)


def parse_shard(text: str) -> Shard:
    """parse_shard("3/8") == Shard(3, 8). Raises InvalidInput for what is no shard."""
    number, slash, of = text.partition("/")
    if not (slash and all(part.isascii() and part.isdigit() for part in (number, of))):
        raise InvalidInput(f"a shard is written 3/8 (the third of eight), not {text!r}")
    if not 1 <= int(number) <= int(of):
        raise InvalidInput(f"there is no shard {text}: of eight, 1/8 is the first and 8/8 the last")
    return Shard(int(number), int(of))


@dataclass(frozen=True, slots=True)
class Archive:
    """Files with articles, in order. `pair`: the languages of articles that name none."""

    root: Path
    files: tuple[Path, ...]
    pair: LanguagePair = UNTOLD

    def articles(self) -> Iterator[ArchivedArticle]:
        """All of them. Raises InvalidInput for a file that cannot be read at all, and OSError."""
        for path in self.files:
            yield from _articles_in(path, path.relative_to(self.root).as_posix(), self.pair)

    @property
    def identity(self) -> str:
        """Names the files by their names and sizes: where it is the same, so are the articles' places."""
        listing = "\n".join(f"{path.relative_to(self.root).as_posix()} {path.stat().st_size}" for path in self.files)
        return hashlib.sha256(listing.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def open_archive(path: str, pair: LanguagePair = UNTOLD) -> Archive:
    """The archive at a path. Raises InvalidInput where there is none."""
    found = Path(path)
    if found.is_dir():
        inside = [file.relative_to(found) for file in found.rglob("*") if file.is_file()]
        seen = [file for file in inside if not any(part.startswith(".") for part in file.parts)]
        files = tuple(found / file for file in sorted(seen, key=lambda file: file.as_posix()) if _has_articles(file))
        if not files:
            known = ", ".join((*JSONL, *PARQUET, *JSON, *TARGETS))
            raise InvalidInput(f"{path}: no file in this folder is of a kind that holds articles ({known})")
        return Archive(found, files, pair)
    if not found.is_file():
        raise InvalidInput(f"{path}: there is no such file or folder")
    if not found.name.lower().endswith((*JSONL, *PARQUET)):
        raise InvalidInput(f"{path}: an archive is a .jsonl or .parquet file, or a folder")
    return Archive(found.parent, (found,), pair)


def _has_articles(path: Path) -> bool:
    return path.name.lower().endswith((*JSONL, *PARQUET, *JSON, *TARGETS))


def _articles_in(path: Path, place: str, pair: LanguagePair) -> Iterator[ArchivedArticle]:
    name = path.name.lower()
    if name.endswith(JSONL):
        for number, line in read_lines(str(path)):
            yield ArchivedArticle(f"{place}:{number}", partial(parse_line, line, number, pair))
    elif name.endswith(PARQUET):
        for number, row in enumerate(rows_of(path), start=1):
            yield ArchivedArticle(f"{place}:{number}", partial(read_article, row, f"row {number}", pair))
    elif name.endswith(TARGETS):
        yield ArchivedArticle(place, partial(_read_pair, path, pair))
    else:
        yield ArchivedArticle(place, partial(_read_json, path, place, pair))


def _read_json(path: Path, place: str, pair: LanguagePair) -> Read:
    try:
        return parse_line(read_bytes(str(path)), 1, pair)
    except InvalidInput as error:
        return place, error


def _read_pair(path: Path, pair: LanguagePair) -> Read:
    """The target at `path` with the source beside it. The id is the name that they share."""
    stem, _, suffix = path.name.rpartition(".")
    shared = stem[: -len(".target")]
    source = path.with_name(f"{shared}.source.{suffix}")
    try:
        request = read_story(str(source) if source.is_file() else None, str(path), None, pair)
    except InvalidInput as error:
        return shared, error
    return shared, request
