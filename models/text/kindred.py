"""Known forms of an unknown word: without its clitics, or with another ending.

A last resort where no stemmer brings the forms of a word together. Beginnings are compared as in truncation
stemming (McNamee and Mayfield 2004, "Character n-gram tokenization for European language text retrieval").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

CLITICS = {"he": "והבלמשכ"}
"""Letters that a language writes onto the next word: and, the, in, to, from, that, as."""
MAX_CLITICS = 2
BEGINNING = 5
"""Letters that two forms of a word share at least,"""
ENDING = 3
"""and letters that either may have after what they share."""
MAX_FORMS = 3

Index = Mapping[str, Sequence[str]]


def index_by_beginning(words: Iterable[str]) -> Index:
    """Words of a vocabulary, in its order, by their first letters."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= BEGINNING and word[0].isalpha():
            found[word[:BEGINNING]].append(word)
    return dict(found)


def kindred(word: str, lang: str, known: Mapping[str, object], index: Index) -> tuple[str, ...]:
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
    forms = index.get(word[:BEGINNING], ())
    near = [form for form in forms if form.startswith(shared) and len(form) <= len(shared) + ENDING and form != word]
    return tuple(near[:MAX_FORMS])
