"""Sentences and words with their translations by people: parallel text, lexicons, FLORES."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.errors import InvalidInput
from models.evaluation.corpora.files import lines

RESEARCH_ONLY = frozenset(
    {
        "newstest", "wmt21_refs", "wmt22_refs", "multi30k", "freecodecamp", "freecodecamp_llm2026",
        "kobo_docs", "privacyguides", "baligh", "who_app_covid",
    }
)  # fmt: skip
"""Origins whose terms allow research only or are unclear: left out unless asked for."""

PARALLEL = ("ar", "cs", "de", "es", "fa", "fr", "he", "it", "pt", "ro", "ru", "tr", "uk", "zh")
LEXICONS = ("ar", "de", "es", "fa", "fr", "he", "it", "pt", "ro", "ru", "tr", "zh")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence (or word) and its translation, with the name of the collection it comes from."""

    source: str
    target: str
    origin: str


def parallel(folder: Path, lang: str, open_terms: bool = True) -> Iterator[Pair]:
    """Parallel sentences of a language with English; `open_terms` leaves research-only origins out."""
    return _pairs(folder / "parallel" / f"{lang}-en.train.tsv.xz", open_terms)


def lexicon(folder: Path, lang: str, open_terms: bool = True) -> Iterator[Pair]:
    """Dictionary entries and names of a language with English."""
    return _pairs(folder / "parallel" / f"{lang}-en.lexicon.tsv.xz", open_terms)


def flores(folder: Path, lang: str) -> list[Pair]:
    """The FLORES-200 dev text: human translations, 1,012 sentences a language."""
    return list(_pairs(_flores(folder, lang), open_terms=False))


def has_flores(folder: Path, lang: str) -> bool:
    """True where the folder has that text of a language."""
    return _flores(folder, lang).is_file()


def _flores(folder: Path, lang: str) -> Path:
    return folder / "dev" / f"flores.{lang}-en.tsv.xz"


def _pairs(path: Path, open_terms: bool) -> Iterator[Pair]:
    for number, line in enumerate(lines(path), start=1):
        source, tab, others = line.partition("\t")
        if not tab:
            raise InvalidInput(f"{path}, line {number} has no tab between source and target")
        target, *rest = others.split("\t")
        origin = rest[0] if rest else path.stem
        if source and target and not (open_terms and origin in RESEARCH_ONLY):
            yield Pair(source, target, origin)


def human_translations(folder: Path) -> dict[str, Path]:
    """The files named `….XX-en.tsv.xz` of a folder, by the language XX, which is not English."""
    return {path.name.split(".")[-3].removesuffix("-en"): path for path in sorted(folder.glob("*.*-en.tsv.xz"))}


def translations_in(path: Path) -> list[Pair]:
    """The translations of such a file, whatever their terms; lines without a source or a target are left out."""
    return list(_pairs(path, open_terms=False))
