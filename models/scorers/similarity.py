"""Sentence similarity by an encoder of sentences (LaBSE, multilingual MiniLM, E5), in sentence-transformers' layout.

A sentence's vector is the mean of its subwords' or the first one's, as `1_Pooling/config.json` says; passed through the
layer in `2_Dense` where there is one (LaBSE); and made of length 1. What stands before every sentence (E5's "query: ")
is the default prompt of `config_sentence_transformers.json`, or `prefix` of our own `similarity.json`.

How a cosine becomes a number in [0, 1]: (cosine - low) / (high - low), cut off at both ends, under consistency; `low`
and `high` by `similarity.json` (0 and 1 where it says nothing; E5's cosines lie above 0.7, whatever is compared). It is
not calibrated, and it is blind to small errors. Fluency is left out.

Long sentences are read in overlapping parts: their vector is the parts' mean, weighted by length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor
from transformers import AutoModel

from models.article import Segment
from models.errors import ModelUnavailable
from models.languages import LanguagePair
from models.rating import Rating
from models.scorers.files import ModelFiles
from models.scorers.part_ratings import one_sided
from models.scorers.pretrained.opening import Opened, open_model, read_json, subword_places
from models.scorers.pretrained.parts import Offsets, Read, parts
from models.scorers.pretrained.segment_scorer import PretrainedScorer

MAX_SUBWORDS_READ = 512
ONE_SCORE = "similarity compares meanings and says nothing of fluency"
ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "Tanh": torch.tanh,
    "Identity": lambda vectors: vectors,
    "ReLU": torch.relu,
    "GELU": torch.nn.functional.gelu,
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a sentence's vector is made, and how a cosine becomes a score."""

    first: bool
    dense: tuple[Tensor, Tensor | None, str] | None
    prefix: str
    low: float
    high: float


class SimilarityScorer(PretrainedScorer[Read[float]]):
    """A sentence encoder and its recipe. Holds no state between calls."""

    name = "similarity"

    def __init__(self, opened: Opened, checksum: str, recipe: Recipe, languages: frozenset[str] = frozenset()) -> None:
        super().__init__(opened, checksum, languages)
        self.recipe = recipe

    @classmethod
    def load(cls, files: ModelFiles) -> Self:
        """The model in `files`. Raises ModelUnavailable."""
        opened = open_model(AutoModel, files.folder, files.settings, files.reads(MAX_SUBWORDS_READ))
        return cls(opened, files.checksum, read_recipe(files.folder), files.languages)

    def _read(self, segments: Sequence[Segment], pair: LanguagePair) -> list[Read[float]]:
        vectors, read = self._read_whole([text for segment in segments for text in (segment.source, segment.target)])
        return [
            Read(self._value(vectors[at], vectors[at + 1]), max(read[at], read[at + 1]))  # each side on its own
            for at in range(0, 2 * len(segments), 2)
        ]

    def _rating(self, segment: Segment, said: Read[float] | None, reason: str, pair: LanguagePair) -> Rating:
        value, read = (None, 1) if said is None else (said.said, said.windows)
        return one_sided(segment, self.signature, "consistency", value, (reason, ONE_SCORE), read)

    def similarity(self, sentences: Iterable[str]) -> Callable[[str, str], float]:
        """How alike two sentences are in meaning, in [0, 1], 0 where either is empty; for the aligner.

        `sentences` are read in one go, many times faster than one by one; others (two joined, say) when first asked
        for. What was read is kept with the measure that is returned, and is gone with it.
        """
        wanted = sorted({sentence for sentence in sentences if sentence.strip()})
        kept = dict(zip(wanted, self.vectors(wanted), strict=True))

        def alike(source: str, target: str) -> float:
            if not source.strip() or not target.strip():
                return 0.0
            unread = [text for text in dict.fromkeys((source, target)) if text not in kept]
            kept.update(zip(unread, self.vectors(unread), strict=True))
            return self._value(kept[source], kept[target])

        return alike

    def vectors(self, texts: Sequence[str]) -> Tensor:
        """One vector of length 1 for each text [texts, size], on the CPU in full precision."""
        return self._read_whole(texts)[0]

    def _read_whole(self, texts: Sequence[str]) -> tuple[Tensor, Counter[int]]:
        """The texts' vectors [texts, size], and in how many parts each was read."""
        rows, owners, weights = [], [], []
        for number, text in enumerate(texts):
            for part in parts(text, None, self._subwords, self._fits, self.opened.longest - self._frame()):
                rows.append(self._ids(part.target.of(text)))
                owners.append(number)
                weights.append(part.weight)
        if not rows:
            return torch.zeros((0, 1)), Counter()
        found = self._pooled(rows) * torch.tensor(weights, dtype=torch.float32)[:, None]
        total = torch.zeros((len(texts), found.shape[1])).index_add_(0, torch.tensor(owners), found)
        return torch.nn.functional.normalize(total, dim=-1), Counter(owners)

    def _value(self, source: Tensor, target: Tensor) -> float:
        cosine = float(source @ target)
        return min(1.0, max(0.0, (cosine - self.recipe.low) / (self.recipe.high - self.recipe.low)))

    def _ids(self, text: str) -> list[int]:
        return list(self.opened.tokenizer(self.recipe.prefix + text)["input_ids"])

    def _frame(self) -> int:
        return len(self._ids("")) + 2

    def _fits(self, text: str, _: str | None) -> bool:
        return len(self._ids(text)) <= self.opened.longest

    def _subwords(self, text: str) -> Offsets:
        return subword_places(self.opened.tokenizer, text)

    def _pooled(self, rows: Sequence[list[int]]) -> Tensor:
        """Vectors of length 1 of rows of subwords, in order."""
        found: list[Tensor] = [torch.empty(0)] * len(rows)
        for chosen, ids, mask in self.opened.batches(rows):
            with torch.inference_mode():
                states = self.opened.network(input_ids=ids, attention_mask=mask).last_hidden_state.float().cpu()
                seen = mask.cpu()[..., None].float()
                pooled = states[:, 0] if self.recipe.first else (states * seen).sum(1) / seen.sum(1)
                if self.recipe.dense:
                    weight, bias, activation = self.recipe.dense
                    pooled = ACTIVATIONS[activation](torch.nn.functional.linear(pooled, weight, bias))
                vectors = torch.nn.functional.normalize(pooled, dim=-1)
            for i, vector in zip(chosen, vectors, strict=True):
                found[i] = vector
        return torch.stack(found)


def read_recipe(folder: Path) -> Recipe:
    """What the folder's files say of pooling, dense layer, prefix and scale. Raises ModelUnavailable."""
    pooling = read_json(folder / "1_Pooling" / "config.json")
    modes = {name for name, on in pooling.items() if name.startswith("pooling_mode_") and on is True}
    modes |= {f"pooling_mode_{mode}" for mode in [pooling.get("pooling_mode")] if mode}  # newer releases' way
    first, mean = {"pooling_mode_cls_token", "pooling_mode_cls"}, {"pooling_mode_mean_tokens", "pooling_mode_mean"}
    if modes - first and modes - mean:
        raise ModelUnavailable(f"{folder} pools by {', '.join(sorted(modes))}: only the mean or the first is known")
    ours, theirs = read_json(folder / "similarity.json"), read_json(folder / "config_sentence_transformers.json")
    named = (theirs.get("prompts") or {}).get(theirs.get("default_prompt_name") or "", "")
    try:
        low, high = float(ours.get("low", 0.0)), float(ours.get("high", 1.0))
    except (TypeError, ValueError) as error:
        raise ModelUnavailable(f"{folder / 'similarity.json'}: low and high should be numbers") from error
    if not low < high:
        raise ModelUnavailable(f"{folder / 'similarity.json'}: low should be less than high")
    return Recipe(bool(modes & first), _dense(folder / "2_Dense"), str(ours.get("prefix", named or "")), low, high)


def _dense(folder: Path) -> tuple[Tensor, Tensor | None, str] | None:
    written: dict[str, Any] = read_json(folder / "config.json")
    if not written:
        return None
    activation = str(written.get("activation_function", "Identity")).rpartition(".")[2]
    if activation not in ACTIVATIONS:
        raise ModelUnavailable(f"{folder / 'config.json'}: {activation} is not among {', '.join(ACTIVATIONS)}")
    try:
        state = load_file(folder / "model.safetensors")
        bias = state["linear.bias"].float() if written.get("bias", True) else None
        return state["linear.weight"].float(), bias, activation
    except (OSError, KeyError, SafetensorError) as error:
        raise ModelUnavailable(f"{folder} has no dense layer as safetensors: {error}") from error
