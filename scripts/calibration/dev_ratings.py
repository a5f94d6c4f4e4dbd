"""What a scorer says of the dev sets: the rated translations of MLQE-PE, and sound text (FLORES, post-edits)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.article import Segment
from models.evaluation import corpora
from models.evaluation.corpora import Pair, RatedTranslation
from models.evaluation.lone_pairs import segments
from models.evaluation.metaeval import pearson
from models.languages import ENGLISH, LANGUAGES, LanguagePair
from models.rating import Rating
from models.scorers.base import Scorer
from models.training.rated import tags_to_words

Floats = NDArray[np.float64]
INTO_ENGLISH = tuple(dict.fromkeys((*corpora.PARALLEL, *corpora.MLQE_INTO_ENGLISH)))
FROM_ENGLISH = tuple(language.code for language in LANGUAGES.values() if language.builtin_into)


@dataclass(frozen=True, slots=True)
class RatedDev:
    """The rated translations of a pair of languages, and a rating of each."""

    pair: LanguagePair
    items: Sequence[RatedTranslation]
    ratings: Sequence[Rating]

    def scores(self, metric: str) -> tuple[Floats, Floats]:
        """(score, z score of people) of those that have a score of this metric."""
        rows = [(getattr(r, metric).value, item.z) for r, item in zip(self.ratings, self.items, strict=True)]
        kept = np.array([row for row in rows if row[0] is not None], np.float64).reshape(-1, 2)
        return kept[:, 0], kept[:, 1]

    def words(self, with_source: bool) -> tuple[Floats, Floats]:
        """(P(wrong), gold) of every word that the view rates."""
        rows = []
        for rating, item in zip(self.ratings, self.items, strict=True):
            _, wrong = tags_to_words(item.target, item.target_tokens, item.tags)
            values = [word.with_source if with_source else word.target_only for word in rating.words]
            if values and item.tagged:
                rows += [(value, gold) for value, gold in zip(values, wrong, strict=True) if value is not None]
        kept = np.array(rows, np.float64).reshape(-1, 2)
        return kept[:, 0], kept[:, 1]

    def agreement(self) -> float | None:
        """Pearson's correlation of consistency with people; None where there is nothing to correlate."""
        scores, z = self.scores("consistency")
        return pearson(scores.tolist(), z.tolist()) if len(scores) > 2 and scores.std() > 0 else None


def pooled(dev: Sequence[RatedDev], metric: str) -> tuple[Floats, Floats, Floats]:
    """All (scores, z scores of people), and weights by which every pair of languages counts alike."""
    parts = [one.scores(metric) for one in dev]
    scores, z = (np.concatenate([np.zeros(0), *(part[n] for part in parts)]) for n in (0, 1))
    return scores, z, equal_weights([len(part[0]) for part in parts])


def equal_weights(sizes: Sequence[int]) -> Floats:
    """A weight for each row, so that every group of rows counts as much: equal_weights([1, 2]) is [1, .5, .5]."""
    return np.concatenate([np.zeros(0), *(np.full(size, 1 / size) for size in sizes if size)])


def has_error_free_text(data: Path, lang: str) -> bool:
    """True where `error_free_pairs` finds a file to read."""
    if lang in corpora.PARALLEL:
        return corpora.has_flores(data, lang)
    return corpora.has_ratings(data, LanguagePair(lang, ENGLISH), "dev")


def rated_dev(scorer: Scorer, data: Path, most: int | None = None) -> list[RatedDev]:
    """Every pair with ratings that the scorer gives a score for; `most`: translations of each, all if not given."""
    found = []
    for pair in corpora.rated_pairs(data):
        items = corpora.assessed(data, pair, "dev")[:most]
        ratings = scorer.rate(segments([(item.source, item.target) for item in items]), pair)
        if any(r.consistency.value is not None or r.fluency.value is not None for r in ratings):
            found.append(RatedDev(pair, items, ratings))
            print(f"{pair.dashed}: {len(items)} rated translations scored", flush=True)
    return found


def error_free_pairs(data: Path, lang: str) -> list[Pair]:
    """Human translations that are for choices: FLORES, or post-edits where a language has no FLORES here."""
    if lang in corpora.PARALLEL:
        return corpora.flores(data, lang)
    rated = corpora.assessed(data, LanguagePair(lang, ENGLISH), "dev")
    return [Pair(item.source, item.post_edit, "post-edit") for item in rated if item.tagged]


def error_free_ratings(
    scorer: Scorer, data: Path, pair: LanguagePair, most: int | None
) -> list[tuple[Segment, Rating]]:
    """Sound text in English, or in the language beside it, with its source and the rating beside that."""
    found = error_free_pairs(data, pair.other)[:most]
    sound = segments([(p.target, p.source) if pair.from_english else (p.source, p.target) for p in found])
    return list(zip(sound, scorer.rate(sound, pair), strict=True))
