"""Forced decoding: how likely a translation model finds the given translation of the given source.

After Thompson and Post 2020 (Prism-src) and Fomicheva et al. 2020. Marian, M2M100 and NLLB. How a number becomes one
in [0, 1]:
- a segment's consistency is exp(mean log p) over its subwords and the end, the geometric mean of their probabilities
  given the source and all that stands before;
- a word's `with_source` is 1 - exp(mean log p) over the subwords that touch it.
Neither is calibrated: a good translation that the model would have worded otherwise gets low numbers too. Fluency is
left out, and a word's `alone` is 0: nothing is read without the source.

A target longer than the model reads is cut into overlapping windows of subwords, each with its part of the source.
Where windows overlap the earlier one's word counts, which has seen more of what stands before.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import torch
from torch import Tensor
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer
from transformers.utils.logging import disable_progress_bar

from models.article import Segment
from models.errors import ModelUnavailable
from models.hub.settings import Settings
from models.languages import language_name
from models.report import Rating, Score, WordRating
from models.scorers import windows
from models.scorers.pretrained import device_name, signed
from models.scorers.subwords import Subword, locate
from models.scorers.translation_codes import language_tokens, marian_tags, plain_code
from models.spans import Span
from models.text.words import word_spans

FAMILIES = ("marian", "m2m_100")
LONGEST = 512
OVERLAP = 20
"""Subwords that neighbouring windows share."""
RESERVED = 4
"""Positions for the language, the end and the start."""
LARGEST = 1 << 26
"""Numbers in one batch of predictions (rows x length x vocabulary): 256 MB at 32 bits."""
ONE_SCORE = "this model reads a translation only beside its source"


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


class TranslationScorer:
    """A translation model that is made to say the translation at hand."""

    def __init__(
        self,
        model: Any,
        tokenizer: Any,
        settings: Settings,
        checksum: str,
        languages: frozenset[str] = frozenset(),
        longest: int = LONGEST,
    ) -> None:
        self.model, self.tokenizer, self.settings, self.languages = model, tokenizer, settings, languages
        self._signature = signed("translation", checksum, settings)
        self._marian = model.config.model_type == "marian"
        self._end = int(tokenizer.eos_token_id)
        self._pad = int(model.config.pad_token_id)
        self._start = int(model.config.decoder_start_token_id)
        self._budget = min(
            windows.TARGET_BUDGET, min(longest, int(model.config.max_position_embeddings)) - RESERVED
        )

    @classmethod
    def load(
        cls,
        folder: Path,
        settings: Settings,
        checksum: str,
        languages: frozenset[str] = frozenset(),
        longest: int = LONGEST,
    ) -> Self:
        """The model in `folder`; `languages` are those it knows (none: any). Raises ModelUnavailable."""
        disable_progress_bar()  # type: ignore[no-untyped-call]
        local = {"local_files_only": True, "trust_remote_code": False}
        tokenizer = AutoTokenizer.from_pretrained(str(folder), **local)
        model: Any = AutoModelForSeq2SeqLM.from_pretrained(
            str(folder), use_safetensors=True, dtype=getattr(torch, settings.dtype), **local
        )
        if model.config.model_type not in FAMILIES:
            raise ModelUnavailable(f"{folder} holds a {model.config.model_type}, not one of {', '.join(FAMILIES)}")
        device = device_name(settings)
        try:
            model = model.to(torch.device(device))
        except (RuntimeError, AssertionError) as error:
            raise ModelUnavailable(f"the model does not fit on the device {device}: {error}") from error
        return cls(model.eval(), tokenizer, settings, checksum, languages, longest)

    @property
    def signature(self) -> str:
        """See `signed`."""
        return self._signature

    def rate(self, segments: Sequence[Segment], source_lang: str, target_lang: str) -> list[Rating]:
        """Consistency of each segment and of each of its target words; see Scorer and the module."""
        stranger = self._stranger(source_lang, target_lang)
        if stranger:
            return [self._abstained(segment, stranger) for segment in segments]
        chosen = [i for i, segment in enumerate(segments) if _missing(segment) is None]
        forced = self.force([(segments[i].source, segments[i].target) for i in chosen], source_lang, target_lang)
        found = dict(zip(chosen, forced, strict=True))
        return [
            self._rating(segment, found[i]) if i in found else self._abstained(segment, str(_missing(segment)))
            for i, segment in enumerate(segments)
        ]

    def force(self, pairs: Sequence[tuple[str, str]], source_lang: str, target_lang: str) -> list[Forced]:
        """What the model finds of each (source, target), in order; nothing is cut off."""
        subwords = [locate(self._subwords_of, target) for _, target in pairs]
        parts = [
            window
            for pair, (source, _) in enumerate(pairs)
            for window in self._windows(pair, self._ids_of(source), [subword.id for subword in subwords[pair]])
        ]
        logs: list[list[float]] = [[] for _ in pairs]
        ends = [0.0] * len(pairs)
        for part, (values, end) in zip(parts, self._run(parts, source_lang, target_lang), strict=True):
            own = logs[part.pair]
            own.extend(values[len(own) - part.first :])
            ends[part.pair] = end
        read = Counter(part.pair for part in parts)
        return [Forced(*of_pair, read[n]) for n, of_pair in enumerate(zip(subwords, logs, ends, strict=True))]

    def _windows(self, pair: int, source: Sequence[int], target: Sequence[int]) -> list[_Window]:
        found = []
        for part in windows.cut([1] * len(target), self._budget, min(OVERLAP, self._budget // 4)):
            seen = windows.counterpart(part, max(1, len(target)), [1] * len(source), self._budget)
            found.append(
                _Window(pair, part.start, source[seen.start : seen.stop], target[part.start : part.stop])
            )
        return found

    def _run(
        self, parts: Sequence[_Window], source_lang: str, target_lang: str
    ) -> list[tuple[list[float], float]]:
        """Log p of each window's subwords and of its end, in order; rows of like length are read together."""
        before, asked = self._source_prefix(source_lang, target_lang), self._target_prefix(target_lang)
        rows = [
            ([*before, *part.source, self._end], [*asked, *part.target, self._end]) for part in parts
        ]
        sizes = [max(len(source), len(target)) for source, target in rows]
        order = sorted(range(len(rows)), key=sizes.__getitem__)
        found: dict[int, tuple[list[float], float]] = {}
        vocabulary = int(self.model.config.vocab_size)
        while order:
            longest = sizes[order[-1]]
            size = max(1, min(self.settings.batch_tokens // longest, LARGEST // (longest * vocabulary)))
            chosen, order = order[-size:], order[:-size]
            logs = self.log_probabilities([rows[i] for i in chosen]).cpu()
            for row, i in enumerate(chosen):
                values = logs[row, len(asked) : len(rows[i][1])].tolist()
                found[i] = (values[:-1], values[-1])
        return [found[i] for i in range(len(rows))]

    def log_probabilities(self, rows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Tensor:
        """Log p [rows, longest target] of every target id given its source ids and the target ids before it.

        Both sides as the model reads them, language and end included; what lies past a row's end means nothing.
        """
        device = self.model.device
        source = self._padded([source for source, _ in rows])
        target = self._padded([target for _, target in rows])
        mask = self._mask([source for source, _ in rows])
        shifted = torch.cat([torch.full((len(rows), 1), self._start), target[:, :-1]], dim=1)
        with torch.inference_mode():
            logits = self.model(
                input_ids=source.to(device),
                attention_mask=mask.to(device),
                decoder_input_ids=shifted.to(device),
                use_cache=False,
            ).logits
            logs = torch.log_softmax(logits.float(), dim=-1)
            picked: Tensor = logs.gather(2, target.to(device).unsqueeze(2)).squeeze(2)
        return picked

    def _padded(self, rows: Sequence[Sequence[int]]) -> Tensor:
        longest = max(map(len, rows))
        return torch.tensor([[*row, *[self._pad] * (longest - len(row))] for row in rows])

    def _mask(self, rows: Sequence[Sequence[int]]) -> Tensor:
        longest = max(map(len, rows))
        return torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])

    def _ids_of(self, source: str) -> list[int]:
        ids: list[int] = self.tokenizer(source, add_special_tokens=False)["input_ids"]
        return ids

    def _subwords_of(self, chunk: str) -> list[tuple[int, str | None]]:
        """Id and text of the target subwords of a piece of text without spaces; None for one that has no name."""
        side = "text_target" if self._marian else "text"  # the others have one vocabulary for all
        ids: list[int] = self.tokenizer(**{side: chunk}, add_special_tokens=False)["input_ids"]
        names = self.tokenizer.convert_ids_to_tokens(ids)
        unknown = self.tokenizer.unk_token_id
        return [(number, None if number == unknown else name) for number, name in zip(ids, names, strict=True)]

    def _source_prefix(self, source_lang: str, target_lang: str) -> list[int]:
        if not self._marian:
            return self._known(language_tokens(source_lang))
        return self._known(marian_tags(target_lang))

    def _target_prefix(self, target_lang: str) -> list[int]:
        return [] if self._marian else self._known(language_tokens(target_lang))

    def _known(self, names: Sequence[str]) -> list[int]:
        """The id of the first of these tokens that the model has; nothing where it has none."""
        ids = (self.tokenizer.convert_tokens_to_ids(name) for name in names)
        return [number for number in ids if number is not None and number != self.tokenizer.unk_token_id][:1]

    def _stranger(self, source_lang: str, target_lang: str) -> str:
        """Why this pair of languages cannot be judged; "" when it can."""
        if not source_lang:
            return "there is no source, or its language is not known"
        for code, side in ((source_lang, "source"), (target_lang, "target")):
            if self.languages and code not in self.languages:
                return f"this model does not know {language_name(code) or code} as a {side}"
            if self._marian:
                stated = plain_code(str(getattr(self.tokenizer, f"{side}_lang", None) or code))
                known = stated == code or (side == "target" and bool(self._known(marian_tags(code))))
            else:
                known = bool(self._known(language_tokens(code)))
            if not known:
                return f"this model does not know {language_name(code) or code} as a {side}"
        return ""

    def _rating(self, segment: Segment, forced: Forced) -> Rating:
        assert segment.target_span is not None
        offset = segment.target_span.start
        words = tuple(
            WordRating(span.shift(offset), 0.0, _wrong(span, forced)) for span in word_spans(segment.target)
        )
        mean = (sum(forced.logs) + forced.end) / (len(forced.logs) + 1)
        faithful = Score("consistency", min(1.0, math.exp(mean)), self.signature)
        fluent = Score("fluency", None, self.signature, ONE_SCORE)
        return Rating(segment.id, fluent, faithful, words, windows=forced.windows)

    def _abstained(self, segment: Segment, reason: str) -> Rating:
        fluent, faithful = (Score(name, None, self.signature, reason) for name in ("fluency", "consistency"))
        return Rating(segment.id, fluent, faithful)


def _missing(segment: Segment) -> str | None:
    if segment.target_span is None or not word_spans(segment.target):
        return "no translation for this segment"
    return None if segment.source.strip() else "no source for this segment"


def _wrong(word: Span, forced: Forced) -> float:
    """1 - exp(mean log p) over the subwords that touch the word; 0 where the tokenizer leaves nothing of it."""
    logs = [
        log
        for subword, log in zip(forced.subwords, forced.logs, strict=True)
        if subword.start < word.end and word.start < subword.end
    ]
    return min(1.0, max(0.0, 1 - math.exp(sum(logs) / len(logs)))) if logs else 0.0
