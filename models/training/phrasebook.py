"""What stands between which neighbours in sound English: the stuff that fluent errors are made of."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.text.words import is_wordlike

MAX_PHRASE_WORDS = 4
MAX_EXAMPLES = 40
"""Phrases remembered for one pair of neighbours."""


@dataclass
class Phrasebook:
    """Phrases by the words around them, and words by ending, learnt from sound English."""

    between: dict[tuple[str, str], list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))
    by_ending: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sentences: list[Sequence[str]] = field(default_factory=list)

    @classmethod
    def learn(cls, sentences: Iterable[Sequence[str]], rng: random.Random) -> Phrasebook:
        """Reads sentences as lists of words."""
        book = cls()
        for words in sentences:
            book.sentences.append(words)
            for start in range(1, len(words) - 1):
                book.by_ending[ending(words[start])].append(words[start])
                for length in range(1, MAX_PHRASE_WORDS + 1):
                    end = start + length
                    if end >= len(words) or not all(is_wordlike(w) for w in words[start:end]):
                        break
                    book._remember(words[start - 1], tuple(words[start:end]), words[end], rng)
        return book

    def phrases(self, before: str, after: str) -> Sequence[tuple[str, ...]]:
        """Phrases seen between the two words, in whatever case these stand."""
        return self.between.get((before.lower(), after.lower()), ())

    def _remember(self, before: str, phrase: tuple[str, ...], after: str, rng: random.Random) -> None:
        known = self.between[before.lower(), after.lower()]
        if len(known) < MAX_EXAMPLES:
            known.append(phrase)
        else:
            known[rng.randrange(MAX_EXAMPLES)] = phrase


def ending(word: str) -> str:
    """A rough word class: case of the first letter and the last two letters."""
    return ("A" if word[:1].isupper() else "a") + word[-2:].lower()
