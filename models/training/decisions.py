"""What reviewers decided, as training examples: the JSON lines that `GET /api/v1/exports/decisions.jsonl` answers.

Only what somebody said is taken for known. Words in a flag that was confirmed or changed, or in a marked passage, are
wrong; in a dismissed flag they are sound; words that a post-editor left are sound, and those that were changed are
known to have been changed, which may be taste.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from models.errors import InvalidInput
from models.json_lines import read_objects
from models.languages import ENGLISH, UNTOLD_INTO_ENGLISH, LanguagePair, compares_pair
from models.spans import Span
from models.text.words import word_spans, words
from models.training.batches import Source
from models.training.rated import z_of_share
from models.training.rows import UNKNOWN, Example, Group, without_source

SHARE = 0.15
"""Of the groups that are drawn, where there are decisions."""
TARGET_ONLY_SHARE = 0.15
"""Share of them that are shown without their source."""
RIGHT, WRONG = ("confirm", "change", "mark"), ("dismiss",)
SENTENCE_WEIGHT = 0.1
"""Nobody has assessed the sentence as a whole: how much was changed stands in for it."""
_NEEDED = ("article", "revision", "action", "undone", "source_lang", "target_lang", "segment", "source", "target",
           "flag", "side", "start", "end", "segment_start", "post_edit")  # fmt: skip
Row = Mapping[str, Any]


@dataclass
class _Sentence:
    """A machine-translated sentence and what was last said of it. Spans count in the texts."""

    pair: LanguagePair
    source: str
    target: str
    flags: dict[str, tuple[str, Span, bool]] = field(default_factory=dict)
    post_edit: str | None = None


def decided_examples(path: Path) -> list[Example]:
    """An example a sentence on which anything was decided, in language pairs that the model compares.

    Raises InvalidInput for what is no such export, naming the line.
    """
    sentences: dict[tuple[str, int, str], _Sentence] = {}
    for row in _rows(path):
        if row["segment"] is None or row["undone"]:
            continue
        key = (row["article"], row["revision"], row["segment"])
        pair = LanguagePair(row["source_lang"] or "", row["target_lang"] or "")
        sentence = sentences.setdefault(key, _Sentence(pair, row["source"], row["target"]))
        _add(sentence, row)
    return [example for sentence in sentences.values() if (example := _example(sentence)) is not None]


def _rows(path: Path) -> Iterator[Row]:
    for number, row in read_objects(path):
        if not all(name in row for name in _NEEDED):
            raise InvalidInput(f"{path}, line {number} is no decision as the service exports them")
        yield row


def _add(sentence: _Sentence, row: Row) -> None:
    if row["action"] in (*RIGHT, *WRONG) and row["segment_start"] is not None:
        begin = row["segment_start"]
        start, end = max(0, row["start"] - begin), row["end"] - begin
        if start < end:
            sentence.flags[row["flag"]] = (row["side"], Span(start, end), row["action"] in RIGHT)
    if row["post_edit"] is not None:
        sentence.post_edit = row["post_edit"]


def _example(sentence: _Sentence) -> Example | None:
    """None where the model does not know such a pair, or nothing is known of any word."""
    target_only = not sentence.source.strip()
    known = sentence.pair.target == ENGLISH if target_only else compares_pair(sentence.pair)
    target = words(sentence.target)
    if not known or not target:
        return None
    edited, gaps, changed = _edits(target, sentence.post_edit)
    left = [0.0 if value == 0.0 else UNKNOWN for value in edited] or [UNKNOWN] * len(target)
    wrong = _decided(sentence, "target", left)
    unknown = [UNKNOWN] * len(words(sentence.source))
    lost = [] if target_only else _decided(sentence, "source", unknown)
    if not edited and all(map(math.isnan, (*wrong, *lost))):
        return None
    return Example(
        pair=UNTOLD_INTO_ENGLISH if target_only else sentence.pair,
        target=target,
        source=None if target_only else words(sentence.source),
        wrong=wrong,
        lost=lost,
        z=z_of_share(changed),
        hter=changed,
        sentence_weight=SENTENCE_WEIGHT if edited else 0.0,
        gaps=gaps,
        edited=edited,
    )


def _edits(target: Sequence[str], post_edit: str | None) -> tuple[list[float], list[float], float]:
    """For each target word whether it was changed, for each gap whether words were put there, and the HTER.

    Nothing where nobody edited. HTER (Snover et al. 2006): changed words for each word of the post-edit, at most 1;
    here without moves.
    """
    if post_edit is None:
        return [], [], 0.0
    better = words(post_edit)
    changed, gaps = [0.0] * len(target), [0.0] * (len(target) + 1)
    operations = Levenshtein.editops(list(target), better)
    for operation in operations:
        if operation.tag == "insert":
            gaps[operation.src_pos] = 1.0
        else:
            changed[operation.src_pos] = 1.0
    return changed, gaps, min(1.0, len(operations) / max(1, len(better)))


def _decided(sentence: _Sentence, side: str, before: Sequence[float]) -> list[float]:
    """What is known of each word of a side: by flags, else as `before`. Found right once, a word is wrong."""
    spans = word_spans(sentence.target if side == "target" else sentence.source)
    found = list(before)
    for right in (False, True):
        for where, flag, is_right in sentence.flags.values():
            if where == side and is_right == right:
                for index in _inside(spans, flag):
                    found[index] = float(right)
    return found


def _inside(spans: Sequence[Span], flag: Span) -> Iterable[int]:
    return (index for index, span in enumerate(spans) if span.overlaps(flag))


class WithDecisions:
    """A source of groups, and among them some of what reviewers decided."""

    def __init__(self, others: Source, examples: Sequence[Example]) -> None:
        """Raises InvalidInput where there is no example."""
        if not examples:
            raise InvalidInput("the decisions hold nothing to learn from: no sentence of a known language")
        self.others, self.examples, self.rng = others, examples, others.rng

    def draw(self) -> Group:
        """A random group."""
        if self.rng.random() >= SHARE:
            return self.others.draw()
        example = self.rng.choice(self.examples)
        target_only = example.source is not None and self.rng.random() < TARGET_ONLY_SHARE
        return Group([without_source(example) if target_only else example])

    def state(self) -> Any:
        """That of the others, whose randomness they share."""
        return self.others.state()

    def restore(self, state: Any) -> None:
        """That of the others."""
        self.others.restore(state)
