"""Written contrasts: a source, two faithful translations and a machine-like one with marked errors.

They were written by a language model that knows both languages; the model card says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

import regex

from models.errors import InvalidInput
from models.evaluation.corpora.files import lines, records
from models.languages import LanguagePair
from models.network.kinds import LEVELS, OMISSION
from models.spans import Span

_SENTENCE_END, _CLAUSE_END = regex.compile(r"(?<=[.؟!])\s+"), regex.compile(r"(?<=[.؟!؛:])\s+")
FAITHFUL_WEIGHT = 0.5
"""Of what is found in one of the two faithful versions: together they count as much as the machine-like one."""


@dataclass(frozen=True, slots=True)
class ErrorMark:
    """A marked error: where it stands in the translation (of an omission: the words before the gap) and the source."""

    span: Span
    level: int
    kind: str
    source: Span | None
    should: str

    @property
    def omission(self) -> bool:
        """True where words are missing behind `span`."""
        return self.kind == OMISSION


@dataclass(frozen=True, slots=True)
class WrittenContrast:
    """One record; `marks` are the errors of `bad`."""

    pair: LanguagePair
    source: str
    good: str
    also_good: str
    bad: str
    marks: Sequence[ErrorMark]

    @property
    def worst(self) -> int | None:
        """The level of the worst error, None where `bad` is sound."""
        return max((mark.level for mark in self.marks), default=None)


def written_folder(folder: Path) -> Path:
    """Where the contrasts of the data folder lie."""
    return folder / "written"


def written_dev(folder: Path) -> Iterator[WrittenContrast]:
    """Those of the data folder that are kept for measuring; none where it has none. Raises as `read_contrasts`."""
    return read_contrasts(written_folder(folder), "dev")


def read_contrasts(
    folder: Path, part: str, sources: Mapping[str, str] = MappingProxyType({})
) -> Iterator[WrittenContrast]:
    """All languages' contrasts of a part (train, dev) in a folder.

    A record without a source has its `source_digest`, a key of `sources` (`news_sources`). Raises InvalidInput for a
    broken record.
    """
    for path in sorted(folder.glob(f"*.{part}.jsonl.xz")):
        for number, record in enumerate(records(path), start=1):
            try:
                if "source" not in record:
                    record["source"] = sources[record["source_digest"]]
                yield contrast(record)
            except (KeyError, ValueError) as error:
                raise InvalidInput(f"{path}, record {number}: {error}") from error


def news_sources(data: Path) -> dict[str, str]:
    """The sentences of the ANT Corpus (Arabic news) by digest: they are not ours to keep beside what we wrote."""
    found = {}
    for line in lines(data / "text" / "antcorpus.ar.txt.xz"):
        for sentence in (line.strip(), *_SENTENCE_END.split(line.strip()), *_CLAUSE_END.split(line.strip())):
            found[digest(sentence)] = sentence
    return found


def digest(sentence: str) -> str:
    """The first 16 hex digits of a source sentence's SHA-256."""
    return sha256(sentence.encode()).hexdigest()[:16]


def contrast(record: dict[str, Any]) -> WrittenContrast:
    """A record as it stands in the file. Raises KeyError or ValueError for what is missing or not found."""
    marks = []
    for error in record["errors"]:
        text = error["after"] if error["kind"] == OMISSION else error["text"]
        start = record["bad"].index(text)
        place = record["source"].find(error.get("source") or "\0")
        source = Span(place, place + len(error["source"])) if place >= 0 else None
        marks.append(
            ErrorMark(
                Span(start, start + len(text)),
                LEVELS[error["severity"]],
                error["kind"],
                source,
                error.get("should", ""),
            )
        )
    return WrittenContrast(
        LanguagePair.beside_english(record["lang"], bool(record.get("from_english"))),
        record["source"],
        record["good"],
        record["also_good"],
        record["bad"],
        marks,
    )
