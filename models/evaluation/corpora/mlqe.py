"""MLQE-PE (Fomicheva et al. 2022): machine translations that raters assessed and post-edited."""

from __future__ import annotations

import html
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sacremoses import MosesDetokenizer

from models.errors import InvalidInput
from models.evaluation.corpora.files import records
from models.languages import ENGLISH, LanguagePair
from models.spans import Span

MLQE_INTO_ENGLISH = ("ro", "et", "ne", "si", "ru")
MLQE_FROM_ENGLISH = ("de", "zh")
MLQE_PAIRS = tuple(
    LanguagePair.beside_english(lang, out)
    for out, some in ((False, MLQE_INTO_ENGLISH), (True, MLQE_FROM_ENGLISH))
    for lang in some
)


@dataclass(frozen=True, slots=True)
class RatedTranslation:
    """A machine translation with human ratings.

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


def _file(folder: Path, pair: LanguagePair, part: str) -> Path:
    return folder / "mlqe-pe" / f"{pair.dashed}.{part}.jsonl.xz"


def rated_pairs(folder: Path) -> list[LanguagePair]:
    """The pairs with ratings for dev, by the names of the files; one language of each is English."""
    names = sorted(path.name.partition(".")[0] for path in (folder / "mlqe-pe").glob("*.dev.jsonl.xz"))
    found = [LanguagePair.parse(name, "-") for name in names if "-" in name]
    return [pair for pair in found if pair.source and pair.target and ENGLISH in (pair.source, pair.target)]


def has_ratings(folder: Path, pair: LanguagePair, part: str) -> bool:
    """True where `rated` finds a file to read."""
    return _file(folder, pair, part).is_file()


def rated(folder: Path, pair: LanguagePair, part: str) -> list[RatedTranslation]:
    """MLQE-PE ratings of translations into English, or from it; `part` is train, dev or test20."""
    path = _file(folder, pair, part)
    detokenizer = _detokenizer(pair.target)
    try:
        return [_rated(row, detokenizer) for row in records(path)]
    except (KeyError, TypeError) as error:
        raise InvalidInput(f"{path} holds a rating without {error}") from error


def assessed(folder: Path, pair: LanguagePair, part: str) -> list[RatedTranslation]:
    """As `rated`, but a row may have no more than a source, a target and a da_z: it is then not `tagged`."""
    path = _file(folder, pair, part)
    detokenizer = _detokenizer(pair.target)
    found = []
    for number, row in enumerate(records(path), start=1):
        try:
            item = _rated(row, detokenizer) if "target_tags" in row else _only_assessed(row)
            sound = math.isfinite(item.z) and len(item.tags) == len(item.target_tokens)
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidInput(f"{path}, line {number}: a rating without a usable {error}") from error
        if not sound:
            raise InvalidInput(f"{path}, line {number}: da_z must be a number, and each target token have one tag")
        found.append(item)
    return found


def direct_assessments(folder: Path, pair: LanguagePair, part: str) -> Iterator[tuple[str, str, float]]:
    """Sources, targets and the mean of the raters' direct assessments, in [0, 100]."""
    for row in records(_file(folder, pair, part)):
        yield row["source"], row["target"], row["da_mean"]


def _only_assessed(row: dict[str, Any]) -> RatedTranslation:
    return RatedTranslation(
        str(row["source"]), str(row["target"]), (), (), (), (), (), float(row["da_z"]), math.nan, "", tagged=False
    )


def _rated(row: dict[str, Any], detokenizer: MosesDetokenizer) -> RatedTranslation:
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
