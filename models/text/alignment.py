"""Source and target sentences joined into segments, so that a missing one shifts nothing after it.

First paragraphs are aligned, then the sentences between paragraphs that clearly belong together, both by
the same dynamic programme (Gale & Church 1993) on length, shared tokens and meaning (as Moore 2002: a
cheap search first, the expensive evidence only near its path).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from models.article import SIDES, Article, Part, Segment
from models.spans import Span
from models.text.beads import Bead, Cost, best_path, centre_of
from models.text.resemblance import (
    LENGTH_PER_ENGLISH,
    Resemblance,
    Similarity,
    expected_ratio,
    paragraph_starts,
)
from models.text.sentences import split_paragraphs, split_sentences

FULL_SEARCH_CELLS = 2_500
"""Cells (50 x 50 units) up to which meaning is looked up without a cheap search before."""
CHEAP_HALF_WIDTH = 16
FULL_HALF_WIDTH = 3
"""Units to either side of the rough path, and of the cheap path, in larger blocks."""
MAX_PARAGRAPH_RATIO = 2.0
"""Where one side has this many times more paragraphs, they were cut anew and tell nothing."""
BREAK_INSIDE_COST = 3.0
BREAK_ALONE_COST = 0.5
BREAK_TOGETHER_GAIN = 1.0
"""Nats: a paragraph break inside a bead, at its start on one side, at its start on both sides."""

MAX_UNITS = 2_000
"""Sentences of one side above which neighbours are joined before they are aligned: a book of short lines then has no
more segments than a long article, for this step and all after it. 200,000 characters of news are 2,000 sentences."""

Breaks = tuple[Sequence[bool], Sequence[bool]]
"""For each source and each target unit, True where it opens a paragraph."""
Pair = tuple[Sequence[Span], Sequence[Span]]
"""Source sentences and the target sentences that answer to them."""


def align(article: Article, similarity: Similarity) -> tuple[Segment, ...]:
    """Segments in reading order of the target; every sentence of either side is in exactly one.

    `similarity(source sentence, target sentence)` lies in [0, 1]; what it says is measured against the
    article's own mismatched pairs, and a constant leaves length and shared tokens to decide. Without a source
    there is one segment a target sentence. Named fields are aligned each by itself; of a pair that is known,
    nothing is left over when one side is a single sentence. Ids are "s1", "s2", …; spans are article offsets.
    """
    pairs = [pair for part in article.parts for pair in _pairs_of(part, article, similarity)]
    pairs = pairs if article.parts else _pairs(article, similarity)
    return tuple(_segment(f"s{number}", article, *pair) for number, pair in enumerate(pairs, 1))


def _pairs_of(part: Part, article: Article, similarity: Similarity) -> list[Pair]:
    """The pairs of one named field, at the offsets of the article."""
    starts = {side: place.start if (place := part.span(side)) else 0 for side in SIDES}
    texts = {side: place.of(article.text(side)) if (place := part.span(side)) else "" for side in SIDES}
    source = None if article.source is None else texts["source"]
    alone = replace(article, target=texts["target"], source=source, parts=())
    pairs: list[Pair] = [
        ([span.shift(starts["source"]) for span in sources], [span.shift(starts["target"]) for span in targets])
        for sources, targets in _pairs(alone, similarity)
    ]
    whole: Pair = [span for sources, _ in pairs for span in sources], [span for _, targets in pairs for span in targets]
    # where one side is one sentence, a known pair leaves nothing to align
    return [whole] if part.paired and min(map(len, whole)) == 1 else pairs


def _pairs(article: Article, similarity: Similarity) -> list[Pair]:
    """The sentences of an article that is one text, source and target in pairs."""
    target = _joined_to_bounds(split_sentences(article.target, article.target_lang))
    if article.source is None:
        return [((), (sentence,)) for sentence in target]
    source = _joined_to_bounds(split_sentences(article.source, article.source_lang))
    beads = _Aligner(article, article.source, similarity).beads(source, target)
    return [(source[b.source : b.source_end], target[b.target : b.target_end]) for b in beads]


def _joined_to_bounds(units: Sequence[Span]) -> Sequence[Span]:
    """The sentences themselves; of more than MAX_UNITS as many runs of neighbours, of nearly the same length."""
    if len(units) <= MAX_UNITS:
        return units
    share = sum(map(len, units)) / (MAX_UNITS - 1)
    joined: list[Span] = []
    walked, place = 0, -1.0
    for unit in units:
        if walked // share == place:
            joined[-1] = Span(joined[-1].start, unit.end)
        else:
            joined.append(unit)
            place = walked // share
        walked += len(unit)
    return joined


def _segment(name: str, article: Article, sources: Sequence[Span], targets: Sequence[Span]) -> Segment:
    source, target = _joined(sources), _joined(targets)
    return Segment(
        name,
        source.of(article.source or "") if source else "",
        target.of(article.target) if target else "",
        source,
        target,
    )


def _joined(units: Sequence[Span]) -> Span | None:
    """From the start of the first to the end of the last."""
    return Span(units[0].start, units[-1].end) if units else None


@dataclass(frozen=True)
class Block:
    """Units of either side that answer to each other as a whole."""

    rows: range
    columns: range

    @property
    def cells(self) -> int:
        """Pairs of units."""
        return len(self.rows) * len(self.columns)

    def search(self, cost: Cost, centre: Sequence[int], half_width: int) -> list[Bead]:
        """The best beads, numbered as the units are; `centre` counts from the block's first column."""
        row, column = self.rows.start, self.columns.start
        path = best_path(
            len(self.rows),
            len(self.columns),
            lambda i, j, sources, targets: cost(row + i, column + j, sources, targets),
            centre,
            half_width,
        )
        return [bead.shift(row, column) for bead in path]


@dataclass(frozen=True)
class _Aligner:
    article: Article
    source_text: str
    similarity: Similarity

    def beads(self, source: Sequence[Span], target: Sequence[Span]) -> list[Bead]:
        """The sentence beads of the whole article."""
        source_paragraphs = split_paragraphs(self.source_text)
        target_paragraphs = split_paragraphs(self.article.target)
        blocks = [
            Block(
                _units_in(source, source_paragraphs[group.source : group.source_end]),
                _units_in(target, target_paragraphs[group.target : group.target_end]),
            )
            for group in self._groups(source_paragraphs, target_paragraphs)
        ]
        breaks = paragraph_starts(source, source_paragraphs), paragraph_starts(target, target_paragraphs)
        return _search(blocks, self._resemblance(source, target), breaks)

    def _groups(self, source: Sequence[Span], target: Sequence[Span]) -> list[Bead]:
        """Runs of paragraphs whose sentences belong together, in order."""
        fewer, more = sorted((len(source), len(target)))
        if fewer < 2 or more > min(MAX_PARAGRAPH_RATIO * fewer, MAX_UNITS):
            return [Bead(0, len(source), 0, len(target))]
        whole = Block(range(len(source)), range(len(target)))
        no_breaks = [False] * len(source), [False] * len(target)
        return _pool(_search([whole], self._resemblance(source, target), no_breaks))

    def _resemblance(self, source: Sequence[Span], target: Sequence[Span]) -> Resemblance:
        article = self.article
        return Resemblance(
            (self.source_text, source),
            (article.target, target),
            self.similarity,
            expected_ratio(self.source_text, article.target, article.pair),
            LENGTH_PER_ENGLISH.get(article.target_lang, 1.0),
        )


def _pool(path: Sequence[Bead]) -> list[Bead]:
    """Joins every paragraph bead that is not 1-1 with its neighbours: their sentences decide."""
    groups: list[Bead] = []
    for before, bead in pairwise([None, *path]):
        if before and bead and not before.shape == bead.shape == (1, 1):
            groups[-1] = Bead(groups[-1].source, bead.source_end, groups[-1].target, bead.target_end)
        elif bead:
            groups.append(bead)
    return groups


def _units_in(units: Sequence[Span], paragraphs: Sequence[Span]) -> range:
    """Indices of the sentences inside some neighbouring paragraphs."""
    inside = _joined(paragraphs)
    if inside is None:
        return range(0)
    return range(
        bisect_left(units, inside.start, key=lambda unit: unit.start),
        bisect_left(units, inside.end, key=lambda unit: unit.start),
    )


def _search(blocks: Sequence[Block], costs: Resemblance, breaks: Breaks) -> list[Bead]:
    """The best beads of every block, in order: roughly first, then with meaning."""
    rough = [_rough_path(block, costs, breaks) for block in blocks]
    costs.learn_scale(
        [
            (row, block.columns.start + path[row - block.rows.start])
            for block, path in zip(blocks, rough, strict=True)
            for row in block.rows
        ]
    )
    found: list[Bead] = []
    for block, path in zip(blocks, rough, strict=True):
        centre = path if block.cells > FULL_SEARCH_CELLS else ()
        found += block.search(_with_breaks(costs.full, breaks), centre, FULL_HALF_WIDTH)
    return found


def _rough_path(block: Block, costs: Resemblance, breaks: Breaks) -> list[int]:
    """The column where each row starts, without a look at meaning."""
    path = costs.rough_path(block.rows, block.columns)
    if block.cells <= FULL_SEARCH_CELLS:
        return path
    cheap = block.search(_with_breaks(costs.cheap, breaks), path, CHEAP_HALF_WIDTH)
    return centre_of([bead.shift(-block.rows.start, -block.columns.start) for bead in cheap], len(block.rows))


def _with_breaks(cost: Cost, breaks: Breaks) -> Cost:
    """`cost` with what the paragraph breaks in and before a bead say about it."""
    source_starts, target_starts = breaks

    def total(source: int, target: int, sources: int, targets: int) -> float:
        price = cost(source, target, sources, targets)
        if sources > 1:
            price += BREAK_INSIDE_COST * sum(source_starts[source + 1 : source + sources])
        if targets > 1:
            price += BREAK_INSIDE_COST * sum(target_starts[target + 1 : target + targets])
        if sources and targets:
            together = source_starts[source] + target_starts[target]
            price += (0.0, BREAK_ALONE_COST, -BREAK_TOGETHER_GAIN)[together]
        return price

    return total
