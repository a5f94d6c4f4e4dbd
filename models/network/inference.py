"""Reading pairs with the network: long ones in overlapping windows, those of like length together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from models.languages import UNTOLD_INTO_ENGLISH, LanguagePair
from models.network.alignment import aligned_words, word_vectors
from models.network.answers import MIDDLE
from models.network.batching import START, cheapest_batches
from models.network.output import UNALIGNED, NetworkOutput
from models.network.pairs import SOURCE, TRANSLATION, Encoded, PairTokenizer, Words, collate
from models.network.precision import FULL, reading_in
from models.network.quality import QualityNetwork
from models.text import windows

Array = NDArray[np.float32]
Pair = tuple[Words, Words | None]
BATCH_TOKENS = 1024
_SUMMED = ("error", "edited", "major", "critical", "kinds")


@dataclass(frozen=True, slots=True)
class _Window:
    """Part of a pair that is read at once; `first` and `source_first` index its first words in the whole."""

    pair: int
    first: int
    target: Words
    source_first: int
    source: Words | None


@dataclass(frozen=True)
class Inference:
    """A network in eval mode and its tokenizer; `batch_tokens` subwords are read at once on `device`.

    `precision`: HALF where the encoder was put in it by `models.network.precision.lower`.
    """

    network: QualityNetwork
    tokenizer: PairTokenizer
    batch_tokens: int = BATCH_TOKENS
    device: str = "cpu"
    precision: str = FULL

    def read(self, pairs: Sequence[Pair], languages: LanguagePair = UNTOLD_INTO_ENGLISH) -> list[NetworkOutput]:
        """One output a (target words, source words or None) pair, in order; nothing is cut off.

        `languages`: of all of them.
        """
        parts = [part for number, pair in enumerate(pairs) for part in self._windows(number, *pair)]
        encoded = [self.tokenizer.encode(part.target, part.source, languages) for part in parts]
        own: defaultdict[int, list[tuple[_Window, NetworkOutput]]] = defaultdict(list)
        for part, output in zip(parts, self._run(parts, encoded), strict=True):
            own[part.pair].append((part, output))
        return [_joined(len(target), len(source or ()), own[n]) for n, (target, source) in enumerate(pairs)]

    def _windows(self, number: int, target: Words, source: Words | None) -> list[_Window]:
        """The pair itself when short; else overlapping windows, each with its part of the source."""
        budget, source_budget = windows.budgets(self.tokenizer.room)
        of_target, of_source = self._sizes(target), self._sizes(source or ())
        found = []
        for part in windows.cut(of_target, budget):
            seen, answer = source, range(0)
            if source is not None:
                answer = windows.counterpart(part, len(target), of_source, source_budget)
                seen = source[answer.start : answer.stop]
            found.append(_Window(number, part.start, target[part.start : part.stop], answer.start, seen))
        return found

    def _sizes(self, words: Words) -> list[int]:
        """Subwords of each word."""
        sizes = Counter(self.tokenizer.rows(words)[1])
        return [sizes[index] for index in range(len(words))]

    def _run(self, parts: Sequence[_Window], encoded: Sequence[Encoded]) -> list[NetworkOutput]:
        """One output a window, in order; windows of like length are read together."""
        results: dict[int, NetworkOutput] = {}
        start = START if self.device == "cpu" else self.batch_tokens  # other devices like their batches full
        for chosen in cheapest_batches([len(item.ids) for item in encoded], self.batch_tokens, start):
            results |= zip(chosen, self._outputs([parts[i] for i in chosen], [encoded[i] for i in chosen]), strict=True)
        return [results[i] for i in range(len(encoded))]

    def _outputs(self, parts: Sequence[_Window], encoded: Sequence[Encoded]) -> list[NetworkOutput]:
        batch = collate(encoded).to(self.device)
        with torch.inference_mode():
            with reading_in(torch.device(self.device).type, self.precision):
                states = self.network.states(batch)
            said = self.network.estimate(states, batch)
            probabilities = {
                name: torch.sigmoid(getattr(said, name)).cpu().numpy()
                for name in ("error", "edited", "major", "critical", "gap", "lost")
            }
            probabilities["kinds"] = torch.softmax(said.kind, -1).cpu().numpy()
            sentences = torch.cat([said.rated, said.marked[:, :1]], dim=1).cpu().numpy()
            vectors = (states.middle - self.network.common[MIDDLE]).cpu().numpy()
        return [
            _output(part, item, {name: values[row] for name, values in probabilities.items()}, sentences[row], vector)
            for row, (part, item, vector) in enumerate(zip(parts, encoded, vectors, strict=True))
        ]


def _output(
    part: _Window, item: Encoded, said: dict[str, Array], sentence: Array, vectors: Array
) -> NetworkOutput:
    """The token values of one row by word."""
    words, source_words = len(part.target), len(part.source or ())
    by_word = {name: _by_word(said[name], item, TRANSLATION, words) for name in (*_SUMMED, "gap")}
    gaps = np.append(by_word.pop("gap"), said["gap"][item.end(TRANSLATION)])
    target, source = (
        word_vectors(vectors[: len(item.ids)], item.owner, (item.sides == side) & (item.owner >= 0), count)
        for side, count in ((TRANSLATION, words), (SOURCE, source_words))
    )
    lost, aligned = _by_word(said["lost"], item, SOURCE, source_words), aligned_words(target, source)
    z, hter, soundness = map(float, sentence)
    error, edited, major, critical, kinds = (by_word[name] for name in _SUMMED)
    return NetworkOutput(error, edited, major, critical, kinds, gaps, lost, aligned, z, hter, soundness)


def _by_word(tokens: Array, item: Encoded, side: int, count: int) -> Array:
    """Token values of one side by word; nan for a word that the tokenizer leaves nothing of."""
    found = np.full((count, *tokens.shape[1:]), np.nan, np.float32)
    places = item.starts(side)
    found[item.word[places]] = tokens[places]
    return found


def _joined(words: int, source_words: int, parts: Sequence[tuple[_Window, NetworkOutput]]) -> NetworkOutput:
    """Windows back to one output: means where they overlap, sentence values weighted by words."""
    weight = np.array([max(1, len(output.error)) for _, output in parts], np.float32)
    weight /= weight.sum()
    overlaid = {
        name: np.nan_to_num(_overlaid(words, [(part.first, getattr(output, name)) for part, output in parts]))
        for name in _SUMMED
    }
    aligned = np.full(words, UNALIGNED, np.int64)
    for part, output in reversed(parts):
        known = np.flatnonzero(output.aligned != UNALIGNED)
        aligned[part.first + known] = part.source_first + output.aligned[known]
    error, edited, major, critical, kinds = (overlaid[name] for name in _SUMMED)
    return NetworkOutput(
        error,
        edited,
        major,
        critical,
        kinds,
        gaps=np.nan_to_num(_overlaid(words + 1, [(part.first, output.gaps) for part, output in parts])),
        lost=_overlaid(source_words, [(part.source_first, output.lost) for part, output in parts]),
        aligned=aligned,
        z=_weighed(weight, [output.z for _, output in parts]),
        hter=_weighed(weight, [output.hter for _, output in parts]),
        soundness=_weighed(weight, [output.soundness for _, output in parts]),
        windows=len(parts),
    )


def _weighed(weight: Array, values: Sequence[float]) -> float:
    return float(sum(w * value for w, value in zip(weight, values, strict=True)))


def _overlaid(count: int, parts: Sequence[tuple[int, Array]]) -> Array:
    """Mean of what the parts, each from its first word on, say of every word; nan where none says anything."""
    rest = parts[0][1].shape[1:]
    total, said = np.zeros((count, *rest), np.float32), np.zeros((count, *rest), np.float32)
    for first, values in parts:
        total[first : first + len(values)] += np.nan_to_num(values)
        said[first : first + len(values)] += ~np.isnan(values)
    return np.divide(total, said, out=np.full((count, *rest), np.nan, np.float32), where=said > 0)
