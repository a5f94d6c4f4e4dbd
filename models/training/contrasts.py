"""Examples out of written contrasts: a source, two faithful translations, and a machine-like one with marked errors.

They were written by a language model that knows both languages; the model card says so. The faithful translations
teach that paraphrase is no error, the third what an error is, of what kind and how severe, and which source words it
answers to.
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
from models.evaluation import corpora
from models.languages import ENGLISH, LanguagePair
from models.network.kinds import OMISSION, UNKNOWN_KIND, kind_number
from models.spans import Span
from models.text.words import word_spans, words
from models.training.rows import LEVELS, UNKNOWN, Example, Group

SOUND_Z = 0.9
COSTS = (0.4, 1.2, 1.8)
"""Of an error of each level, in z."""
MARGINS = (0.3, 1.0, 1.3)
"""By how much the faithful translation is better than one whose worst error is of that level, in z."""
MIN_Z = -2.0
WEIGHT = 0.3
OURS = Path(__file__).resolve().parent / "written"
"""The contrasts that were written beside this code; further ones are part of the data."""
_SENTENCE_END, _CLAUSE_END = regex.compile(r"(?<=[.؟!])\s+"), regex.compile(r"(?<=[.؟!؛:])\s+")


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


def read_contrasts(
    folder: Path, part: str, sources: Mapping[str, str] = MappingProxyType({})
) -> Iterator[WrittenContrast]:
    """All languages' contrasts of a part (train, dev) in a folder.

    A record without a source has its `source_digest`, a key of `sources` (`news_sources`). Raises InvalidInput for a
    broken record.
    """
    for path in sorted(folder.glob(f"*.{part}.jsonl.xz")):
        for number, record in enumerate(corpora.records(path), start=1):
            try:
                if "source" not in record:
                    record["source"] = sources[record["source_digest"]]
                yield contrast(record)
            except (KeyError, ValueError) as error:
                raise InvalidInput(f"{path}, record {number}: {error}") from error


def news_sources(data: Path) -> dict[str, str]:
    """The sentences of the ANT Corpus (Arabic news) by digest: they are not ours to keep beside what we wrote."""
    found = {}
    for line in corpora.lines(data / "text" / "antcorpus.ar.txt.xz"):
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


def contrast_group(item: WrittenContrast) -> Group:
    """The three translations; the faithful ones come first."""
    sound = [_sound(item, text) for text in (item.good, item.also_good)]
    examples = [*sound, _bad(item)]
    if item.worst is None:
        return Group(examples)
    return Group(examples, [(better, 2, MARGINS[item.worst]) for better in (0, 1)])


def _sound(item: WrittenContrast, text: str) -> Example:
    target = [span.of(text) for span in word_spans(text)]
    source = [span.of(item.source) for span in word_spans(item.source)]
    right, answered, whole = [0.0] * len(target), [0.0] * len(source), [0.0] * (len(target) + 1)
    return Example(item.pair, target, source, right, answered, SOUND_Z, 0.0, WEIGHT, whole)


def _bad(item: WrittenContrast) -> Example:
    spans, source_spans = word_spans(item.bad), word_spans(item.source)
    wrong, severity, kind = [0.0] * len(spans), [UNKNOWN] * len(spans), [UNKNOWN_KIND] * len(spans)
    lost, gaps = [0.0] * len(source_spans), [0.0] * (len(spans) + 1)
    for mark in item.marks:
        inside = [index for index, span in enumerate(spans) if span.overlaps(mark.span)]
        if mark.omission:
            gaps[inside[-1] + 1] = 1.0
        else:
            for index in inside:
                wrong[index], severity[index], kind[index] = 1.0, float(mark.level), kind_number(mark.kind)
        for index, span in enumerate(source_spans):
            if mark.source is not None and span.overlaps(mark.source):
                lost[index] = 1.0
    z = max(MIN_Z, SOUND_Z - sum(COSTS[mark.level] for mark in item.marks))
    return Example(
        item.pair,
        [span.of(item.bad) for span in spans],
        [span.of(item.source) for span in source_spans],
        wrong,
        lost,
        z,
        0.0,
        WEIGHT,
        gaps,
        severity=severity,
        kind=kind,
    )


def gender_groups(folder: Path) -> Iterator[Group]:
    """MT-GenEval (Currey et al. 2022): English whose gender the sentence before tells, in Arabic of either gender.

    The words that the wrong one has and the right one has not are wrong.
    """
    into_arabic = LanguagePair(ENGLISH, "ar")
    for row in corpora.records(folder / "parallel" / "ar-en.gender-contrast.jsonl.xz"):
        source = words(f"{row['en_context']} {row['en']}")
        right, other = words(row["ar"]), words(row["ar_wrong_gender"])
        wrong = [float(word not in right) for word in other]
        if not any(wrong):
            continue
        kind = [kind_number("pronoun_reference") if value else UNKNOWN_KIND for value in wrong]
        sound = Example(into_arabic, right, source, [0.0] * len(right))
        yield Group([sound, Example(into_arabic, other, source, wrong, kind=kind)], [(0, 1, 0.5)])
