"""COMET's estimators as a scorer: one number for a translation beside its source, tags and spans where the model has
them.

How a raw number becomes one in [0, 1], as the folder's `scale` says:
- "unit" (CometKiwi, XCOMET): trained on ratings scaled to [0, 1]; cut off at both ends;
- "z" (wmt20-comet-qe-da): a z-score of human ratings; the share of ratings that lie below, by the normal CDF.
Neither is calibrated: it orders translations, and 0.8 of one model is not 0.8 of another.

XCOMET's number is 0.78 of the regression (at most 1) and 0.22 of what its own spans cost, as in unbabel-comet without a
reference; but the spans are those of our decoder (`models.scorers.comet.spans`).

The number stands under consistency. The models never see a translation alone, so fluency is left out, and a word's
`target_only` is 0. Rows longer than the encoder reads are cut into overlapping windows of subwords, each with its part
of the source: scores are means weighted by length, tags are means where windows overlap.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from models.article import Segment
from models.errors import ModelUnavailable
from models.hub.settings import Settings
from models.languages import LanguagePair
from models.network.batching import cheapest_batches
from models.rating import ErrorSpan, Rating, Score, WordRating
from models.scorers.comet.network import TOKENIZER, CometNetwork
from models.scorers.comet.spans import decode, mqm_score, word_errors
from models.scorers.files import ModelFiles
from models.scorers.part_ratings import abstained
from models.scorers.pretrained.opening import placed, signed, spell_marks
from models.scorers.pretrained.padding import padded
from models.scorers.pretrained.segment_scorer import SegmentScorer
from models.text import windows
from models.text.words import word_spans

Array = NDArray[np.float32]
SPECIAL = {"rembert": ("[CLS]", "[SEP]", "[PAD]")}
"""First, separating and padding subword of each encoder; XLM-R's of the others."""
XLMR_SPECIAL = ("<s>", "</s>", "<pad>")
ONE_SCORE = "this model gives one score, of the translation beside its source"
REGRESSION_SHARE = 0.78
MAX_SUBWORDS_READ = 512
OVERLAP = 20
"""Subwords that neighbouring windows share."""


@dataclass(frozen=True, slots=True)
class CometOutput:
    """What the model says of one pair: the raw score of its head, and per target subword its place in the target
    and the probability of each label [subwords, 1 + labels]; None where the model has no tags.
    `windows`: in how many parts the pair was read.
    """

    raw: float
    offsets: Sequence[tuple[int, int]]
    tags: Array | None
    windows: int


@dataclass(frozen=True, slots=True)
class _Window:
    """Part of a pair that is read at once, as subword ids; `first` counts from the whole target's first."""

    pair: int
    first: int
    target: Sequence[int]
    source: Sequence[int]


class CometScorer(SegmentScorer[CometOutput]):
    """A converted COMET model (`scripts.convert.comet`), its tokenizer, and where it runs."""

    def __init__(
        self,
        network: CometNetwork,
        tokenizer: Tokenizer,
        settings: Settings,
        checksum: str,
        languages: frozenset[str] = frozenset(),
        longest: int = MAX_SUBWORDS_READ,
    ) -> None:
        super().__init__(signed("comet", checksum, settings), languages)
        self.network, self.tokenizer, self.settings, self.shape = network, tokenizer, settings, network.shape
        self.longest = min(longest, network.shape.longest)
        self._begin, self._separate, self._pad = special_ids(tokenizer, self.shape.encoder["model_type"])
        self._device = next(network.parameters()).device

    @classmethod
    def load(cls, files: ModelFiles) -> Self:
        """The model in `files`. Raises ModelUnavailable."""
        try:
            tokenizer = Tokenizer.from_file(str(files.folder / TOKENIZER))
        except Exception as error:  # tokenizers raises nothing more exact
            raise ModelUnavailable(f"{files.folder / TOKENIZER} cannot be read: {error}") from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        tokenizer.encode_special_tokens = True  # a text that says </s> means the characters
        spell_marks(tokenizer, [*XLMR_SPECIAL, *(mark for marks in SPECIAL.values() for mark in marks)])
        network = placed(CometNetwork.load(files.folder), files.settings)
        longest = files.reads(MAX_SUBWORDS_READ)
        return cls(network, tokenizer, files.settings, files.checksum, files.languages, longest)

    def errors(self, target: str, said: CometOutput) -> list[ErrorSpan]:
        """The error spans of one target, by offsets in it."""
        return [] if said.tags is None else decode(target, said.offsets, said.tags, self.shape.labels)

    def value(self, target: str, said: CometOutput) -> float:
        """The score in [0, 1]; see the module for the rule."""
        if self.shape.kind == "xcomet":
            raw = REGRESSION_SHARE * min(1.0, said.raw) + (1 - REGRESSION_SHARE) * mqm_score(self.errors(target, said))
        else:
            raw = said.raw
        if self.shape.scale == "z":
            return 0.5 * (1 + math.erf(raw / math.sqrt(2)))
        return min(1.0, max(0.0, raw))

    def estimate(self, pairs: Sequence[tuple[str, str]]) -> list[CometOutput]:
        """What the model says of each (target, source), in order; nothing is cut off."""
        targets = [self.tokenizer.encode(target, add_special_tokens=False) for target, _ in pairs]
        sources = [self.tokenizer.encode(source, add_special_tokens=False) for _, source in pairs]
        parts = [
            window
            for pair, (target, source) in enumerate(zip(targets, sources, strict=True))
            for window in self._windows(pair, target.ids, source.ids)
        ]
        outputs = self._run(parts)
        own: dict[int, list[tuple[_Window, float, Array | None]]] = defaultdict(list)
        for part, (raw, tags) in zip(parts, outputs, strict=True):
            own[part.pair].append((part, raw, tags))
        return [_joined(target.offsets, own[pair]) for pair, target in enumerate(targets)]

    def _windows(self, pair: int, target: Sequence[int], source: Sequence[int]) -> list[_Window]:
        """The pair itself where the encoder reads it at once; else overlapping windows of both sides."""
        apart = self.shape.kind == "referenceless"
        room = self.longest - 2 if apart else self.longest - 2 - self.shape.separators
        if (max(len(target), len(source)) if apart else len(target) + len(source)) <= room:
            return [_Window(pair, 0, target, source)]
        budget = room if apart else room // 2
        ones = [1] * len(source)
        found = []
        for part in windows.cut([1] * len(target), budget, min(OVERLAP, budget // 4)):
            seen = windows.counterpart(part, max(1, len(target)), ones, room if apart else room - len(part))
            inside = slice(part.start, part.stop), slice(seen.start, seen.stop)
            found.append(_Window(pair, part.start, target[inside[0]], source[inside[1]]))
        return found

    def _run(self, parts: Sequence[_Window]) -> list[tuple[float, Array | None]]:
        """Raw score and tags of each window, in order; rows of like length are read together."""
        sizes = [len(part.target) + len(part.source) + 2 + self.shape.separators for part in parts]
        found: dict[int, tuple[float, Array | None]] = {}
        read = self._read_apart if self.shape.kind == "referenceless" else self._read_joined
        for chosen in cheapest_batches(sizes, self.settings.batch_tokens):
            with torch.inference_mode():
                found.update(zip(chosen, read([parts[i] for i in chosen]), strict=True))
        return [found[i] for i in range(len(parts))]

    def _read_apart(self, parts: Sequence[_Window]) -> list[tuple[float, Array | None]]:
        target, source = (
            self._rows([[self._begin, *ids, self._separate] for ids in side])
            for side in ([part.target for part in parts], [part.source for part in parts])
        )
        return [(raw, None) for raw in self.network.score_apart(target, source).tolist()]

    def _read_joined(self, parts: Sequence[_Window]) -> list[tuple[float, Array | None]]:
        between = [self._separate] * self.shape.separators
        rows = [[self._begin, *part.target, *between, *part.source, self._separate] for part in parts]
        raw, tags = self.network.score_joined(*self._rows(rows))
        if tags is None:
            return [(value, None) for value in raw.tolist()]
        array = tags.cpu().numpy()
        return [
            (value, array[row, 1 : 1 + len(part.target)])
            for row, (part, value) in enumerate(zip(parts, raw.tolist(), strict=True))
        ]

    def _rows(self, rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        return padded(rows, self._pad, self._device)

    def _read(self, segments: Sequence[Segment], pair: LanguagePair) -> list[CometOutput]:
        return self.estimate([(segment.target, segment.source) for segment in segments])

    def _rating(self, segment: Segment, said: CometOutput | None, reason: str, pair: LanguagePair) -> Rating:
        """Consistency, and that of each target word where the model tags."""
        if said is None or segment.target_span is None:
            return abstained(segment, self.signature, reason)
        words: tuple[WordRating, ...] = ()
        by = segment.target_span.start
        if said.tags is not None:
            places = word_spans(segment.target)
            wrong = word_errors(places, said.offsets, said.tags)
            words = tuple(
                WordRating(span.shift(by), 0.0, probability) for span, probability in zip(places, wrong, strict=True)
            )
        fluency = Score("fluency", None, self.signature, ONE_SCORE)
        consistency = Score("consistency", self.value(segment.target, said), self.signature)
        errors = tuple(replace(error, span=error.span.shift(by)) for error in self.errors(segment.target, said))
        return Rating(segment.id, fluency, consistency, words, errors, windows=said.windows)

    def _why_not(self, segment: Segment, pair: LanguagePair) -> str:
        if not word_spans(segment.target):
            return "no translation for this segment"
        return super()._why_not(segment, pair)


def special_ids(tokenizer: Tokenizer, model_type: str) -> tuple[int, int, int]:
    """Ids of the first, the separating and the padding subword. Raises ModelUnavailable where one is missing."""
    names = SPECIAL.get(model_type, XLMR_SPECIAL)
    begin, separate, pad = (tokenizer.token_to_id(name) for name in names)
    if begin is None or separate is None or pad is None:
        raise ModelUnavailable(f"{TOKENIZER} is not one for {model_type}: it needs {', '.join(names)}")
    return begin, separate, pad


def _joined(offsets: Sequence[tuple[int, int]], parts: Sequence[tuple[_Window, float, Array | None]]) -> CometOutput:
    """Windows back to one output: scores weighted by length, tags averaged where windows overlap."""
    sizes = [max(1, len(window.target)) for window, _, _ in parts]
    raw = sum(size * value for size, (_, value, _) in zip(sizes, parts, strict=True)) / sum(sizes)
    if len(parts) == 1:
        return CometOutput(raw, offsets, parts[0][2], 1)
    tagged = [(window.first, tags) for window, _, tags in parts if tags is not None]
    if not tagged:
        return CometOutput(raw, offsets, None, len(parts))
    total = np.zeros((len(offsets), tagged[0][1].shape[1]), np.float32)
    said = np.zeros((len(offsets), 1), np.float32)
    for first, tags in tagged:
        total[first : first + len(tags)] += tags
        said[first : first + len(tags)] += 1
    return CometOutput(raw, offsets, total / said, len(parts))
