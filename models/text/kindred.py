"""Known forms of an unknown word: without its clitics, or with another ending.

A last resort where no stemmer brings the forms of a word together. Beginnings are compared as in truncation
stemming (McNamee and Mayfield 2004, "Character n-gram tokenization for European language text retrieval").
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import numpy as np

from models.text.hashed_numbers import HashedNumbers

CLITICS = {"he": "והבלמשכ"}
"""Letters that a language writes onto the next word: and, the, in, to, from, that, as."""
MAX_CLITICS = 2
BEGINNING = 5
"""Letters that two forms of a word share at least,"""
ENDING = 3
"""and letters that either may have after what they share."""
MAX_FORMS = 3


class BeginningIndex:
    """Words of a vocabulary by their first letters, in an order of their own."""

    def __init__(self, words: Sequence[str], order: Sequence[int]) -> None:
        """`order`: the numbers of the words, those first that are to be found first."""
        self._words = words
        read = list(words)  # a vocabulary that is packed gives all its words sooner than each by its number
        chosen = [number for number in order if len(read[number]) >= BEGINNING and read[number][0].isalpha()]
        self._numbers = HashedNumbers((read[number][:BEGINNING] for number in chosen), np.array(chosen, np.uint32))

    def begun_like(self, word: str) -> Iterator[str]:
        """The words that begin with the first letters of `word`, and hardly any other."""
        return (self._words[number] for number in self._numbers.of(word[:BEGINNING]))


def kindred(word: str, lang: str, known: Container[str], index: BeginningIndex) -> tuple[str, ...]:
    """Up to MAX_FORMS known words that `word` is likely a form of; () when there are none.

    `index` is that of the same vocabulary, the commonest words first.
    """
    rest = word
    for _ in range(MAX_CLITICS):
        if len(rest) < 4 or rest[0] not in CLITICS.get(lang, ""):
            break
        rest = rest[1:]
        if rest in known:
            return (rest,)
    shared = word[: max(BEGINNING, len(word) - ENDING)]
    forms = index.begun_like(word)
    near = [form for form in forms if form.startswith(shared) and len(form) <= len(shared) + ENDING and form != word]
    return tuple(near[:MAX_FORMS])
