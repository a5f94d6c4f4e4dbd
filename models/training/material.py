"""All training text in memory, and a random example of any kind from it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from models import corpora
from models.corpora import Pair
from models.lexicon import Lexicons
from models.text.words import words
from models.training.corruption import Corruptor
from models.training.examples import Example, Synthesiser, judged_example, turned
from models.training.expert_spans import expert_examples
from models.training.mixture import news_paragraphs
from models.training.phrasebook import Phrasebook
from models.training.rated import made_z

LANGUAGES = (
    "ar", "ru", "ro", "et", "ne", "si", "de", "fr", "es", "zh", "it", "pt", "cs", "uk", "tr", "fa", "he",
)  # fmt: skip
SYNTHETIC_SHARES = {
    "ar": 0.40, "ru": 0.12, "ro": 0.08, "zh": 0.08, "de": 0.06, "fr": 0.05, "es": 0.05, "et": 0.03, "ne": 0.03,
    "si": 0.03, "it": 0.01, "pt": 0.01, "cs": 0.01, "uk": 0.01, "tr": 0.01, "fa": 0.01, "he": 0.01,
}  # fmt: skip
TRANSLATED_INTO = ("de", "zh", "ru", "ar", "fr", "es")
"""The languages whose pairs are also shown the other way round, as translations of the English."""
FROM_ENGLISH_KINDS = {"judged": 0.45, "experts": 0.40, "whole": 0.15}
BOOK_SENTENCES = 30_000
SHORT_WORDS = 9
"""Most of Tatoeba is this short: three in four such pairs are left out, since news is not."""


class Material:
    """All training text in memory, and a random example of any kind from it."""

    def __init__(self, folder: Path, lexicons: Lexicons, open_terms: bool, rng: random.Random) -> None:
        self.rng, self.lexicons = rng, lexicons
        self.judged = {lang: corpora.judged(folder, lang, "train") for lang in corpora.MLQE_INTO_ENGLISH}
        self.judged_out = {lang: corpora.judged(folder, lang, "train", True) for lang in corpora.MLQE_FROM_ENGLISH}
        pairs = {lang: self._pairs(folder, lang, open_terms) for lang in LANGUAGES}
        self.news = news_paragraphs(folder)
        english = [words(p.target) for some in pairs.values() for p in some[: BOOK_SENTENCES // 8]]
        english += [words(text) for text in rng.sample(self.news, min(BOOK_SENTENCES, len(self.news)))]
        book = Phrasebook.learn(english, rng)
        self.synthesisers = {
            lang: Synthesiser(lang, some, Corruptor(book, lexicons.get(lang), rng), rng)
            for lang, some in pairs.items()
        }
        self.fluency = Corruptor(book, None, rng)
        self.experts: dict[bool, list[Example]] = {False: [], True: []}
        for example in expert_examples(folder):
            self.experts[example.from_english].append(example)
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
        """A human judgement of a translation into English; every one comes up before any comes again."""
        lang = self.rng.choice(corpora.MLQE_INTO_ENGLISH)
        return judged_example(self.judged[lang][self._next(f"{lang}-en", len(self.judged[lang]))], lang)

    def from_english_one(self) -> Example:
        """A translation of English: judged by people, marked by experts, or a parallel pair turned round."""
        kind = self.rng.choices(list(FROM_ENGLISH_KINDS), list(FROM_ENGLISH_KINDS.values()))[0]
        if kind == "judged":
            lang = self.rng.choice(corpora.MLQE_FROM_ENGLISH)
            number = self._next(f"en-{lang}", len(self.judged_out[lang]))
            return judged_example(self.judged_out[lang][number], lang, from_english=True)
        if kind == "experts":
            return self.rng.choice(self.experts[True])
        return turned(self.synthesisers[self.rng.choice(TRANSLATED_INTO)].whole())

    def _next(self, pair: str, count: int) -> int:
        queue = self._queue.setdefault(pair, [])
        if not queue:
            queue.extend(range(count))
            self.rng.shuffle(queue)
        return queue.pop()

    def synthetic_one(self) -> Example:
        """A sound pair, often with made errors."""
        lang = self.rng.choices(list(SYNTHETIC_SHARES), list(SYNTHETIC_SHARES.values()))[0]
        return self.synthesisers[lang].make()

    def post_edit_one(self) -> Example:
        """A human post-edit: sound, though worded otherwise than a translation from scratch."""
        lang = self.rng.choice(corpora.MLQE_INTO_ENGLISH)
        item = self.rng.choice(self.judged[lang])
        target, source = words(item.post_edit), words(item.source)
        sound = [0.0] * len(target)
        return Example(lang, target, source, sound, [0.0] * len(source), 0.9, 0.0, 0.2, edited=sound)

    def news_one(self) -> Example:
        """English news without a source, half of it broken."""
        target = words(self.rng.choice(self.news))
        wrong = [0.0] * len(target)
        if self.rng.random() < 0.6:
            draft = self.fluency.corrupt(target, ())
            target, wrong = draft.words, draft.wrong
        share = sum(value == 1.0 for value in wrong) / max(1, len(target))
        return Example("en", target, None, wrong, (), made_z(share), share, 0.1)

    def experts_one(self) -> Example:
        """Chinese news in English with expert error spans."""
        return self.rng.choice(self.experts[False])

    def state(self) -> dict[str, Any]:
        """Where its randomness stands, and which judgements have not come up yet."""
        return {"random": self.rng.getstate(), "queue": {pair: list(left) for pair, left in self._queue.items()}}

    def restore(self, state: dict[str, Any]) -> None:
        """Goes back to a state of the same material."""
        self.rng.setstate(state["random"])
        self._queue = {pair: list(left) for pair, left in state["queue"].items()}
