"""Texts of their own kind: news in English, and sentences in which one gender is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.evaluation.corpora.files import records


@dataclass(frozen=True, slots=True)
class GenderContrast:
    """English, the sentence before it, which tells the gender, and Arabic of the right and of the wrong one."""

    context: str
    source: str
    right: str
    wrong: str


def wikinews(folder: Path) -> Iterator[str]:
    """The paragraphs of English Wikinews."""
    for record in records(folder / "text" / "wikinews.en.jsonl.xz"):
        yield from record["paragraphs"]


def gender_contrasts(folder: Path) -> Iterator[GenderContrast]:
    """MT-GenEval (Currey et al. 2022)."""
    for row in records(folder / "parallel" / "ar-en.gender-contrast.jsonl.xz"):
        yield GenderContrast(row["en_context"], row["en"], row["ar"], row["ar_wrong_gender"])
