"""Word-level quality estimation by a token classifier (AutoModelForTokenClassification: MicroTransQuest and the like).

The pair is read as the tokenizer's own pair, source first or as `token_classes.json` says (`"order": "target-source"`).
Where its `"gap"` names a mark ("_" of MicroTransQuest), the mark stands before, between and after the target's words,
as in training; what is said of gaps is left aside. Its `"labels"` name the classes in order where the model's own
settings do not. A word's P(wrong) is 1 - P(OK) at the first of its subwords, where such models are trained; OK is the
label of that name.

The consistency score is the mean of P(OK) over the words: the share of words expected right. It is not calibrated. The
models never see a translation alone: fluency is left out, and a word's `target_only` is 0. Long pairs are read in
overlapping parts; a word read twice has the mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Self

import torch
from transformers import AutoModelForTokenClassification

from models.article import Segment
from models.errors import ModelUnavailable
from models.languages import LanguagePair
from models.network.batching import cheapest_batches
from models.rating import Rating, WordRating
from models.scorers.files import ModelFiles
from models.scorers.part_ratings import one_sided
from models.scorers.pretrained.opening import Opened, open_model, read_json, subword_places
from models.scorers.pretrained.parts import Offsets, Read, of_words, parts
from models.scorers.pretrained.segment_scorer import PretrainedScorer
from models.spans import Span
from models.text.words import word_spans

MAX_SUBWORDS_READ = 512
ORDERS = ("source-target", "target-source")
NOT_ALONE = "the model rates words beside the source only"
UNREAD = "the model reads no word of this segment"
NOTHING: Read[list[float | None]] = Read([], 1)


class TokenClassScorer(PretrainedScorer[Read[list[float | None]]]):
    """A token classifier with an OK label, its tokenizer, and how it wants the pair."""

    name = "token_classes"

    def __init__(
        self,
        opened: Opened,
        checksum: str,
        order: str,
        gap: str,
        languages: frozenset[str] = frozenset(),
        labels: Sequence[str] = (),
    ) -> None:
        super().__init__(opened, checksum, languages)
        self.order, self.gap = order, gap
        own = [str(name) for _, name in sorted(opened.network.config.id2label.items())]
        named = [name.upper() for name in labels or own]
        self._right = [i for i, name in enumerate(named) if name == "OK"]
        if len(self._right) != 1 or len(named) < 2 or len(named) != len(own):
            raise ModelUnavailable(
                f"of the model's {len(own)} labels one must be OK and another not; they are {', '.join(named)}: name "
                'them in token_classes.json, as {"labels": ["OK", "BAD"]}'
            )

    @classmethod
    def load(cls, files: ModelFiles) -> Self:
        """The model in `files`. Raises ModelUnavailable."""
        written = read_json(files.folder / "token_classes.json")
        order, gap = str(written.get("order", ORDERS[0])), str(written.get("gap", ""))
        labels = written.get("labels", [])
        if order not in ORDERS:
            raise ModelUnavailable(f"{files.folder / 'token_classes.json'}: order should be one of {', '.join(ORDERS)}")
        if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
            raise ModelUnavailable(f"{files.folder / 'token_classes.json'}: labels should be a list of names")
        longest = files.reads(MAX_SUBWORDS_READ)
        opened = open_model(AutoModelForTokenClassification, files.folder, files.settings, longest)
        return cls(opened, files.checksum, order, gap, files.languages, labels)

    def wrong(self, pairs: Sequence[tuple[str, str]]) -> list[Read[list[float | None]]]:
        """P(wrong) of every target word of each (source, target); None for a word of which no subword is left."""
        texts, places = [], []
        for number, (source, target) in enumerate(pairs):
            for part in parts(target, source, self._subwords, self._fits, self.opened.longest - 8):
                seen = "" if part.source is None else part.source.of(source)
                texts.append((part.target.of(target), seen))
                places.append((number, part.target.start))
        spans = [word_spans(target) for _, target in pairs]
        said: list[list[list[float]]] = [[[] for _ in found] for found in spans]
        for (number, first), (text, _), (values, offsets) in zip(places, texts, self._run(texts), strict=True):
            where = self._in_text(text, offsets, first)
            for word, own in enumerate(of_words(spans[number], where)):
                begun = [s for s in own if where[s][0] >= spans[number][word].start] or own
                if begun:
                    said[number][word].append(values[begun[0]])
        read = Counter(number for number, _ in places)
        means = [[sum(values) / len(values) if values else None for values in words] for words in said]
        return [Read(words, read[number]) for number, words in enumerate(means)]

    def _read(self, segments: Sequence[Segment], pair: LanguagePair) -> list[Read[list[float | None]]]:
        return self.wrong([(segment.source, segment.target) for segment in segments])

    def _rating(
        self, segment: Segment, said: Read[list[float | None]] | None, reason: str, pair: LanguagePair
    ) -> Rating:
        """Consistency, and P(wrong) of each word with the source."""
        wrong, reason = said or NOTHING, reason or UNREAD
        known = [value for value in wrong.said if value is not None]
        right = 1 - sum(known) / len(known) if known else None
        rating = one_sided(segment, self.signature, "consistency", right, (reason, NOT_ALONE), wrong.windows)
        if segment.target_span is None or right is None:
            return rating
        at = segment.target_span.start
        words = zip(word_spans(segment.target), wrong.said, strict=True)
        return replace(rating, words=tuple(WordRating(span.shift(at), 0.0, value or 0.0) for span, value in words))

    def _shown(self, target: str) -> tuple[str, list[tuple[Span, int]]]:
        """The target as the model sees it, and where each word stands there and what to add to come back."""
        if not self.gap:
            return target, [(Span(0, len(target)), 0)]
        text, found = self.gap, []
        for span in word_spans(target):
            start = len(text) + 1
            text += f" {span.of(target)} {self.gap}"
            found.append((Span(start, start + len(span.of(target))), span.start - start))
        return text, found

    def _in_text(self, target: str, offsets: Offsets, first: int) -> list[tuple[int, int]]:
        """Places of subwords in the whole target; those of gaps have no width and fall before the first word."""
        shown = self._shown(target)[1]
        found = [(first, first)] * len(offsets)
        for (span, back), own in zip(shown, of_words([span for span, _ in shown], offsets), strict=True):
            for s in own:
                start, end = max(span.start, offsets[s][0]), min(span.end, offsets[s][1])
                found[s] = (start + back + first, end + back + first)
        return found

    def _encoded(self, target: str, source: str) -> tuple[dict[str, list[int]], Offsets]:
        """What the model reads, and the subwords' places in the target as shown, (0, 0) for all the others."""
        shown = self._shown(target)[0]
        side = self.order.split("-").index("target")
        pair = (source, shown) if side else (shown, source)
        encoded = self.opened.tokenizer(*pair, return_offsets_mapping=True)
        sides, places = encoded.sequence_ids(0), encoded.pop("offset_mapping")
        return dict(encoded), [place if own == side else (0, 0) for own, place in zip(sides, places, strict=True)]

    def _fits(self, target: str, source: str | None) -> bool:
        return len(self._encoded(target, source or "")[1]) <= self.opened.longest

    def _subwords(self, text: str) -> Offsets:
        return subword_places(self.opened.tokenizer, text)

    def _run(self, texts: Sequence[tuple[str, str]]) -> list[tuple[list[float], Offsets]]:
        """1 - P(OK) of every subword of each (target, source), and its place in the target as shown."""
        encoded = [self._encoded(target, source) for target, source in texts]
        found: list[list[float]] = [[] for _ in texts]
        for chosen in cheapest_batches([len(offsets) for _, offsets in encoded], self.opened.batch_tokens):
            batch = self.opened.tokenizer.pad([encoded[i][0] for i in chosen], return_tensors="pt")
            with torch.inference_mode():
                logits = self.opened.network(**batch.to(self.opened.device)).logits.float()
                wrong = 1 - logits.softmax(-1)[..., self._right[0]]
            for i, values in zip(chosen, wrong.clamp(0, 1).tolist(), strict=True):
                found[i] = values[: len(encoded[i][1])]
        return [(values, offsets) for values, (_, offsets) in zip(found, encoded, strict=True)]
