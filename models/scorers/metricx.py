"""MetricX-24 hybrid without a reference (Juraska et al. 2024): an mT5 that answers with one number.

The model reads "source: … candidate: …" without the closing </s>; its decoder is given the padding token alone, and the
score is what it says there for the vocabulary's entry 250089 (<extra_id_10>), cut off to [0, 25]: an MQM penalty, 0 the
best. The original keeps a class for this; the weights are an mT5's, so that transformers' own reads them.

How the number becomes one in [0, 1]: 1 - number / 25, under consistency. It is not calibrated: it orders translations.
Pairs longer than the model was trained on are read in overlapping parts; the number is their mean, weighted by length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Self

import torch
from transformers import MT5ForConditionalGeneration

from models.article import Segment
from models.errors import ModelUnavailable
from models.languages import LanguagePair
from models.rating import Rating
from models.scorers.files import ModelFiles
from models.scorers.part_ratings import one_sided
from models.scorers.pretrained.opening import open_model, subword_places
from models.scorers.pretrained.parts import Offsets, Read, parts
from models.scorers.pretrained.segment_scorer import PretrainedScorer

ANSWER = 250089
"""The vocabulary's entry whose logit is the score: <extra_id_10>."""
WORST = 25.0
MAX_SUBWORDS_READ = 1536
"""Subwords that MetricX-24 was trained to read, all in all; its positions are relative and have no end."""
FRAME = 16
"""Subwords kept free for the words that name the two sides."""
ONE_SCORE = "MetricX gives one score, of the translation beside its source"


class MetricXScorer(PretrainedScorer[Read[float]]):
    """A MetricX-24 model, the mT5 tokenizer, and where it runs."""

    name = "metricx"

    @classmethod
    def load(cls, files: ModelFiles) -> Self:
        """The model in `files`. Raises ModelUnavailable."""
        longest = files.reads(MAX_SUBWORDS_READ)
        opened = open_model(MT5ForConditionalGeneration, files.folder, files.settings, longest)
        no = f"the model in {files.folder} is no MetricX"
        if opened.network.config.vocab_size <= ANSWER:
            raise ModelUnavailable(f"{no}: its vocabulary has no entry {ANSWER}")
        if opened.network.lm_head.weight is opened.network.shared.weight:  # transformers ties what is not there
            raise ModelUnavailable(f"{no}: it has no head of its own (lm_head.weight)")
        return cls(opened, files.checksum, files.languages)

    def _read(self, segments: Sequence[Segment], pair: LanguagePair) -> list[Read[float]]:
        return self.penalties([(segment.source, segment.target) for segment in segments])

    def _rating(self, segment: Segment, said: Read[float] | None, reason: str, pair: LanguagePair) -> Rating:
        value, read = (None, 1) if said is None else (1 - said.said / WORST, said.windows)
        return one_sided(segment, self.signature, "consistency", value, (reason, ONE_SCORE), read)

    def penalties(self, pairs: Sequence[tuple[str, str]]) -> list[Read[float]]:
        """MetricX's own number for each (source, target), in [0, 25], 0 the best."""
        rows, weights, owners = [], [], []
        for number, (source, target) in enumerate(pairs):
            found = parts(target, source, self._subwords, self._fits, self.opened.longest - FRAME)
            for part in found:
                seen = "" if part.source is None else part.source.of(source)
                rows.append(self._ids(part.target.of(target), seen))
                weights.append(part.weight)
                owners.append(number)
        answers = self._answers(rows)
        total, weight, read = [0.0] * len(pairs), [0] * len(pairs), Counter(owners)
        for owner, answer, size in zip(owners, answers, weights, strict=True):
            total[owner] += answer * size
            weight[owner] += size
        return [Read(total[n] / weight[n], read[n]) for n in range(len(pairs))]

    def _ids(self, target: str, source: str | None) -> list[int]:
        """What the encoder reads: as the original, without the last subword, </s>."""
        text = f"source: {source or ''} candidate: {target}"
        return list(self.opened.tokenizer(text, truncation=False)["input_ids"][:-1])

    def _fits(self, target: str, source: str | None) -> bool:
        return len(self._ids(target, source)) <= self.opened.longest

    def _subwords(self, text: str) -> Offsets:
        return subword_places(self.opened.tokenizer, text)

    def _answers(self, rows: Sequence[list[int]]) -> list[float]:
        """The logit of ANSWER at the decoder's first step, in [0, 25], for every row in order."""
        network, found = self.opened.network, [0.0] * len(rows)
        for chosen, ids, mask in self.opened.batches(rows):
            with torch.inference_mode():
                seen = network.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
                state = network.decoder(
                    input_ids=torch.zeros((len(chosen), 1), dtype=torch.long, device=self.opened.device),
                    encoder_hidden_states=seen,
                    encoder_attention_mask=mask,
                    use_cache=False,
                ).last_hidden_state[:, 0]
                raw = state @ network.lm_head.weight[ANSWER]  # one row of the head: the other 250,000 are not asked
            for i, value in zip(chosen, raw.float().clamp(0, WORST).tolist(), strict=True):
                found[i] = value
        return found
