"""Source sentences of which nothing is told in the translation around them, by the words of the lexicon.

Newsrooms drop datelines, bylines and headings on purpose, and a translator may say a short sentence within the next:
what stands alone in the source is surely missing only if no word of it is told near by. A whole sentence may also be
missing where the aligner found a pair: two sentences against the translation of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

import regex

from models.article import Document, Segment
from models.checks.completeness.one_sided import target_per_source, weighed_length
from models.languages import ENGLISH
from models.network.weights import load_lexicons
from models.spans import Span
from models.text.lexicon import Lexicon
from models.text.normalise import stems
from models.text.sentences import split_sentences
from models.text.words import is_wordlike

MIN_WORDS, MIN_CONTENT_WORDS = 4, 3
MAX_SENTENCES = 4
"""Of the source of a pair; more of them are a paragraph that was not cut."""
MIN_LENGTH, MAX_LENGTH = 0.6, 1.7
"""A neighbour is aligned well if its target is as long as the article's pairs promise, in times of that."""
FULL = 1.4
"""A neighbour whose target is longer, in the same measure, may tell of what its own source does not say."""
ROOM, MIN_PART = 0.5, 0.3
"""A target has no room for a sentence if it is no longer than the others ask for and half of that one, which is so
large a part of the source at least."""
CONTENT = 0.65
"""log1p(count) / 10 up to which a word of the lexicon says something: commoner ones link others."""
ANSWER = 0.1
"""Geometric mean of the two probabilities from which an English word answers to a source word."""
UNTOLD, TOLD = 0.1, 0.3
"""Share of its content words told, up to which a sentence is not translated, and from which it is."""
_SENTENCE = regex.compile(r".*[.!?؟。！？…।][\"”“»’'」)\]]*\s*", regex.DOTALL)
_DIGITS = regex.compile(r"\p{Nd}+")


def untold(document: Document, alone: Sequence[Segment]) -> frozenset[str]:
    """The ids of those segments without a target that are whole sentences told by no word of the pairs around them."""
    lexicon, segments = _lexicon(document), document.segments
    ids = {segment.id for segment in alone}
    if lexicon is None or not ids:
        return frozenset()
    expected = target_per_source(document)
    return frozenset(
        segment.id
        for before, segment, after in zip(segments, segments[1:], segments[2:], strict=False)
        if segment.id in ids
        and _fits(before, expected)
        and _fits(after, expected)
        and _is_untold(segment.source, f"{before.target} {after.target}", lexicon)
    )


def swallowed(document: Document) -> Iterator[tuple[Segment, Span]]:
    """The sentences of the source that are missing from the translation of a pair, at offsets of its source."""
    lexicon, segments = _lexicon(document), document.segments
    if lexicon is None:
        return
    expected = target_per_source(document)
    for index, segment in enumerate(segments):
        length, whole = weighed_length(segment.target), weighed_length(segment.source)
        if not length or length > (1 - ROOM * MIN_PART) * expected * whole:
            continue
        sentences = split_sentences(segment.source, lexicon.lang)
        if not 1 < len(sentences) <= MAX_SENTENCES:
            continue
        beside = (*segments[max(0, index - 1) : index], *segments[index + 1 : index + 2])
        if any(weighed_length(s.target) > FULL * expected * weighed_length(s.source) for s in beside):
            continue
        for sentence in sentences:
            rest = segment.source[: sentence.start] + segment.source[sentence.end :]
            part = weighed_length(sentence.of(segment.source))
            has_room = part < MIN_PART * whole or length > expected * (whole - ROOM * part)
            if has_room or not _is_untold(sentence.of(segment.source), segment.target, lexicon):
                continue
            if (_told_share(rest, segment.target, lexicon) or 0.0) >= TOLD:
                yield segment, sentence


def _lexicon(document: Document) -> Lexicon | None:
    pair = document.article.pair
    return load_lexicons().get(pair.source) if pair.target == ENGLISH else None


def _fits(near: Segment, expected: float) -> bool:
    if not near.source or not near.target:
        return False
    return MIN_LENGTH * expected <= weighed_length(near.target) / weighed_length(near.source) <= MAX_LENGTH * expected


def _is_untold(sentence: str, english: str, lexicon: Lexicon) -> bool:
    if not _SENTENCE.fullmatch(sentence) or any(number in english for number in _DIGITS.findall(sentence)):
        return False
    share = _told_share(sentence, english, lexicon)
    return share is not None and share <= UNTOLD


def _told_share(source: str, english: str, lexicon: Lexicon) -> float | None:
    """Which share of its content words is told; None for too few of them."""
    words = stems(source, lexicon.lang)
    if sum(map(is_wordlike, words)) < MIN_WORDS:
        return None
    support = lexicon.support(words, stems(english, ENGLISH)).source
    content = [row for word, row in zip(words, support, strict=True) if is_wordlike(word) and 0 < row[0] <= CONTENT]
    if len(content) < MIN_CONTENT_WORDS:
        return None
    return sum(sqrt(float(row[1] * row[2])) >= ANSWER for row in content) / len(content)
