"""Training examples as words with gold, and as token rows with gold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from models.languages import LanguagePair
from models.network.kinds import UNKNOWN_KIND
from models.network.pairs import SOURCE, TRANSLATION, Encoded, PairTokenizer

UNKNOWN = math.nan
MAX_SUBWORDS = 110
"""A side: longer examples are left out of training (not of scoring)."""


@dataclass(frozen=True, slots=True)
class Example:
    """A translation with gold.

    `pair`: into English, or out of it. `wrong[j]` in [0, 1] for target word j (nan: unknown), `lost[i]` the same for
    source words, that they are translated wrongly or not at all. `edited[j]`: whether a post-editor changed target word
    j; `gaps[j]`: whether something is missing before target word j, one more than words; both are empty where nobody
    looked.
    `severity[j]` (LEVELS, nan: unknown) and `kind[j]` (an index of KINDS) of wrong words, empty where unknown.
    `z` and `hter` count `sentence_weight` times, and
    `wrong` `word_weight` times as much as an error that someone marked. `rated`: people rated the translation, so that
    `z` and `hter` are theirs; else they follow from the errors that are known to be there.
    """

    pair: LanguagePair
    target: Sequence[str]
    source: Sequence[str] | None
    wrong: Sequence[float]
    lost: Sequence[float] = ()
    z: float = 0.0
    hter: float = 0.0
    sentence_weight: float = 0.0
    gaps: Sequence[float] = ()
    edited: Sequence[float] = ()
    severity: Sequence[float] = ()
    kind: Sequence[int] = ()
    word_weight: float = 1.0
    rated: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Translations of one source that are seen together: `worse` are pairs (better, worse, margin in z).

    Each example is of its own where there is nothing to compare.
    """

    examples: Sequence[Example]
    worse: Sequence[tuple[int, int, float]] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """Gold per token, nan (kind: -1) where there is none; of `ReportRow.encoded`'s length."""

    error: NDArray[np.float32]
    edited: NDArray[np.float32]
    gap: NDArray[np.float32]
    lost: NDArray[np.float32]
    severity: NDArray[np.float32]
    kind: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """An encoded example with its gold per token."""

    encoded: Encoded
    gold: Gold
    z: float
    hter: float
    sentence_weight: float
    word_weight: float = 1.0
    rated: bool = False


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows of a group; see Group."""

    rows: list[TrainingRow] = field(default_factory=list)
    worse: Sequence[tuple[int, int, float]] = ()


def without_source(example: Example) -> Example:
    """The same target without its source."""
    return replace(example, source=None, lost=())


def encode_group(group: Group, tokenizer: PairTokenizer) -> RowGroup | None:
    """None when any of them is longer than training takes."""
    rows = [encode(example, tokenizer) for example in group.examples]
    whole = [row for row in rows if row is not None]
    return RowGroup(whole, group.worse) if len(whole) == len(rows) else None


def encode(example: Example, tokenizer: PairTokenizer) -> TrainingRow | None:
    """Token rows with gold; None when a side is longer than training takes, or there is no target."""
    encoded = tokenizer.encode(example.target, example.source, example.pair)
    longest = max(int((encoded.sides == side).sum()) for side in (TRANSLATION, SOURCE))
    if longest > MAX_SUBWORDS + 2 or len(encoded.ids) > tokenizer.longest or not example.target:
        return None
    gold = Gold(
        at_starts(encoded, TRANSLATION, example.wrong),
        at_starts(encoded, TRANSLATION, example.edited),
        gap_gold(encoded, example.gaps),
        at_starts(encoded, SOURCE, example.lost),
        at_starts(encoded, TRANSLATION, example.severity),
        _kinds(encoded, example.kind),
    )
    return TrainingRow(
        encoded, gold, example.z, example.hter, example.sentence_weight, example.word_weight, example.rated
    )


def at_starts(encoded: Encoded, side: int, values: Sequence[float]) -> NDArray[np.float32]:
    """Per token: each word's value where the word begins, else nan."""
    table = np.full(len(encoded.ids), np.nan, np.float32)
    places = encoded.starts(side)
    if len(values) and len(places):
        table[places] = np.asarray(values, np.float32)[encoded.word[places]]
    return table


def gap_gold(encoded: Encoded, gaps: Sequence[float]) -> NDArray[np.float32]:
    """Per token: at the beginnings of the target's words, and at the mark behind them."""
    if not len(gaps):
        return np.full(len(encoded.ids), np.nan, np.float32)
    table = at_starts(encoded, TRANSLATION, gaps[:-1])
    table[encoded.end(TRANSLATION)] = gaps[-1]
    return table


def _kinds(encoded: Encoded, kinds: Sequence[int]) -> NDArray[np.int64]:
    table = np.full(len(encoded.ids), UNKNOWN_KIND, np.int64)
    places = encoded.starts(TRANSLATION)
    if len(kinds) and len(places):
        table[places] = np.asarray(kinds, np.int64)[encoded.word[places]]
    return table
