"""Errors that a machine makes by misreading the source: a word taken for a lookalike, or in its other sense.

What comes out reads well and the lexicon half supports it, as the errors of real systems do ("the healing of
the disease" for its spread: شفاء for تفشي). Both need a lexicon, which says what the misread word would mean.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from models.languages import ENGLISH
from models.text.lexicon import Lexicon
from models.text.normalise import stem
from models.training.draft import Draft
from models.training.inflection import alike, same_class

ANSWERED = 0.03
"""p(e|f) p(f|e) from which a target word is taken to translate a source word."""
SUPPORTED = 0.03
"""Either probability above which a substitute might be right: it is not used."""
CLEAR = 0.15
"""p(e|f) from which a misread word would have been translated so."""
RARE_SENSE = (0.02, 0.12)
"""p(e|f) of a sense that the word has elsewhere."""
SYNONYMS = 0.003
"""Probability of shared source words from which two English words count as near in meaning."""
COMMON = 15
"""Occurrences of a source word that another may be taken for."""
MIN_LETTERS = 4
_WEAK_LETTERS = str.maketrans("", "", "اويه")
"""Without them Arabic words of one root look alike."""


def supported(words: Sequence[str], source_stems: Sequence[str], lexicon: Lexicon) -> bool:
    """True when the source could mean one of the words after all."""
    support = lexicon.support(source_stems, [stem(word, ENGLISH) for word in words]).target
    return bool((support[:, 1:] > SUPPORTED).any())


class Misreader:
    """Makes misreadings in translations from the lexicon's language."""

    def __init__(self, lexicon: Lexicon, rng: random.Random) -> None:
        self.lexicon, self.rng = lexicon, rng

    def lookalike(self, draft: Draft, source_stems: Sequence[str]) -> None:
        """One source word is taken for another that is spelt almost so."""
        for place, source in self._answers(draft, source_stems):
            for other in self._lookalikes(source_stems[source]):
                meanings = [word for word, p in self.lexicon.translations(other, 3) if p >= CLEAR]
                fresh = [word for word in meanings if self._foreign(word, draft, source_stems)]
                if fresh and same_class(fresh[0], draft.words[place]):
                    draft.replace(place, place + 1, [alike(fresh[0], draft.words[place])])
                    return

    def other_sense(self, draft: Draft, source_stems: Sequence[str]) -> None:
        """One source word is translated as it would be elsewhere."""
        least, most = RARE_SENSE
        for place, source in self._answers(draft, source_stems):
            meanings = self.lexicon.translations(source_stems[source], 12)
            senses = [word for word, p in meanings if least <= p <= most and self._plain(word, draft)]
            self.rng.shuffle(senses)
            for word in senses:
                old = draft.words[place]
                if same_class(word, old) and not self._synonyms(word, old, source_stems[source]):
                    draft.replace(place, place + 1, [alike(word, old)])
                    return

    def _answers(self, draft: Draft, source_stems: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Target words that are still sound, and the source words they translate, in random order."""
        support = self.lexicon.support(source_stems, [stem(word, ENGLISH) for word in draft.words])
        places = [i for i in draft.content() if support.target[i, 1] * support.target[i, 2] >= ANSWERED]
        self.rng.shuffle(places)
        return ((place, int(support.partner[place])) for place in places)

    def _lookalikes(self, source_stem: str) -> list[str]:
        """Common source words one letter, or for Arabic one weak letter or more, away; in random order."""
        found = {other for key in _keys(source_stem, self.lexicon.lang) for other in self._spellings.get(key, ())}
        others = sorted(found - {source_stem})
        self.rng.shuffle(others)
        return others

    @cached_property
    def _spellings(self) -> dict[str, list[str]]:
        """Common words by what is left of them without a letter (Garbe 2012, "SymSpell")."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word, count in zip(self.lexicon.source_stems, self.lexicon.source_counts, strict=True):
            if count >= COMMON and len(word) >= MIN_LETTERS and word.isalpha():
                for key in _keys(word, self.lexicon.lang):
                    found[key].append(word)
        return dict(found)

    def _plain(self, word: str, draft: Draft) -> bool:
        """A content word that the draft does not have."""
        return len(word) > 3 and word.isalpha() and stem(word, ENGLISH) not in {stem(w, ENGLISH) for w in draft.words}

    def _foreign(self, word: str, draft: Draft, source_stems: Sequence[str]) -> bool:
        """Such a word, and one that nothing in the source could mean."""
        return self._plain(word, draft) and not supported([word], source_stems, self.lexicon)

    def _synonyms(self, one: str, other: str, source_stem: str) -> bool:
        """True when source words besides this one are translated by both."""
        first, second = self._said_by(one), self._said_by(other)
        return sum(min(p, second[s]) for s, p in first.items() if s in second and s != source_stem) >= SYNONYMS

    def _said_by(self, word: str) -> dict[str, float]:
        """The source stems that an English word translates and p(source stem | word)."""
        number = self._columns.get(stem(word, ENGLISH))
        if number is None:
            return {}
        entries = self._by_column[self._bounds[number] : self._bounds[number + 1]]
        return {
            self.lexicon.source_stems[self._owners[entry]]: float(self.lexicon.source_given_target[entry])
            for entry in entries
        }

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.lexicon.target_stems)}

    @cached_property
    def _by_column(self) -> np.ndarray:
        return np.argsort(self.lexicon.columns, kind="stable")

    @cached_property
    def _bounds(self) -> np.ndarray:
        counts = np.bincount(self.lexicon.columns, minlength=len(self.lexicon.target_stems))
        return np.concatenate([[0], np.cumsum(counts)])

    @cached_property
    def _owners(self) -> np.ndarray:
        return np.repeat(np.arange(len(self.lexicon.source_stems)), np.diff(self.lexicon.rows))


def _keys(word: str, lang: str) -> set[str]:
    """Under what a word is filed: itself, itself less any one letter, and for Arabic its strong letters."""
    if len(word) < MIN_LETTERS:
        return set()
    found = {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
    if lang == "ar" and len(skeleton := word.translate(_WEAK_LETTERS)) >= 3:
        found.add(f"√{skeleton}")
    return found
