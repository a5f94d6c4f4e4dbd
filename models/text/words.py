"""Words with their places: the unit of word ratings, of the lexicon and of phrase-shaped flags."""

from __future__ import annotations

import regex

from models.spans import Span
from models.text.hidden_marks import IN_WORD

_LETTER = r"(?!\p{Script=Han})[\p{L}\p{M}\p{N}_\u200c\u200d]"
_HIDDEN = rf"(?:{IN_WORD})++"
"""Soft hyphens and zero-width marks: between two letters they part no word."""
_WORD = regex.compile(
    r"\p{Script=Han}|\p{Script=Hiragana}+|\p{Script=Katakana}+"
    r"|\p{N}+(?:[.,٬٫:/]\p{N}+)*"
    rf"|(?:{_LETTER})+(?:{_HIDDEN}(?:{_LETTER})+)*"
    rf"(?:['’](?!\p{{Script=Han}})[\p{{L}}\p{{M}}]+(?:{_HIDDEN}(?!\p{{Script=Han}})[\p{{L}}\p{{M}}]+)*)*"
    r"|[^\s]"
)


def word_spans(text: str) -> list[Span]:
    """Words, numbers and single punctuation marks in order; a Han character is a word of its own.

    A soft hyphen or zero-width mark inside a word belongs to it, and its span covers the mark.
    [s.of("NATO's 1,200 men.") for s in word_spans("NATO's 1,200 men.")] == ["NATO's", "1,200", "men", "."]
    """
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def words(text: str) -> list[str]:
    """The words of `word_spans` as strings."""
    return [match.group() for match in _WORD.finditer(text)]


def is_wordlike(word: str) -> bool:
    """True when it holds a letter or a digit: words('a - b') has two such words."""
    return any(character.isalnum() for character in word)


def count_words(text: str) -> int:
    """How many words of a text hold a letter or a digit: what "per 100 words" means everywhere."""
    return sum(map(is_wordlike, words(text)))
