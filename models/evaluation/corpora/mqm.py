"""MQM ratings (Freitag et al. 2021): errors that professional raters marked in machine translations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.evaluation.corpora.files import records
from models.languages import LanguagePair


@dataclass(frozen=True, slots=True)
class ExpertRating:
    """What one rater marked in a translation: (start, end, severity in lower case, category), offsets in `target`.

    Marks of a category that begins with "Source" lie in the source.
    """

    pair: LanguagePair
    source: str
    target: str
    marks: tuple[tuple[int, int, str, str], ...]

    @property
    def target_marks(self) -> tuple[tuple[int, int, str, str], ...]:
        """Those in the target."""
        return tuple(mark for mark in self.marks if not mark[3].startswith("Source"))


def rated_for_training(folder: Path) -> Iterator[ExpertRating]:
    """All pairs, one rating after another: a translation stands there once for each of its raters."""
    for row in records(folder / "mqm" / "train.jsonl.xz"):
        yield _rating(row, LanguagePair.parse(row["lp"], "-"))


def rated_dev(folder: Path, pair: LanguagePair) -> Iterator[ExpertRating]:
    """The translations of one pair that are kept for measuring."""
    for row in records(folder / "mqm" / f"{pair.dashed}.dev.jsonl.xz"):
        yield _rating(row, pair)


def _rating(row: dict[str, Any], pair: LanguagePair) -> ExpertRating:
    marks = tuple((start, end, severity.lower(), category) for start, end, severity, category in row["spans"])
    return ExpertRating(pair, row["src"], row["mt"], marks)
