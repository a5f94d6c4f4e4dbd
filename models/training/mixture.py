"""What the network is trained on, in which shares: the one place that says so."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from models.evaluation import corpora
from models.evaluation.corpora import Pair, WrittenContrast
from models.languages import ENGLISH, UNTOLD_INTO_ENGLISH, LanguagePair
from models.text.lexicon import Lexicons
from models.text.words import words
from models.training.contrasts import OURS, contrast_group, gender_groups
from models.training.corruption import Corruptor
from models.training.minimal_pairs import MinimalPairs
from models.training.mismatches import with_another_source
from models.training.phrasebook import Phrasebook
from models.training.rated import expert_examples, post_edit_example, rated_example, z_of_share
from models.training.recombining import recombined
from models.training.rows import Example, Group, without_source
from models.training.synthesis import Synthesiser
from models.training.turns import Turns

LANGUAGES = (
    "ar", "ru", "ro", "et", "ne", "si", "de", "fr", "es", "zh", "it", "pt", "cs", "uk", "tr", "fa", "he",
)  # fmt: skip
TRANSLATED_INTO = ("de", "zh", "ru", "ar", "fr", "es")
"""The languages whose pairs are also shown the other way round, as translations of the English."""
SHARES = {
    "rated": 0.45, "rated_from_english": 0.12, "experts": 0.01, "contrasts": 0.34, "gender": 0.002,
    "minimal_pairs": 0.005, "synthetic": 0.068, "synthetic_from_english": 0.003, "post_edits": 0.001, "english": 0.001,
}  # fmt: skip
"""Of the groups that are drawn, for each kind; of contrasts a group has three translations, of others one or two."""
PARALLEL_SHARES = {
    "ar": 0.28, "zh": 0.12, "ru": 0.12, "de": 0.10, "fr": 0.06, "es": 0.06, "cs": 0.05, "uk": 0.05, "ro": 0.03,
    "it": 0.03, "pt": 0.03, "tr": 0.03, "fa": 0.02, "he": 0.02, "et": 0.02, "ne": 0.02, "si": 0.02,
}  # fmt: skip
ARABIC_CONTRASTS = 0.4
"""Share of written contrasts that are Arabic; the other languages share the rest by their number."""
GIVEN_CONTRASTS = 0.25
"""Share of those that came with the data, which dev is like; the others, many times as many, are written by us."""
BESIDE_ANOTHER = 0.3
"""Of the written contrasts, so many are also shown beside another's source."""
TARGET_ONLY_SHARE = 0.15
"""Share of single examples that are shown without their source."""
BOOK_SENTENCES = 30_000
SHORT_WORDS = 9


class Mixture:
    """All training text in memory, and a random group of examples from it."""

    def __init__(self, folder: Path, lexicons: Lexicons, open_terms: bool, seed: int) -> None:
        """`folder` is the data folder."""
        rng = self.rng = random.Random(seed)
        self.lexicons = lexicons
        self.rated = {pair: corpora.rated(folder, pair, "train") for pair in corpora.MLQE_PAIRS}
        self._turns = Turns(self.rated)
        whole = {lang: self._pairs(folder, lang, open_terms) for lang in LANGUAGES}
        self.minimal = MinimalPairs.find(whole)
        pairs = {lang: [p for p in some if self._long(p)] for lang, some in whole.items()}
        self.news = news_paragraphs(folder)
        english = [words(p.target) for some in pairs.values() for p in some[: BOOK_SENTENCES // 8]]
        english += [words(text) for text in rng.sample(self.news, min(BOOK_SENTENCES, len(self.news)))]
        book = Phrasebook.learn(english, rng)
        self.fluency = Corruptor(book, None, rng)
        self.into = {
            lang: Synthesiser(lang, some, Corruptor(book, lexicons.get(lang), rng), rng) for lang, some in pairs.items()
        }
        self.out = {lang: self._out(lang, pairs[lang]) for lang in TRANSLATED_INTO}
        self.experts: dict[bool, list[Example]] = {False: [], True: []}
        for example in expert_examples(folder):
            self.experts[example.pair.from_english].append(example)
        contrasts = _contrasts(folder)
        self._contrasts = Turns(contrasts)
        self._of_pair = _by_pair(chain.from_iterable(contrasts.values()))
        self.gender = list(gender_groups(folder))
        self._kinds: dict[str, Callable[[], Group]] = {
            "rated": lambda: self._rated(False),
            "rated_from_english": lambda: self._rated(True),
            "experts": lambda: Group([rng.choice(self.experts[rng.random() < 0.4])]),
            "contrasts": self._contrast,
            "gender": lambda: rng.choice(self.gender),
            "minimal_pairs": lambda: self.minimal.draw(self.lexicons, rng),
            "synthetic": self._synthetic,
            "synthetic_from_english": lambda: self.out[rng.choice(TRANSLATED_INTO)].draw(),
            "post_edits": self._post_edit,
            "english": self._english,
        }

    def draw(self) -> Group:
        """A random group; single ones are sometimes shown without their source."""
        kind = self.rng.choices(list(SHARES), list(SHARES.values()))[0]
        group = self._kinds[kind]()
        if len(group.examples) == 1 and self.rng.random() < TARGET_ONLY_SHARE and group.examples[0].z > -1.6:
            return Group([without_source(group.examples[0])])
        return group

    def _pairs(self, folder: Path, lang: str, open_terms: bool) -> list[Pair]:
        found: list[Pair] = []
        if lang in corpora.PARALLEL:
            found = list(corpora.parallel(folder, lang, open_terms))
        if lang in corpora.MLQE_INTO_ENGLISH:
            rated = self.rated[LanguagePair(lang, ENGLISH)]
            found += [Pair(item.source, item.post_edit, "post-edit") for item in rated]
        self.rng.shuffle(found)
        return found

    def _long(self, pair: Pair) -> bool:
        """Most of Tatoeba is short: three in four such pairs serve as minimal pairs only, since news is not."""
        return pair.target.count(" ") >= SHORT_WORDS or self.rng.random() < 0.25

    def _out(self, lang: str, pairs: Sequence[Pair]) -> Synthesiser:
        """Of translations out of English: their errors are made of phrases of the other language."""
        book = Phrasebook.learn((words(p.source) for p in pairs[: BOOK_SENTENCES // 2]), self.rng)
        return Synthesiser(lang, pairs, Corruptor(book, None, self.rng), self.rng, from_english=True)

    def _rated(self, from_english: bool) -> Group:
        lang = self.rng.choice(corpora.MLQE_FROM_ENGLISH if from_english else corpora.MLQE_INTO_ENGLISH)
        pair = LanguagePair.beside_english(lang, from_english)
        return Group([rated_example(self._turns.draw(pair, self.rng), pair)])

    def _post_edit(self) -> Group:
        """A translation and its post-edit, of which the latter is the better, unless little was changed."""
        pair = self.rng.choice(list(self.rated))
        item = self.rng.choice(self.rated[pair])
        sound, edited = post_edit_example(item, pair), rated_example(item, pair)
        return Group([sound, edited], [(0, 1, 0.3)] if item.hter > 0.2 and item.z < 0.5 else [])

    def _contrast(self) -> Group:
        """A written contrast, with its errors recombined; some also beside the source of another."""
        of = self.rng.random() < ARABIC_CONTRASTS, self.rng.random() < GIVEN_CONTRASTS
        item = self._contrasts.draw(of, self.rng)
        group = contrast_group(recombined(item, self.rng))
        if self.rng.random() > BESIDE_ANOTHER:
            return group
        return with_another_source(group, contrast_group(self.rng.choice(self._of_pair[item.pair])))

    def _synthetic(self) -> Group:
        lang = self.rng.choices(list(PARALLEL_SHARES), list(PARALLEL_SHARES.values()))[0]
        return self.into[lang].draw()

    def _english(self) -> Group:
        """English news without a source, half of it broken."""
        target = words(self.rng.choice(self.news))
        example = Example(UNTOLD_INTO_ENGLISH, target, None, [0.0] * len(target), (), 0.9, 0.0, 0.1)
        if self.rng.random() < 0.5:
            return Group([example])
        draft = self.fluency.corrupt(target, ())
        share = sum(value == 1.0 for value in draft.wrong) / max(1, len(target))
        return Group([replace(example, target=draft.words, wrong=draft.wrong, z=z_of_share(share), hter=share)])

    def state(self) -> Any:
        """Where its randomness stands."""
        return self.rng.getstate(), self._turns.state(), self._contrasts.state()

    def restore(self, state: Any) -> None:
        """Goes back to a state of the same material."""
        drawn, ratings, contrasts = state
        self.rng.setstate(drawn)
        self._turns.restore(ratings)
        self._contrasts.restore(contrasts)


def _contrasts(folder: Path) -> dict[tuple[bool, bool], list[WrittenContrast]]:
    """The written contrasts by whether they are Arabic, and whether they came with the data."""
    sources = corpora.news_sources(folder)
    return {
        (arabic, given): [contrast for contrast in some if (contrast.pair.other == "ar") == arabic]
        for given, place in ((True, corpora.written_folder(folder)), (False, OURS))
        for some in [list(corpora.read_contrasts(place, "train", sources))]
        for arabic in (True, False)
    }


def _by_pair(contrasts: Iterable[WrittenContrast]) -> dict[LanguagePair, list[WrittenContrast]]:
    found: defaultdict[LanguagePair, list[WrittenContrast]] = defaultdict(list)
    for contrast in contrasts:
        found[contrast.pair].append(contrast)
    return found


def news_paragraphs(folder: Path) -> list[str]:
    """Wikinews paragraphs of 12 to 70 words that read whole (some lost the words of their links)."""
    found = []
    for paragraph in corpora.wikinews(folder):
        gapped = any(gap in paragraph for gap in ("  ", " ,", " .", "( ", " )"))
        if 12 <= len(paragraph.split()) <= 70 and not gapped and paragraph[-1] in '."”':
            found.append(paragraph)
    return found
