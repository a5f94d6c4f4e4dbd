"""English sentences of the parallel text that differ in one word, each beside the other's source.

They are the cheapest hard negatives there are: both sentences are people's, and only the source tells which is right.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from models.evaluation.corpora import Pair
from models.languages import ENGLISH, LanguagePair
from models.network.kinds import KINDS
from models.text.lexicon import Lexicons
from models.text.normalise import stem
from models.text.words import is_wordlike, words
from models.training.meaning_shifts import PERSONS
from models.training.misreading import supported
from models.training.rated import z_of_share
from models.training.rows import Example, Group

MIN_WORDS, MAX_WORDS = 5, 12
MARGIN = 0.8
WEIGHT = 0.3
NO_GENDER = frozenset(["tr", "fa", "et"])
"""Languages whose third person does not tell he from she."""
Place = tuple[str, int, int]
"""(language, number of the pair, place of the word)."""


@dataclass(frozen=True, slots=True)
class MinimalPairs:
    """Sentences by what they share: each cluster lists places at which its sentences may differ."""

    pairs: Mapping[str, Sequence[Pair]]
    clusters: Sequence[Sequence[Place]]
    synonyms: frozenset[tuple[str, str]]
    """Stems that stand for each other in translations of the same source."""

    @classmethod
    def find(cls, pairs: Mapping[str, Sequence[Pair]]) -> MinimalPairs:
        """Looks through all pairs of all languages; a few minutes for a million."""
        places: list[Place] = []
        hashes: list[int] = []
        for lang, some in pairs.items():
            for number, pair in enumerate(some):
                if MIN_WORDS <= pair.target.count(" ") + 1 <= MAX_WORDS:
                    target = words(pair.target)
                    for at, word in enumerate(target):
                        if is_wordlike(word):
                            places.append((lang, number, at))
                            hashes.append(hash((at, *target[:at], *target[at + 1 :])))
        order = np.argsort(np.array(hashes, np.int64), kind="stable")
        ordered = np.array(hashes, np.int64)[order]
        bounds = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1, append=ordered[-1:] + 1))
        clusters = [
            [places[i] for i in order[start:end]] for start, end in pairwise(bounds) if end - start > 1
        ]
        clusters = sorted(sorted(cluster) for cluster in clusters if cls._differ(pairs, cluster))
        return cls(pairs, clusters, frozenset(cls._synonyms(pairs, clusters)))

    @staticmethod
    def _word(pairs: Mapping[str, Sequence[Pair]], place: Place) -> str:
        lang, number, at = place
        return words(pairs[lang][number].target)[at]

    @classmethod
    def _differ(cls, pairs: Mapping[str, Sequence[Pair]], cluster: Sequence[Place]) -> bool:
        return len({cls._word(pairs, place).lower() for place in cluster[:40]}) > 1

    @classmethod
    def _synonyms(
        cls, pairs: Mapping[str, Sequence[Pair]], clusters: Sequence[Sequence[Place]]
    ) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for cluster in clusters:
            by_source: defaultdict[str, set[str]] = defaultdict(set)
            for lang, number, at in cluster:
                source = pairs[lang][number].source
                by_source[source].add(stem(cls._word(pairs, (lang, number, at)), ENGLISH))
            for some in by_source.values():
                found |= {(one, other) for one in some for other in some if one != other}
        return found

    def draw(self, lexicons: Lexicons, rng: random.Random) -> Group:
        """A sentence beside its source, and beside the same source another that differs in one word."""
        while True:
            cluster = rng.choice(self.clusters)
            here, there = rng.sample(cluster, 2)
            group = self._group(here, there, lexicons)
            if group is not None:
                return group

    def _group(self, here: Place, there: Place, lexicons: Lexicons) -> Group | None:
        lang, number, at = here
        pair = self.pairs[lang][number]
        source, right, other = words(pair.source), words(pair.target), words(self.pairs[there[0]][there[1]].target)
        kind = self._kind(right[at], other[at], lang, source, lexicons)
        if kind is None:
            return None
        into_english = LanguagePair(lang, ENGLISH)
        sound = Example(into_english, right, source, [0.0] * len(right), [0.0] * len(source), 0.9, 0.0, WEIGHT)
        share = 1 / len(right)
        wrong = [float(index == at) for index in range(len(other))]
        kinds = [KINDS.index(kind) if index == at else -1 for index in range(len(other))]
        worse = Example(into_english, other, source, wrong, (), z_of_share(share) - 0.5, share, WEIGHT, kind=kinds)
        return Group([sound, worse], [(0, 1, MARGIN)])

    def _kind(self, right: str, other: str, lang: str, source: Sequence[str], lexicons: Lexicons) -> str | None:
        """What kind of error the other word would be; None where it may be right."""
        one, two = right.lower(), other.lower()
        if any({one, two} <= group for group in PERSONS):
            return None if lang in NO_GENDER else "roles"
        if one.isdecimal() and two.isdecimal() and one != two:
            return "number"
        first, second = stem(right, ENGLISH), stem(other, ENGLISH)
        if min(len(one), len(two)) < 4 or first == second or (first, second) in self.synonyms:
            return None
        lexicon = lexicons.get(lang)
        if lexicon is None or supported([other], [stem(word, lang) for word in source], lexicon):
            return None
        return "name" if right[:1].isupper() and other[:1].isupper() else "sense"
