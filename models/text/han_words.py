"""Whole words of Chinese text, whose script parts none: a character alone often means another thing.

Cut by jieba's dictionary and its model of unknown words (rjieba, jieba in Rust).
"""

from __future__ import annotations

import regex

from models.spans import Span

_HAN = regex.compile(r"\p{Script=Han}")
MAX_CUT = 10_000
"""Characters around a place that are cut into words: a longer text is one line without an end."""


def whole_words(text: str, span: Span) -> Span:
    """The span, widened to the words that it begins and ends in; as it is where these are not Chinese.

    whole_words("临床试验", Span(0, 1)) == Span(0, 4): 临 alone would be "about to", and the word is "clinical trial".
    """
    if not _HAN.search(span.of(text)):
        return span
    import rjieba  # a fifth of a second, which only Chinese needs

    first = max(0, span.start - MAX_CUT // 2)
    start, end = span.start, span.end
    for _, begin, stop in rjieba.tokenize(text[first : span.end + MAX_CUT // 2]):
        word = Span(first + begin, first + stop)
        if word.overlaps(span):
            start, end = min(start, word.start), max(end, word.end)
    return Span(start, end)
