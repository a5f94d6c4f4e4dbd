"""Neighbours that no English sentence has: "the to", "of was", "would are". Two of them make a salad."""

from __future__ import annotations

import regex

from models.spans import Span

MIN_CLASHES = 2
"""Impossible pairs in a sentence from which its words are in ruins: of 6,400 sound sentences none has two, 1 in 280
has one ("what they waited for would be …")."""
_ARTICLES = frozenset(["the", "a", "an", "its", "their", "my", "your", "every"])
_PREPOSITIONS = frozenset(["of", "from", "with", "at", "into", "by", "for"])
_AUXILIARIES = frozenset(["is", "was", "are", "were", "will", "would", "could", "should", "has", "had"])
_SUBJECTS = frozenset(["he", "she", "they", "we"])
_FINITE = frozenset(["is", "was", "were", "are", "has", "had", "would", "could", "should"])
_NEVER_AFTER = {
    _ARTICLES: _ARTICLES | _PREPOSITIONS | _FINITE | _SUBJECTS
    | frozenset(["to", "be", "been", "have", "and", "or", "but",
                 "that", "this", "these", "those", "it", "his", "our", "on", "in", "as", "if",
                 "because", "not", "may", "which", "who", "there"]),
    _PREPOSITIONS: _FINITE | _SUBJECTS | frozenset(["of", "to", "be", "have", "and", "or", "but"]),
    _AUXILIARIES: frozenset(["is", "was", "are", "were", "will", "would", "could", "has", "of"]),
    _SUBJECTS: _SUBJECTS | frozenset(["of", "the", "a", "an", "his", "their"]),
    frozenset(["to"]): _FINITE | _SUBJECTS | frozenset(["of", "and", "to"]),
    frozenset(["and", "or", "but"]): frozenset(["and", "or"]),
    frozenset(["very"]): frozenset(["of", "the", "is", "was", "to", "and", "in"]),
    frozenset(["not"]): _FINITE - {"has", "had", "would", "could", "should"} | {"of"},
}  # fmt: skip
"""What cannot follow the words of the key, whatever comes before and after."""
_CLASHES = {(one, two) for ones, twos in _NEVER_AFTER.items() for one in ones for two in twos} | {
    (one, one) for one in _PREPOSITIONS
}
_PAIR = regex.compile(r"(?<![\p{L}\p{N}'’\-.])(\p{Ll}+)[ ](\p{Ll}+)(?![\p{L}\p{N}'’\-])")
"""Two words set apart by a space alone: letters ("vitamin A to …") and names are not in lower case."""


def salad(sentence: str) -> Span | None:
    """From the first pair that English cannot have to the last, where there are MIN_CLASHES; None in sound text.

    salad("of the to minister said a of in") covers "the to minister said a of".
    """
    found = [
        match.span()
        for match in _PAIR.finditer(sentence, overlapped=True)
        if (match.group(1), match.group(2)) in _CLASHES
    ]
    return Span(found[0][0], found[-1][1]) if len(found) >= MIN_CLASHES else None
