"""Which words of the source a doubtful passage answers to: what an editor is to compare it with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.article import Segment
from models.calibration.calibration import logit
from models.checks.words.word_frequency import has_frequencies, zipf
from models.findings.passages import probability
from models.network.kinds import RELATIONS
from models.rating import WordRating
from models.report import Evidence
from models.spans import Span
from models.text.han_words import whole_words
from models.text.words import is_wordlike

MAX_EVIDENCE = 2
"""Source words that are named; neighbours are one piece. More of them are no hint any more."""
MARGIN = 0.7
"""How far, in logits, a source word may be less doubtful than the most doubtful one and still be named beside it."""
LINKING = 6.3
"""Zipf frequency from which a word links others: der, mit, sein; but not Jahr."""
CERTAIN = 0.001
"""No probability counts as nearer to 0 or 1: nothing is ever that certain, and one word would outweigh all else."""


def answered(
    segment: Segment, words: Sequence[WordRating], lang: str, lost: Mapping[Span, float], kind: str = ""
) -> tuple[Evidence, ...]:
    """The source words that a passage's words answer to, in order; none where it answers to none.

    The most doubtful ones: how likely the word that answers is wrong, and how likely the source word is `lost` (P by
    span), count alike. Words that only link others are named where there are no others, or where the error's `kind`
    may lie in them. Of Chinese, whole words.
    """
    if segment.source_span is None:
        return ()
    begin = segment.source_span.start
    doubts: dict[Span, float] = {}
    for word in words:
        if word.profile is not None and word.profile.source is not None:
            place = word.profile.source
            doubts[place] = max(doubts.get(place, 0.0), probability(word))
    named = [place for place in doubts if is_wordlike(place.shift(-begin).of(segment.source))]
    if kind not in RELATIONS:
        named = [place for place in named if not _links(place.shift(-begin).of(segment.source), lang)] or named
    ranked = {
        place: (logit(doubts[place], CERTAIN) + logit(lost.get(place, 0.0), CERTAIN)) / 2 for place in named
    }
    return _pieces(segment, begin, _most_doubtful(ranked))


def _links(word: str, lang: str) -> bool:
    """True for a word as common as those that link others and name nothing."""
    return has_frequencies(lang) and zipf(word, lang) >= LINKING


def _most_doubtful(ranked: Mapping[Span, float]) -> list[Span]:
    least = max(ranked.values(), default=0.0) - MARGIN
    found = [place for place in ranked if ranked[place] >= least]
    return sorted(found, key=lambda place: -ranked[place])[:MAX_EVIDENCE]


def _pieces(segment: Segment, begin: int, places: Iterable[Span]) -> tuple[Evidence, ...]:
    """Whole words, neighbours as one, at article offsets."""
    pieces: list[Span] = []
    for span in sorted(whole_words(segment.source, place.shift(-begin)) for place in places):
        if pieces and not segment.source[pieces[-1].end : span.start].strip():
            pieces[-1] = Span(pieces[-1].start, max(pieces[-1].end, span.end))
        else:
            pieces.append(span)
    return tuple(Evidence(piece.shift(begin), piece.of(segment.source)) for piece in pieces)
