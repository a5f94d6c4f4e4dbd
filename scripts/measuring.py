"""What the measuring scripts have in common: their options, where the report goes, probabilities as ratings."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from models.report import WordRating
from models.spans import Span


def options(doc: str | None, data: bool = True) -> argparse.ArgumentParser:
    """A parser with `-o FILE` and, unless told otherwise, `--data FOLDER`."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    if data:
        parser.add_argument("--data", type=Path, required=True, help="the data folder")
    parser.add_argument("-o", type=Path, default=None, metavar="FILE", help="write the report there as well")
    return parser


def publish(report: str, file: Path | None) -> None:
    """Prints a report and, where a file was named, writes it there."""
    print(report)
    if file:
        file.write_text(report, encoding="utf-8")


def word_ratings(spans: Sequence[Span], probabilities: Iterable[float], seen: bool) -> list[WordRating]:
    """The words at `spans` as they are rated from one view: with (`seen`) or without the source."""
    return [
        WordRating(span, 0.0, float(p)) if seen else WordRating(span, float(p), None)
        for span, p in zip(spans, probabilities, strict=True)
    ]
