"""What the built-in model is trained on, in which shares: the one place that says so."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models import corpora
from models.corpora import Pair
from models.encoder import PairTokenizer
from models.lexicon import Lexicons
from models.text.words import word_spans, words
from models.training.corruption import Corruptor
from models.training.examples import (
    UNKNOWN,
    Example,
    Row,
    Synthesiser,
    encode,
    hide_features,
    judged_example,
    made_z,
    without_source,
)
from models.training.phrasebook import Phrasebook

LANGUAGES = (
    "ar",
    "ru",
    "ro",
    "et",
    "ne",
    "si",
    "de",
    "fr",
    "es",
    "zh",
    "it",
    "pt",
    "cs",
    "uk",
    "tr",
    "fa",
    "he",
)
SYNTHETIC_SHARES = {
    "ar": 0.40, "ru": 0.12, "ro": 0.08, "zh": 0.08, "de": 0.06, "fr": 0.05, "es": 0.05, "et": 0.03, "ne": 0.03,
    "si": 0.03, "it": 0.01, "pt": 0.01, "cs": 0.01, "uk": 0.01, "tr": 0.01, "fa": 0.01, "he": 0.01,
}  # fmt: skip
ALONE = 0.2
"""Share of examples that are shown without their source."""
BOOK_SENTENCES = 30_000
SHORT_WORDS = 9
"""Most of Tatoeba is this short: three in four such pairs are left out, since news is not."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Shares of example kinds (they sum to 1), the highest learning rate, and how far to trust our own marks.

    `peak` multiplies the rates of `models.training.loop`. `made` multiplies the weight of sentence scores
    that no human gave (synthetic errors, post-edits, news).
    """

    judged: float
    synthetic: float
    post_edit: float
    news: float
    mqm: float
    peak: float
    made: float


PRETRAIN = Stage(judged=0.25, synthetic=0.60, post_edit=0.03, news=0.06, mqm=0.06, peak=1.0, made=1.0)
FINETUNE = Stage(judged=0.62, synthetic=0.26, post_edit=0.03, news=0.03, mqm=0.06, peak=1.0, made=0.3)
STAGES = {"pretrain": PRETRAIN, "finetune": FINETUNE}
BATCH = 32


class Material:
    """All training text in memory, and a random example of any kind from it."""

    def __init__(self, folder: Path, lexicons: Lexicons, open_terms: bool, rng: random.Random) -> None:
        self.rng, self.lexicons = rng, lexicons
        self.judged = {lang: corpora.judged(folder, lang, "train") for lang in corpora.MLQE_INTO_ENGLISH}
        pairs = {lang: self._pairs(folder, lang, open_terms) for lang in LANGUAGES}
        self.news = _news(folder)
        english = [words(p.target) for some in pairs.values() for p in some[: BOOK_SENTENCES // 8]]
        english += [words(text) for text in rng.sample(self.news, min(BOOK_SENTENCES, len(self.news)))]
        book = Phrasebook.learn(english, rng)
        self.synthesisers = {
            lang: Synthesiser(lang, some, Corruptor(book, lexicons.get(lang), rng), rng)
            for lang, some in pairs.items()
        }
        self.fluency = Corruptor(book, None, rng)
        self.mqm = _mqm(folder)
        self._queue: dict[str, list[int]] = {}

    def _pairs(self, folder: Path, lang: str, open_terms: bool) -> list[Pair]:
        found: list[Pair] = []
        if lang in corpora.PARALLEL:
            found = [
                p
                for p in corpora.parallel(folder, lang, open_terms)
                if len(p.target.split()) > SHORT_WORDS or self.rng.random() < 0.25
            ]
        if lang in corpora.MLQE_INTO_ENGLISH:
            found += [Pair(item.source, item.post_edit, "post-edit") for item in self.judged[lang]]
        self.rng.shuffle(found)
        return found

    def judged_one(self) -> Example:
        """A human judgement; every one comes up before any comes again."""
        lang = self.rng.choice(corpora.MLQE_INTO_ENGLISH)
        queue = self._queue.setdefault(lang, [])
        if not queue:
            queue.extend(range(len(self.judged[lang])))
            self.rng.shuffle(queue)
        return judged_example(self.judged[lang][queue.pop()], lang)

    def synthetic_one(self) -> Example:
        """A sound pair, often with made errors."""
        lang = self.rng.choices(list(SYNTHETIC_SHARES), list(SYNTHETIC_SHARES.values()))[0]
        return self.synthesisers[lang].make()

    def post_edit_one(self) -> Example:
        """A human post-edit: sound, though worded otherwise than a translation from scratch."""
        lang = self.rng.choice(corpora.MLQE_INTO_ENGLISH)
        item = self.rng.choice(self.judged[lang])
        target, source = words(item.post_edit), words(item.source)
        return Example(lang, target, source, [0.0] * len(target), [0.0] * len(source), 0.9, 0.0, 0.2)

    def news_one(self) -> Example:
        """English news without a source, half of it broken."""
        target = words(self.rng.choice(self.news))
        wrong = [0.0] * len(target)
        if self.rng.random() < 0.6:
            draft = self.fluency.corrupt(target, ())
            target, wrong = draft.words, draft.wrong
        share = sum(value == 1.0 for value in wrong) / max(1, len(target))
        return Example("en", target, None, wrong, (), made_z(share), share, 0.1)

    def mqm_one(self) -> Example:
        """Chinese news with expert error spans."""
        return self.rng.choice(self.mqm)

    def state(self) -> dict[str, Any]:
        """Where its randomness stands, and which judgements have not come up yet."""
        return {"random": self.rng.getstate(), "queue": {lang: list(left) for lang, left in self._queue.items()}}

    def restore(self, state: dict[str, Any]) -> None:
        """Goes back to a state of the same material."""
        self.rng.setstate(state["random"])
        self._queue = {lang: list(left) for lang, left in state["queue"].items()}


class StageRows:
    """Encoded examples of a stage, without end."""

    def __init__(self, material: Material, stage: Stage, tokenizer: PairTokenizer) -> None:
        self.material, self.stage, self.tokenizer, self.rng = material, stage, tokenizer, material.rng
        self._kinds: list[tuple[Callable[[], Example], float]] = [
            (material.judged_one, stage.judged), (material.synthetic_one, stage.synthetic),
            (material.post_edit_one, stage.post_edit), (material.news_one, stage.news), (material.mqm_one, stage.mqm),
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
        if make != self.material.judged_one:
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


def _news(folder: Path) -> list[str]:
    """Wikinews paragraphs of 12 to 70 words that read whole (some lost the words of their links)."""
    found = []
    for record in corpora.records(folder / "text" / "wikinews.en.jsonl.xz"):
        for paragraph in record["paragraphs"]:
            gapped = any(gap in paragraph for gap in ("  ", " ,", " .", "( ", " )"))
            if 12 <= len(paragraph.split()) <= 70 and not gapped and paragraph[-1] in '."”':
                found.append(paragraph)
    return found


def _mqm(folder: Path) -> list[Example]:
    """WMT20 zh-en segments, one rater each: major spans wrong, minor ones half so; no sentence score."""
    weights = {"major": 1.0, "critical": 1.0, "minor": 0.6}
    found: dict[tuple[str, str], Example] = {}
    for row in corpora.records(folder / "mqm" / "train.jsonl.xz"):
        if row["lp"] != "zh-en" or len(row["mt"].split()) > 60 or (row["src"], row["mt"]) in found:
            continue
        spans = word_spans(row["mt"])
        wrong = [0.0] * len(spans)
        for start, end, severity, category in row["spans"]:
            if category.startswith("Source"):
                continue
            for place, span in enumerate(spans):
                if span.start < end and start < span.end:
                    wrong[place] = max(wrong[place], weights.get(severity.lower(), 0.0))
        source = words(row["src"])
        target = [span.of(row["mt"]) for span in spans]
        found[row["src"], row["mt"]] = Example(
            "zh", target, source, wrong, [UNKNOWN] * len(source), 0.0, 0.0, 0.0
        )
    return list(found.values())
