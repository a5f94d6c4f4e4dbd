"""What the built-in model is trained on, in which shares: the one place that says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.errors import InvalidInput
from models.heads import PairReader
from models.lexicon import Lexicons
from models.training.examples import Example, Row, encode, hide_features, without_source
from models.training.material import Material
from models.training.stream import Rows

ALONE = 0.2
"""Share of examples that are shown without their source."""
BATCH = 32
DECIDED = 0.15
"""Share of what reviewers decided, where it is given, in place of as much of everything else."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Shares of example kinds (they sum to 1), the highest learning rate, and how far to trust our own marks.

    `peak` multiplies the rates of `models.training.loop`. `made` multiplies the weight of sentence scores
    that no one gave to the sentence as a whole (synthetic errors, post-edits, news, expert spans).
    """

    judged: float
    synthetic: float
    post_edit: float
    news: float
    experts: float
    from_english: float
    peak: float
    made: float


PRETRAIN = Stage(
    judged=0.20, synthetic=0.44, post_edit=0.03, news=0.03, experts=0.08, from_english=0.22, peak=0.8, made=0.6
)
FINETUNE = Stage(
    judged=0.50, synthetic=0.22, post_edit=0.02, news=0.02, experts=0.06, from_english=0.18, peak=1.0, made=0.3
)
STAGES = {"pretrain": PRETRAIN, "finetune": FINETUNE}


class StageRows:
    """Encoded examples of a stage, without end."""

    def __init__(self, material: Material, stage: Stage, tokenizer: PairReader) -> None:
        self.material, self.stage, self.tokenizer, self.rng = material, stage, tokenizer, material.rng
        self._kinds: list[tuple[Callable[[], Example], float]] = [
            (material.judged_one, stage.judged), (material.synthetic_one, stage.synthetic),
            (material.post_edit_one, stage.post_edit), (material.news_one, stage.news),
            (material.experts_one, stage.experts), (material.from_english_one, stage.from_english),
        ]  # fmt: skip

    def draw(self) -> Row:
        """A random one that is not too long."""
        while True:
            example = self._example()
            lexicon = self.material.lexicons.get(example.lang) if example.source is not None else None
            row = encode(example, self.tokenizer, lexicon)
            if row is not None:
                return hide_features(row, self.rng)

    def _example(self) -> Example:
        make = self.rng.choices([kind for kind, _ in self._kinds], [share for _, share in self._kinds])[0]
        example = make()
        if example.sentence_weight < 1:
            example = replace(example, sentence_weight=example.sentence_weight * self.stage.made)
        if example.source is not None and example.z > -1.6 and self.rng.random() < ALONE:
            example = without_source(example)
        return example

    def state(self) -> dict[str, Any]:
        """That of the material."""
        return self.material.state()

    def restore(self, state: dict[str, Any]) -> None:
        """That of the material."""
        self.material.restore(state)


class WithDecisions:
    """Rows of a stage, and among them some of reviewers' decisions (`models.training.decisions`)."""

    def __init__(
        self, rows: Rows, examples: Sequence[Example], tokenizer: PairReader, lexicons: Lexicons
    ) -> None:
        """Examples that are too long are left out. Raises InvalidInput when none is left."""
        self.rows, self.rng, self._tokenizer, self._lexicons = rows, rows.rng, tokenizer, lexicons
        self.examples = [example for example in examples if self._encoded(example) is not None]
        if not self.examples:
            raise InvalidInput("the decisions hold nothing to learn from: no sentence of a language that is judged")

    def draw(self) -> Row:
        """A random one."""
        if self.rng.random() < DECIDED:
            example = self.rng.choice(self.examples)
            if example.source is not None and self.rng.random() < ALONE:
                example = without_source(example)
            row = self._encoded(example)
            if row is not None:
                return hide_features(row, self.rng)
        return self.rows.draw()

    def _encoded(self, example: Example) -> Row | None:
        lexicon = self._lexicons.get(example.lang) if example.source is not None else None
        return encode(example, self._tokenizer, lexicon)

    def state(self) -> Any:
        """That of the stage's rows, whose randomness they share."""
        return self.rows.state()

    def restore(self, state: Any) -> None:
        """That of the stage's rows."""
        self.rows.restore(state)
