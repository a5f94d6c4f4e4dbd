"""Sound texts and the same damaged, for measuring only: DEMETR, BLiMP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.evaluation.corpora.files import lines, records

DEMETR_LANGUAGES = {
    "chinese_simple": "zh", "czech": "cs", "french": "fr", "german": "de", "hindi": "hi", "italian": "it",
    "japanese": "ja", "polish": "pl", "russian": "ru", "spanish": "es",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two English texts of which one is worse by one `kind` of fault; `source` in `lang`, or None and ""."""

    lang: str
    kind: str
    source: str | None
    better: str
    worse: str


def demetr(folder: Path) -> Iterator[Contrast]:
    """DEMETR (Karpinska et al. 2022): machine translations and the same damaged; for measuring only.

    Its "reference" kind, a human translation in place of the damaged one, is no damage and left out; so are sentences
    in which a kind found nothing to damage, so that both texts are the same.
    """
    for row in records(folder / "tests" / "demetr.jsonl.xz"):
        if not row["pert_name"].endswith("_reference") and row["mt"] != row["pert"]:
            yield Contrast(DEMETR_LANGUAGES[row["lang"]], row["pert_name"], row["src"], row["mt"], row["pert"])


def blimp(folder: Path) -> Iterator[Contrast]:
    """BLiMP (Warstadt et al. 2020): acceptable and unacceptable English by phenomenon; for measuring only."""
    for line in lines(folder / "tests" / "blimp.tsv.xz"):
        better, worse, _, _, phenomenon = line.split("\t")
        yield Contrast("", phenomenon, None, better, worse)
