"""Forced decoding: how likely a translation model finds the given translation of the given source.

After Thompson and Post 2020 (Prism-src) and Fomicheva et al. 2020. Marian, M2M100 and NLLB. How a number becomes one
in [0, 1]:
- a segment's consistency is exp(mean log p) over its subwords and the end, the geometric mean of their probabilities
  given the source and all that stands before;
- a word's `with_source` is 1 - exp(mean log p) over the subwords that touch it.
Neither is calibrated: a good translation that the model would have worded otherwise gets low numbers too. Fluency is
left out, and a word's `target_only` is 0: nothing is read without the source.

A target longer than the model reads is cut into overlapping windows of subwords, each with its part of the source.
Where windows overlap the earlier one's word counts, which has seen more of what stands before.

The same model tells what it would have said in a passage's place, and translates back where it knows both directions.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

import regex
from transformers import AutoModelForSeq2SeqLM

from models.article import Segment
from models.errors import ModelUnavailable
from models.languages import LanguagePair
from models.rating import Rating, Score, WordRating
from models.scorers.files import ModelFiles
from models.scorers.part_ratings import abstained
from models.scorers.pretrained.opening import Opened, open_model
from models.scorers.pretrained.segment_scorer import PretrainedScorer
from models.scorers.translation.continuation import Gap, counterpart, is_enough
from models.scorers.translation.network import Row, TranslationNetwork
from models.scorers.translation.subwords import Subword
from models.spans import Span
from models.text import windows
from models.text.sentences import split_sentences
from models.text.words import word_spans

FAMILIES = ("marian", "m2m_100")
MAX_SUBWORDS_READ = 512
OVERLAP = 20
"""Subwords that neighbouring windows share."""
RESERVED = 4
"""Positions for the language, the end and the start."""
PER_SUBWORD, AT_LEAST = 2, 20
"""Subwords that a translation may have for each of what it translates, and besides: a poor model never ends."""
ONE_SCORE = "this model reads a translation only beside its source"
NO_SPACES = frozenset({"ja", "zh"})
_CHUNK = regex.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Forced:
    """What the model finds of one pair: log p (natural, <= 0) of each target subword, and of the end.

    `windows`: in how many parts the pair was read.
    """

    subwords: Sequence[Subword]
    logs: Sequence[float]
    end: float
    windows: int = 1


@dataclass(frozen=True, slots=True)
class _Window:
    """Part of a pair that is read at once; `first` counts from the whole target's first subword."""

    pair: int
    first: int
    source: Sequence[int]
    target: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A passage, what the model is given, and how many subwords it may say.

    `given`: target subwords before the passage; `lead`: what their last word still has of the passage's first subword.
    """

    gap: Gap
    source: Sequence[int]
    given: Sequence[int]
    lead: str
    most: int


class TranslationScorer(PretrainedScorer[Forced]):
    """A translation model that is made to say the translation at hand."""

    name: ClassVar[str] = "translation"

    def __init__(self, opened: Opened, checksum: str, languages: frozenset[str] = frozenset()) -> None:
        super().__init__(opened, checksum, languages)
        self.network = TranslationNetwork(opened)
        self._budget = min(windows.TARGET_BUDGET, opened.longest - RESERVED)

    @classmethod
    def load(cls, files: ModelFiles) -> Self:
        """The model in `files`. Raises ModelUnavailable."""
        longest = files.reads(MAX_SUBWORDS_READ)
        opened = open_model(AutoModelForSeq2SeqLM, files.folder, files.settings, longest, places=False)
        found = opened.network.config.model_type
        if found not in FAMILIES:
            raise ModelUnavailable(f"{files.folder} holds a {found}, not one of {', '.join(FAMILIES)}")
        return cls(opened, files.checksum, files.languages)

    def force(self, pairs: Sequence[tuple[str, str]], pair: LanguagePair) -> list[Forced]:
        """What the model finds of each (source, target), in order; nothing is cut off."""
        subwords = [self.network.subwords(target) for _, target in pairs]
        parts = [
            window
            for number, (source, _) in enumerate(pairs)
            for window in self._windows(number, source, [subword.id for subword in subwords[number]])
        ]
        asked = self.network.target_prefix(pair.target)
        rows: list[Row] = [
            (self.network.source_row(part.source, pair), [*asked, *part.target]) for part in parts
        ]
        logs: list[list[float]] = [[] for _ in pairs]
        ends = [0.0] * len(pairs)
        for part, values in zip(parts, self.network.forced(rows), strict=True):
            own = logs[part.pair]
            own.extend(values[len(asked) + len(own) - part.first : -1])
            ends[part.pair] = values[-1]
        read = Counter(part.pair for part in parts)
        return [Forced(*of_pair, read[n]) for n, of_pair in enumerate(zip(subwords, logs, ends, strict=True))]

    def suggest(self, asked: Sequence[tuple[Segment, Span]], pair: LanguagePair) -> list[str]:
        """What the model greedily says after all that stands before each passage; see Translates.

        Up to where it meets the words that follow the passage, or as many words as the passage has; at most two more,
        and no further than its sentence.
        """
        if self.network.unknown_language(self.languages, pair):
            return [""] * len(asked)
        found = {n: one for n, of_one in enumerate(asked) if (one := self._asked(*of_one, pair.target)) is not None}
        places = list(found.values())
        prefix = self.network.target_prefix(pair.target)
        rows: list[Row] = [
            (self.network.source_row(one.source, pair), [*prefix, *one.given]) for one in places
        ]
        said = self.network.go_on(
            rows, [one.most for one in places], lambda i, ids: is_enough(places[i].gap, self._heard(places[i], ids))
        )
        proposals = ["" for _ in asked]
        for n, one, continuation in zip(found, places, said, strict=True):
            proposals[n] = counterpart(one.gap, self._heard(one, continuation.ids), continuation.ended)
        return proposals

    def back_translate(self, segments: Sequence[Segment], pair: LanguagePair) -> list[str]:
        """The model's greedy translation of each target into the source's language; see Translates.

        "" where it has one direction (Marian). Targets longer than it reads are cut, at sentences where that will do.
        """
        if self.network.one_way or self.network.unknown_language(self.languages, pair.reversed):
            return [""] * len(segments)
        pieces = [(n, ids) for n, one in enumerate(segments) for ids in self._pieces(one.target, pair.target)]
        prefix = self.network.target_prefix(pair.source)
        rows: list[Row] = [(self.network.source_row(ids, pair.reversed), prefix) for _, ids in pieces]
        most = [min(PER_SUBWORD * len(ids) + AT_LEAST, self.opened.longest - RESERVED) for _, ids in pieces]
        said: list[list[str]] = [[] for _ in segments]
        for (n, _), one in zip(pieces, self.network.go_on(rows, most, lambda row, ids: False), strict=True):
            said[n].append(self.network.text(one.ids))
        between = "" if pair.source in NO_SPACES else " "
        return [between.join(filter(None, parts)) for parts in said]

    def _windows(self, pair: int, source: str, target: Sequence[int]) -> list[_Window]:
        ids, found = self.network.source_ids(source), []
        for part in windows.cut([1] * len(target), self._budget, min(OVERLAP, self._budget // 4)):
            seen = windows.counterpart(part, max(1, len(target)), [1] * len(ids), self._budget)
            found.append(_Window(pair, part.start, ids[seen.start : seen.stop], target[part.start : part.stop]))
        return found

    def _asked(self, segment: Segment, passage: Span, lang: str) -> _Asked | None:
        """What to ask about a passage; None where there is nothing to go by.

        In the first window that holds its first subword and leaves room to go on; else in the last that holds it.
        """
        if _missing(segment) or segment.target_span is None:
            return None
        gap = Gap(segment.target, passage.shift(-segment.target_span.start), lang)
        subwords = self.network.subwords(segment.target)
        touched = [
            n for n, one in enumerate(subwords) if one.start < gap.passage.end and gap.passage.start < one.end
        ]
        if not touched:
            return None
        first, wanted = touched[0], PER_SUBWORD * len(touched) + AT_LEAST
        holding = [
            (window, self.opened.longest - RESERVED - (first - window.first))
            for window in self._windows(0, segment.source, [one.id for one in subwords])
            if window.first <= first < window.first + len(window.target)
        ]
        window, room = next((one for one in holding if one[1] >= wanted), holding[-1])
        lead = gap.text[min(subwords[first].start, gap.passage.start) : gap.passage.start]
        return _Asked(gap, window.source, window.target[: first - window.first], lead, min(wanted, room))

    def _heard(self, asked: _Asked, ids: Sequence[int]) -> str:
        """What was said after what was given, with the space between them; "" where it leaves out the lead."""
        before, whole = self.network.text(asked.given), self.network.text([*asked.given, *ids])
        said = whole[len(before) :] if before and whole.startswith(before) else f" {self.network.text(ids)}"
        if not asked.lead:
            return said
        return said.lstrip()[len(asked.lead) :] if said.lstrip().startswith(asked.lead) else ""

    def _pieces(self, text: str, lang: str) -> Iterator[list[int]]:
        """The subwords of a text in parts that the model reads at once: the whole, or sentences, or runs of words."""
        whole = [one.id for one in self.network.subwords(text)]
        if len(whole) <= self._budget:
            yield from [whole] if whole else []
            return
        for sentence in split_sentences(text, lang):
            runs = [
                ids[at : at + self._budget]
                for chunk in _CHUNK.findall(sentence.of(text))
                for ids in [[one.id for one in self.network.subwords(chunk)]]
                for at in range(0, len(ids), self._budget)
            ]
            for part in windows.cut([len(ids) for ids in runs], self._budget, 0):
                yield [number for ids in runs[part.start : part.stop] for number in ids]

    def _why_not(self, segment: Segment, pair: LanguagePair) -> str:
        return self.network.unknown_language(self.languages, pair) or _missing(segment)

    def _read(self, segments: Sequence[Segment], pair: LanguagePair) -> list[Forced]:
        return self.force([(segment.source, segment.target) for segment in segments], pair)

    def _rating(self, segment: Segment, said: Forced | None, reason: str, pair: LanguagePair) -> Rating:
        """Consistency, and that of each target word."""
        if said is None or segment.target_span is None:
            return abstained(segment, self.signature, reason)
        offset = segment.target_span.start
        words = tuple(
            WordRating(span.shift(offset), 0.0, _wrong(span, said)) for span in word_spans(segment.target)
        )
        mean = (sum(said.logs) + said.end) / (len(said.logs) + 1)
        faithful = Score("consistency", min(1.0, math.exp(mean)), self.signature)
        fluent = Score("fluency", None, self.signature, ONE_SCORE)
        return Rating(segment.id, fluent, faithful, words, windows=said.windows)


def _missing(segment: Segment) -> str:
    if segment.target_span is None or not word_spans(segment.target):
        return "no translation for this segment"
    return "" if segment.source.strip() else "no source for this segment"


def _wrong(word: Span, forced: Forced) -> float:
    """1 - exp(mean log p) over the subwords that touch the word; 0 where the tokenizer leaves nothing of it."""
    logs = [
        log
        for subword, log in zip(forced.subwords, forced.logs, strict=True)
        if subword.start < word.end and word.start < subword.end
    ]
    return min(1.0, max(0.0, 1 - math.exp(sum(logs) / len(logs)))) if logs else 0.0
