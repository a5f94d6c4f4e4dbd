"""Fluency by a language model alone, for any language that the model knows: how much each word surprises it.

- A causal model (`…ForCausalLM`, `…LMHeadModel`) says -ln P(subword | what stands before) for every subword, the first
  after its mark of beginning where it has one.
- A masked model (`…ForMaskedLM`) says -ln P(subword | both sides) with the subword masked: the pseudo-log-likelihood of
  Salazar et al. 2020; the later subwords of the same word are masked with it (Kauf & Ivanova 2023), for else a rare
  word's beginning is told by its end.

A word's surprisal is the sum of its subwords', in nats. How surprisals become numbers in [0, 1], with the reference
levels of the target's language (`fluency.json` in the folder; DEFAULT where it says nothing):
- fluency of the segment: 1 / (1 + exp((mean surprisal of its words - level) / width));
- a word's P(wrong) alone: 1 / (1 + exp((word_level - surprisal) / word_width)).
Neither is calibrated. `{"": {...}, "de": {"level": 8.1}}`: what a language does not say is taken from "".

Long texts are read in overlapping parts: a causal model's word counts where most stands before it, a masked model's by
the mean. Consistency is left out: the source is not read.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Self

import torch
from transformers import AutoModelForCausalLM, AutoModelForMaskedLM

from models.article import Segment
from models.errors import ModelUnavailable
from models.languages import LanguagePair
from models.rating import Rating, WordRating
from models.scorers.files import ModelFiles
from models.scorers.part_ratings import one_sided
from models.scorers.pretrained.opening import Opened, open_model, read_json
from models.scorers.pretrained.parts import Offsets, Read, of_words, parts
from models.scorers.pretrained.segment_scorer import PretrainedScorer, why_not
from models.spans import Span
from models.text.words import word_spans

MAX_SUBWORDS_READ = 512
LOGITS = 1 << 26
"""Most logits of a batch (256 MB in full precision): a vocabulary of 250,000 makes the batch smaller than asked."""
NO_SOURCE_READ = "a language model reads the translation alone"
UNREAD: Read[list[float]] = Read([], 1)


@dataclass(frozen=True, slots=True)
class Level:
    """Reference levels of a language in nats: where a segment's mean, and a word's own surprisal, count as 0.5."""

    level: float = 7.0
    width: float = 1.5
    word_level: float = 13.0
    word_width: float = 2.0


DEFAULT = Level()


class FluencyScorer(PretrainedScorer[Read[list[float]]]):
    """A causal or masked language model, its tokenizer and the reference levels by language ("": any other)."""

    name = "fluency"

    def __init__(
        self,
        opened: Opened,
        checksum: str,
        masked: bool,
        levels: Mapping[str, Level],
        languages: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(opened, checksum, languages)
        self.masked, self.levels = masked, levels
        tokenizer = opened.tokenizer
        marks = [i for i in (tokenizer.bos_token_id, tokenizer.eos_token_id) if i is not None]
        self._begin = [] if masked else marks[:1]

    @classmethod
    def load(cls, files: ModelFiles) -> Self:
        """The model in `files`. Raises ModelUnavailable."""
        names = read_json(files.folder / "config.json").get("architectures") or [""]
        masked = str(names[0]).endswith("ForMaskedLM")
        kind = AutoModelForMaskedLM if masked else AutoModelForCausalLM
        opened = open_model(kind, files.folder, files.settings, files.reads(MAX_SUBWORDS_READ))
        if masked and opened.tokenizer.mask_token_id is None:
            raise ModelUnavailable(f"the tokenizer in {files.folder} has no mask")
        return cls(opened, files.checksum, masked, read_levels(files.folder), files.languages)

    def surprisals(self, texts: Sequence[str]) -> list[Read[list[float]]]:
        """Nats of every word of each text (`word_spans`); nan for a word that the tokenizer leaves nothing of."""
        pieces = [
            (number, part.target)
            for number, text in enumerate(texts)
            for part in parts(text, None, self._subwords, self._fits, self.opened.longest - 4)
        ]
        encoded = [self._encoded(place.of(texts[number])) for number, place in pieces]
        spans = [word_spans(text) for text in texts]
        places = [
            of_words(spans[number], [(start + place.start, end + place.start) for start, end in offsets])
            for (number, place), (_, offsets) in zip(pieces, encoded, strict=True)
        ]
        rows = [ids for ids, _ in encoded]
        by_subword = self._masked(rows, places) if self.masked else self._causal(rows)
        said: list[list[list[float]]] = [[[] for _ in found] for found in spans]
        for (number, _), own, nats in zip(pieces, places, by_subword, strict=True):
            for word, value in _by_word(own, nats).items():
                said[number][word].append(value)
        read = Counter(number for number, _ in pieces)
        return [Read([self._joined(values) for values in words], read[n]) for n, words in enumerate(said)]

    def _joined(self, values: Sequence[float]) -> float:
        if not values:
            return math.nan
        return sum(values) / len(values) if self.masked else values[0]

    def _why_not(self, segment: Segment, pair: LanguagePair) -> str:
        return why_not(segment, self.languages, pair.target)

    def _read(self, segments: Sequence[Segment], pair: LanguagePair) -> list[Read[list[float]]]:
        return self.surprisals([segment.target for segment in segments])

    def _rating(
        self, segment: Segment, said: Read[list[float]] | None, reason: str, pair: LanguagePair
    ) -> Rating:
        """Fluency, and P(wrong) alone of each word."""
        nats, reason = said or UNREAD, reason or "the model reads nothing in this segment"
        level = self.levels.get(pair.target) or self.levels.get("") or DEFAULT
        known = [value for value in nats.said if not math.isnan(value)]
        mean = sum(known) / len(known) if known else None
        value = None if mean is None else _falling(mean, level.level, level.width)
        rating = one_sided(segment, self.signature, "fluency", value, (reason, NO_SOURCE_READ), nats.windows)
        if segment.target_span is None or value is None:
            return rating
        words = zip(word_spans(segment.target), nats.said, strict=True)
        return replace(rating, words=tuple(_word(span.shift(segment.target_span.start), n, level) for span, n in words))

    def _encoded(self, text: str) -> tuple[list[int], Offsets]:
        """Ids with the model's own marks, and where each stands: (0, 0) for a mark."""
        found = self.opened.tokenizer(
            text, add_special_tokens=self.masked, return_offsets_mapping=True, return_special_tokens_mask=True
        )
        marks, offsets = found["special_tokens_mask"], found["offset_mapping"]
        inside = [(0, 0) if mark else place for mark, place in zip(marks, offsets, strict=True)]
        return [*self._begin, *found["input_ids"]], [*[(0, 0) for _ in self._begin], *inside]

    def _subwords(self, text: str) -> Offsets:
        return [place for place in self._encoded(text)[1] if place[0] < place[1]]

    def _fits(self, text: str, _: str | None) -> bool:
        return len(self._encoded(text)[0]) <= self.opened.longest

    def _budget(self) -> int:
        return max(1, min(self.opened.batch_tokens, LOGITS // int(self.opened.network.config.vocab_size)))

    def _causal(self, rows: Sequence[list[int]]) -> list[list[float]]:
        """Nats of every subword given those before it; nan for the first of a row."""
        found: list[list[float]] = [[] for _ in rows]
        for chosen, ids, mask in self.opened.batches(rows, self._budget()):
            with torch.inference_mode():
                logits = self.opened.network(input_ids=ids, attention_mask=mask).logits[:, :-1].float()
                nats = torch.logsumexp(logits, -1) - logits.gather(-1, ids[:, 1:, None])[..., 0]
            for i, values in zip(chosen, nats.tolist(), strict=True):
                found[i] = [math.nan, *values[: len(rows[i]) - 1]]
        return found

    def _masked(self, rows: Sequence[list[int]], places: Sequence[list[list[int]]]) -> list[list[float]]:
        """Nats of every subword of a word with it and the word's later ones masked; nan for the marks."""
        found = [[math.nan] * len(row) for row in rows]
        asked = [
            (row, own[at], own[at:])
            for row, words in enumerate(places)
            for own in words
            for at in range(len(own))
        ]
        mark = self.opened.tokenizer.mask_token_id
        hidden = [_hidden(rows[row], places, mark) for row, _, places in asked]
        for chosen, ids, mask in self.opened.batches(hidden, self._budget()):
            at = [asked[i][1] for i in chosen]
            with torch.inference_mode():
                logits = self.opened.network(input_ids=ids, attention_mask=mask).logits[range(len(at)), at].float()
                nats = torch.logsumexp(logits, -1)
            for line, i in enumerate(chosen):
                row, subword, _ = asked[i]
                found[row][subword] = float(nats[line] - logits[line, rows[row][subword]])
        return found


def read_levels(folder: Path) -> dict[str, Level]:
    """The reference levels in `fluency.json`, by language. Raises ModelUnavailable."""
    written, names = read_json(folder / "fluency.json"), {field.name for field in fields(Level)}
    try:
        base = replace(DEFAULT, **written.get("", {}))
        found = {lang: replace(base, **levels) for lang, levels in written.items()} | {"": base}
        usable = all(float(level.width) > 0 and float(level.word_width) > 0 for level in found.values())
    except (TypeError, ValueError) as error:
        raise ModelUnavailable(f"{folder / 'fluency.json'} should give {sorted(names)} by language: {error}") from error
    if not usable:
        raise ModelUnavailable(f"{folder / 'fluency.json'}: a width must be above 0")
    return found


def _by_word(places: Sequence[list[int]], nats: Sequence[float]) -> dict[int, float]:
    """Nats of the words that have any: sums of their subwords', one of several words' divided among them."""
    shared: dict[int, int] = {}
    for own in places:
        for subword in own:
            shared[subword] = shared.get(subword, 0) + 1
    found = {}
    for word, own in enumerate(places):
        known = [nats[s] / shared[s] for s in own if not math.isnan(nats[s])]
        if known:
            found[word] = sum(known)
    return found


def _hidden(row: Sequence[int], places: Sequence[int], mask: int) -> list[int]:
    hidden = set(places)
    return [mask if at in hidden else subword for at, subword in enumerate(row)]


def _falling(value: float, level: float, width: float) -> float:
    """1 far below the level, 0.5 at it, 0 far above."""
    return 1 / (1 + math.exp(min(500.0, (value - level) / width)))


def _word(span: Span, nats: float, level: Level) -> WordRating:
    target_only = 0.0 if math.isnan(nats) else 1 - _falling(nats, level.word_level, level.word_width)
    return WordRating(span, target_only, None)
