"""How well runs of source and target units answer to each other: length, shared tokens, meaning.

Costs are negative log likelihoods (nats), so that the three kinds of evidence add up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from math import erfc, exp, log, sqrt
from statistics import fmean, median, pstdev

from models.languages import LanguagePair
from models.spans import Span
from models.text.beads import diagonal
from models.text.shared_tokens import SharedTokens

Similarity = Callable[[str, str], float]

PRIORS = {
    (1, 1): 0.89, (1, 0): 0.00495, (0, 1): 0.00495, (1, 2): 0.0445, (2, 1): 0.0445, (2, 2): 0.011,
    (1, 3): 0.005, (3, 1): 0.005, (1, 4): 0.001, (4, 1): 0.001,
}  # fmt: skip
"""Probability of each bead shape (Gale & Church 1993, table 5; halves where they count two shapes as one). They do not
know one against three and four; each further sentence is taken to be some five to nine times as rare."""
_SHAPE_COSTS = {shape: -log(prior) for shape, prior in PRIORS.items()}
LENGTH_VARIANCE = 6.8
"""Variance of target length per code point of English text (Gale & Church 1993, section 3.3)."""
MAX_LENGTH_COST = 14.0
"""Nats; one odd length must not outweigh everything else."""
_HOPELESS_DELTA = 5.2
"""Standard deviations beyond which a length costs more than MAX_LENGTH_COST: -log(erfc(5.2 / sqrt(2))) is 15."""
MAX_LENGTH_COST_OF_MANY = 4.0
"""Nats above which one sentence does not answer to three or four: too short for them all, it lacks one of them."""
GAP_COST = 1.0
"""Nats on top of the prior for a unit without a partner; tuned on altered FLORES dev articles."""

LENGTH_PER_ENGLISH = {
    "ar": 0.88, "cs": 0.96, "de": 1.17, "en": 1.0, "es": 1.19, "et": 0.92, "fa": 0.94, "fr": 1.20, "he": 0.77,
    "it": 1.18, "ne": 0.91, "pt": 1.09, "ro": 1.13, "ru": 1.08, "si": 0.99, "tr": 1.03, "uk": 1.02,
    "zh": 0.33,
}  # fmt: skip
"""Code points for one of English (FLORES-200 dev; et, ne, si: MLQE-PE dev); others are learnt."""
_RATIO_PLAY = log(1.25)
"""How far an article may pull the expected ratio from the table: it may also lack passages."""

MEANING_WEIGHT = 12.0
"""Nats between a pair that resembles as translations do and one that resembles as mismatched ones do."""
_CHANCE_SEPARATION = 2.0
"""Standard deviations by which the best of some twenty mismatched ones stands out by chance."""
_WEIGHT_PER_DEVIATION = 3.0
_MIN_DEVIATION = 0.02
"""The standard deviation of mismatched pairs is taken as at least this: a few equal values prove nothing."""
_PROBES, _PROBE_REACH = 20, 10
"""Source units tried, and target units to either side of the diagonal, to learn the scale."""
_MIN_MISMATCHED = 6
_DEFAULT_SCALE = (0.15, 0.55, 4.0)
"""Similarity of mismatched pairs and of translations, and weight in nats, in articles too short to learn them."""
_HOPELESS = 10.0
"""Nats of cheap evidence against a bead above which its meaning is not looked up."""
_SOME_MEANING = 0.15
"""Share of a translation's resemblance that each unit of a merged bead must find in it,"""
_MIN_TELLING = 25.0
"""unless it is shorter than this (English code points): "Not any more." has too few words to resemble anything."""
MAX_COMPARED = 8_000_000
"""Code points, both sides of every pair together, whose meaning is looked up in one article: some seconds. An article
of 2,000 sentences needs half of it; where all resembles all, what is over is left to length and shared tokens."""


class Resemblance:
    """Costs of beads over one article's units (paragraphs or sentences), each given as a span.

    `ratio` is the expected number of target code points per source code point, `scale` the length of
    the target language per English code point. Meaning is looked up once per pair of runs.
    """

    def __init__(
        self,
        source: tuple[str, Sequence[Span]],
        target: tuple[str, Sequence[Span]],
        similarity: Similarity,
        ratio: float,
        scale: float,
    ) -> None:
        self._source_text, self.source = source
        self._target_text, self.target = target
        self._similarity = similarity
        self.source_lengths = [len(span) * ratio / scale for span in self.source]
        self.target_lengths = [len(span) / scale for span in self.target]
        self._source_sums = [0.0, *accumulate(self.source_lengths)]
        self._target_sums = [0.0, *accumulate(self.target_lengths)]
        self._tokens = SharedTokens(
            [span.of(self._source_text) for span in self.source], [span.of(self._target_text) for span in self.target]
        )
        self._known: dict[tuple[int, int, int, int], float] = {}
        self._compared = 0
        self._mismatched, self._translations, self._weight = 0.0, 1.0, 0.0

    def cheap(self, source: int, target: int, sources: int, targets: int) -> float:
        """Cost from the bead's shape, lengths and shared tokens alone."""
        cost = _SHAPE_COSTS[sources, targets]
        if not (sources and targets):
            return cost + GAP_COST
        expected = self._source_sums[source + sources] - self._source_sums[source]
        found = self._target_sums[target + targets] - self._target_sums[target]
        length = _length_cost(expected, found)
        if max(sources, targets) > 2 and length > MAX_LENGTH_COST_OF_MANY:
            length = MAX_LENGTH_COST
        return cost + length + self._tokens.cost(source, target, sources, targets)

    def full(self, source: int, target: int, sources: int, targets: int) -> float:
        """`cheap` with meaning."""
        cost = self.cheap(source, target, sources, targets)
        if not self._weight or not (sources and targets):
            return cost
        hopeless = cost > _HOPELESS or not self._each_finds_some(source, target, sources, targets)
        meaning = 0.0 if hopeless else self._meaning(source, target, sources, targets)
        return cost + (0.5 - meaning) * self._weight

    def _each_finds_some(self, source: int, target: int, sources: int, targets: int) -> bool:
        """False when a merged bead holds a unit that resembles nothing on its other side."""
        if sources == targets == 1:
            return True
        rows, columns = range(source, source + sources), range(target, target + targets)
        pairs = {(i, j): self._meaning(i, j, 1, 1) for i in rows for j in columns}
        return all(
            self.source_lengths[i] < _MIN_TELLING or max(pairs[i, j] for j in columns) >= _SOME_MEANING for i in rows
        ) and all(
            self.target_lengths[j] < _MIN_TELLING or max(pairs[i, j] for i in rows) >= _SOME_MEANING for j in columns
        )

    def _meaning(self, source: int, target: int, sources: int, targets: int) -> float:
        """Resemblance of two runs: 0 as mismatched pairs, 1 as translations, clipped to [-0.25, 1.25]."""
        value = self._look_up(source, target, sources, targets)
        return min(1.25, max(-0.25, (value - self._mismatched) / (self._translations - self._mismatched)))

    def _look_up(self, source: int, target: int, sources: int, targets: int) -> float:
        key = (source, target, sources, targets)
        if key not in self._known:
            left = self._source_text[self.source[source].start : self.source[source + sources - 1].end]
            right = self._target_text[self.target[target].start : self.target[target + targets - 1].end]
            self._compared += len(left) + len(right)
            if self._compared > MAX_COMPARED:
                return self._mismatched
            self._known[key] = self._similarity(left, right)
        return self._known[key]

    def learn_scale(self, places: Sequence[tuple[int, int]]) -> None:
        """Learns what similarity means here, from units around (source, target) places on a rough path.

        Without it `full` equals `cheap`, and so it does where translations do not stand out.
        """
        best: list[float] = []
        mismatched: list[float] = []
        for probe in sorted({number * len(places) // _PROBES for number in range(_PROBES)}) if places else ():
            row, column = places[probe]
            window = range(max(0, column - _PROBE_REACH), min(len(self.target), column + _PROBE_REACH + 1))
            values = sorted(self._look_up(row, column, 1, 1) for column in window)
            best += values[-1:]
            mismatched += values[:-1]
        self._mismatched, self._translations, self._weight = _scale(best, mismatched)

    def rough_path(self, rows: range, columns: range) -> list[int]:
        """Column (from 0) at which each row of a block starts, and the end: by tokens found once on
        either side, in one order on both; by length where there are none."""
        chain = [(row - rows.start, column - columns.start) for row, column in self._tokens.once(rows, columns)]
        if not chain:
            source, target = self.source_lengths, self.target_lengths
            return diagonal(source[rows.start : rows.stop], target[columns.start : columns.stop])
        path = [0] * (len(rows) + 1)
        for (row, column), (next_row, next_column) in pairwise([(0, 0), *chain, (len(rows), len(columns))]):
            for step in range(next_row - row + 1):
                path[row + step] = column + step * (next_column - column) // max(1, next_row - row)
        return path


def expected_ratio(source: str, target: str, pair: LanguagePair) -> float:
    """Target code points to expect per source code point, from the languages and the article itself."""
    observed = max(1, len(target)) / max(1, len(source))
    if pair.source not in LENGTH_PER_ENGLISH or pair.target not in LENGTH_PER_ENGLISH:
        return observed
    usual = LENGTH_PER_ENGLISH[pair.target] / LENGTH_PER_ENGLISH[pair.source]
    return usual * exp(min(_RATIO_PLAY, max(-_RATIO_PLAY, log(observed / usual))) / 2)


def _length_cost(expected: float, found: float) -> float:
    """-log P(|delta| at least as large), Gale & Church 1993, section 3.3."""
    delta = (found - expected) / sqrt(max(1.0, (found + expected) / 2) * LENGTH_VARIANCE)
    if abs(delta) > _HOPELESS_DELTA:
        return MAX_LENGTH_COST
    return min(MAX_LENGTH_COST, -log(max(erfc(abs(delta) / sqrt(2)), 1e-12)))


def _scale(best: Sequence[float], mismatched: Sequence[float]) -> tuple[float, float, float]:
    """(similarity of mismatched pairs, of translations, weight in nats); weight 0 where it tells nothing."""
    if len(mismatched) < _MIN_MISMATCHED:
        return _DEFAULT_SCALE
    low, high = fmean(mismatched), median(best)
    separation = (high - low) / max(pstdev(mismatched), _MIN_DEVIATION)
    weight = _WEIGHT_PER_DEVIATION * (separation - _CHANCE_SEPARATION)
    return (low, high, min(MEANING_WEIGHT, weight)) if weight > 0 else (0.0, 1.0, 0.0)


def paragraph_starts(units: Sequence[Span], paragraphs: Sequence[Span]) -> list[bool]:
    """For each unit, True where it opens a paragraph other than the first."""
    starts = {paragraph.start for paragraph in paragraphs[1:]}
    return [unit.start in starts for unit in units]
