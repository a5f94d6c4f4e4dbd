"""Readers for the training and test data: parallel text, lexicons, MLQE-PE, MQM, DEMETR.

Every file is xz-compressed UTF-8, one record a line. `folder` is always the data folder, whose layout the
model card describes.
"""

from __future__ import annotations

import html
import json
import lzma
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sacremoses import MosesDetokenizer

from models.errors import InvalidInput
from models.languages import LanguagePair
from models.spans import Span

RESEARCH_ONLY = frozenset(
    {
        "newstest", "wmt21_refs", "wmt22_refs", "multi30k", "freecodecamp", "freecodecamp_llm2026",
        "kobo_docs", "privacyguides", "baligh", "who_app_covid",
    }
)  # fmt: skip
"""Origins whose terms allow research only or are unclear: left out unless asked for."""

PARALLEL = ("ar", "cs", "de", "es", "fa", "fr", "he", "it", "pt", "ro", "ru", "tr", "uk", "zh")
LEXICONS = ("ar", "de", "es", "fa", "fr", "he", "it", "pt", "ro", "ru", "tr", "zh")
MLQE_INTO_ENGLISH = ("ro", "et", "ne", "si", "ru")
MLQE_FROM_ENGLISH = ("de", "zh")
MLQE_PAIRS = tuple(
    LanguagePair.beside_english(lang, out)
    for out, some in ((False, MLQE_INTO_ENGLISH), (True, MLQE_FROM_ENGLISH))
    for lang in some
)
DEMETR_LANGUAGES = {
    "chinese_simple": "zh", "czech": "cs", "french": "fr", "german": "de", "hindi": "hi", "italian": "it",
    "japanese": "ja", "polish": "pl", "russian": "ru", "spanish": "es",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence (or word) and its translation, with the name of the collection it comes from."""

    source: str
    target: str
    origin: str


@dataclass(frozen=True, slots=True)
class RatedTranslation:
    """A machine translation with human judgements (MLQE-PE; Fomicheva et al. 2022).

    `tags`: True where a target token is wrong. `gaps`: True where something is missing before target token k, the
    last one after them all. `z`: direct assessment, standardised per rater.
    `hter`: share of words that the post-editor changed, [0, 1]. `tagged`: False where nobody marked words or edited.
    """

    source: str
    target: str
    source_tokens: tuple[str, ...]
    target_tokens: tuple[str, ...]
    tags: tuple[bool, ...]
    source_tags: tuple[bool, ...]
    gaps: tuple[bool, ...]
    z: float
    hter: float
    post_edit: str
    tagged: bool = True


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two English texts of which one is worse by one `kind` of fault; `source` in `lang`, or None and ""."""

    lang: str
    kind: str
    source: str | None
    better: str
    worse: str


def lines(path: Path) -> Iterator[str]:
    """The lines of an xz file without their ends. Raises InvalidInput when it is missing or damaged."""
    if not path.is_file():
        raise InvalidInput(f"no data file {path}: give the folder that holds it with --data")
    try:
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                yield line.rstrip("\n")
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path} is not a whole xz file of UTF-8 text ({error}): fetch it again") from error


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of an xz JSON-lines file. Raises InvalidInput, naming the line that is none."""
    for number, line in enumerate(lines(path), start=1):
        try:
            record = json.loads(line)
        except ValueError as error:
            raise InvalidInput(f"{path}, line {number} is not JSON ({error})") from error
        if not isinstance(record, dict):
            raise InvalidInput(f"{path}, line {number} is not a JSON object")
        yield record


def parallel(folder: Path, lang: str, open_terms: bool = True) -> Iterator[Pair]:
    """Parallel sentences of a language with English; `open_terms` leaves research-only origins out."""
    return _pairs(folder / "parallel" / f"{lang}-en.train.tsv.xz", open_terms)


def lexicon(folder: Path, lang: str, open_terms: bool = True) -> Iterator[Pair]:
    """Dictionary entries and names of a language with English."""
    return _pairs(folder / "parallel" / f"{lang}-en.lexicon.tsv.xz", open_terms)


def flores(folder: Path, lang: str) -> list[Pair]:
    """The FLORES-200 dev text: human translations, 1,012 sentences a language."""
    return list(_pairs(folder / "dev" / f"flores.{lang}-en.tsv.xz", open_terms=False))


def _pairs(path: Path, open_terms: bool) -> Iterator[Pair]:
    for number, line in enumerate(lines(path), start=1):
        source, tab, others = line.partition("\t")
        if not tab:
            raise InvalidInput(f"{path}, line {number} has no tab between source and target")
        target, *rest = others.split("\t")
        origin = rest[0] if rest else path.stem
        if source and target and not (open_terms and origin in RESEARCH_ONLY):
            yield Pair(source, target, origin)


def judged(folder: Path, pair: LanguagePair, part: str) -> list[RatedTranslation]:
    """MLQE-PE judgements of translations into English, or from it; `part` is train, dev or test20."""
    path = folder / "mlqe-pe" / f"{pair.dashed}.{part}.jsonl.xz"
    detokenizer = _detokenizer(pair.target)
    try:
        return [_judged(row, detokenizer) for row in records(path)]
    except (KeyError, TypeError) as error:
        raise InvalidInput(f"{path} holds a judgement without {error}") from error


def assessed(folder: Path, pair: LanguagePair, part: str) -> list[RatedTranslation]:
    """As `judged`, but a row may have no more than a source, a target and a da_z: it is then not `tagged`."""
    path = folder / "mlqe-pe" / f"{pair.dashed}.{part}.jsonl.xz"
    detokenizer = _detokenizer(pair.target)
    found = []
    for number, row in enumerate(records(path), start=1):
        try:
            item = _judged(row, detokenizer) if "target_tags" in row else _only_assessed(row)
            sound = math.isfinite(item.z) and len(item.tags) == len(item.target_tokens)
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidInput(f"{path}, line {number}: a judgement without a usable {error}") from error
        if not sound:
            raise InvalidInput(f"{path}, line {number}: da_z must be a number, and each target token have one tag")
        found.append(item)
    return found


def _only_assessed(row: dict[str, Any]) -> RatedTranslation:
    return RatedTranslation(
        str(row["source"]), str(row["target"]), (), (), (), (), (), float(row["da_z"]), math.nan, "", tagged=False
    )


def _judged(row: dict[str, Any], detokenizer: MosesDetokenizer) -> RatedTranslation:
    return RatedTranslation(
        source=row["source"],
        target=row["target"],
        source_tokens=tuple(row["source_tokens"]),
        target_tokens=tuple(row["target_tokens"]),
        tags=tuple(tag == "BAD" for tag in row["target_tags"]),
        source_tags=tuple(tag == "BAD" for tag in row["source_tags"]),
        gaps=tuple(tag == "BAD" for tag in row["gap_tags"]),
        z=row["da_z"],
        hter=row["hter"],
        post_edit=detokenizer.detokenize(row["post_edit_tokens"]),
    )


def demetr(folder: Path) -> Iterator[Contrast]:
    """DEMETR (Karpinska et al. 2022): machine translations and the same damaged; for measuring only.

    Its "reference" kind, a human translation in place of the damaged one, is no damage and left out.
    """
    for row in records(folder / "tests" / "demetr.jsonl.xz"):
        if not row["pert_name"].endswith("_reference"):
            yield Contrast(DEMETR_LANGUAGES[row["lang"]], row["pert_name"], row["src"], row["mt"], row["pert"])


def blimp(folder: Path) -> Iterator[Contrast]:
    """BLiMP (Warstadt et al. 2020): acceptable and unacceptable English by phenomenon; for measuring only."""
    for line in lines(folder / "tests" / "blimp.tsv.xz"):
        better, worse, _, _, phenomenon = line.split("\t")
        yield Contrast("", phenomenon, None, better, worse)


@cache
def _detokenizer(lang: str) -> MosesDetokenizer:
    """Moses's own rules backwards: the data has the post-edits as tokens only."""
    return MosesDetokenizer(lang)


def token_spans(tokens: Sequence[str], text: str) -> list[Span | None]:
    """Where Moses tokens stand in the untokenised text; None for one that cannot be found.

    [s and s.of("It's 5.") for s in token_spans(["It", "&apos;s", "5", "."], "It's 5.")] == ["It", "'s", "5", "."]
    """
    spans: list[Span | None] = []
    place = 0
    for token in tokens:
        plain = html.unescape(token).replace("@-@", "-")
        found = text.find(plain, place)
        if not plain or found < 0 or found > place + 60:
            spans.append(None)
            continue
        spans.append(Span(found, found + len(plain)))
        place = found + len(plain)
    return spans
