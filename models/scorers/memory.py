"""Ratings kept from an earlier revision, so that only the segments that changed are rated again.

A rating depends on the scorer, the languages and the two texts of a segment, and on nothing around it (`Scorer`).
A memory maps a hash of these to the rating as text, packed: of the texts themselves nothing is kept.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from array import array
from collections.abc import Mapping, Sequence

from models.article import Segment
from models.languages import LanguagePair
from models.mqm import Severity
from models.network.kinds import KINDS
from models.rating import ErrorProfile, ErrorSpan, Rating, Score, SourceWord, WordRating
from models.scorers.base import Scorer
from models.spans import Span

Memory = Mapping[str, str]
_COLUMNS = 10
"""Of a word: start and end in the segment's target; P(wrong) alone and with the source; of its error profile P(major),
P(critical), the kind's number and P(kind), and start and end of its source word. Nan for what there is not."""
_SOURCE_COLUMNS = 3
"""Of a source word: start and end in the segment's source, P(lost)."""
_NAMES = ("fluency", "consistency")


def rate_changed(
    scorer: Scorer, segments: Sequence[Segment], pair: LanguagePair, memory: Memory
) -> tuple[list[Rating], dict[str, str]]:
    """One rating a segment, as `Scorer.rate`, and the memory of exactly these; the scorer sees what `memory` lacks.

    What does not read as a rating is made anew.
    """
    keys = [key(scorer.signature, segment, pair) for segment in segments]
    known = [
        _unpacked(memory[k], segment, scorer.signature) if k in memory else None
        for k, segment in zip(keys, segments, strict=True)
    ]
    changed = [segment for segment, rating in zip(segments, known, strict=True) if rating is None]
    fresh = iter(scorer.rate(changed, pair) if changed else ())
    ratings = [rating or next(fresh) for rating in known]
    return ratings, {k: packed(rating, segment) for k, rating, segment in zip(keys, ratings, segments, strict=True)}


def key(signature: str, segment: Segment, pair: LanguagePair) -> str:
    """32 hex digits that stand for everything a rating depends on."""
    content = json.dumps([signature, pair.source, pair.target, segment.source, segment.target])
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def packed(rating: Rating, segment: Segment) -> str:
    """A rating as a short text. Probabilities are kept as 32-bit floats, which is what models give."""
    offset, source_offset = _offsets(segment)
    words, source_words = array("f"), array("f")
    for word in rating.words:
        with_source = math.nan if word.with_source is None else word.with_source
        words.extend((word.span.start - offset, word.span.end - offset, word.target_only, with_source))
        words.extend(_profile_columns(word.profile, source_offset))
    for said in rating.source_words:
        source_words.extend((said.span.start - source_offset, said.span.end - source_offset, said.lost))
    scores = [(score.value, score.reason) for score in (rating.fluency, rating.consistency)]
    errors = [(e.span.start - offset, e.span.end - offset, e.severity, e.confidence) for e in rating.errors]
    return json.dumps([scores, _text(words), errors, _text(source_words), rating.windows, rating.soundness])


def _profile_columns(profile: ErrorProfile | None, source_offset: int) -> tuple[float, ...]:
    if profile is None:
        return (math.nan,) * 6
    source = (math.nan, math.nan) if profile.source is None else (profile.source.start, profile.source.end)
    begun = tuple(place - source_offset for place in source)
    return profile.major, profile.critical, KINDS.index(profile.kind), profile.kind_probability, *begun


def _unpacked(text: str, segment: Segment, signature: str) -> Rating | None:
    """What `packed` made, at the place where the segment stands now; None when it is something else."""
    offset, source_offset = _offsets(segment)
    try:
        kept, encoded, marked, encoded_source, windows, soundness = json.loads(text)
        scores = [Score(name, value, signature, reason) for name, (value, reason) in zip(_NAMES, kept, strict=True)]
        errors = tuple(
            ErrorSpan(Span(start, end).shift(offset), Severity(severity), float(sure))
            for start, end, severity, sure in marked
        )
        return Rating(
            segment.id,
            scores[0],
            scores[1],
            tuple(_word(row, offset, source_offset) for row in _rows(encoded, _COLUMNS)),
            errors,
            tuple(
                SourceWord(Span(int(start), int(end)).shift(source_offset), lost)
                for start, end, lost in _rows(encoded_source, _SOURCE_COLUMNS)
            ),
            int(windows),
            None if soundness is None else float(soundness),
        )
    except (ValueError, TypeError, IndexError):
        return None


def _word(row: Sequence[float], offset: int, source_offset: int) -> WordRating:
    start, end, target_only, with_source, major, critical, kind, likely, *source = row
    at = None if math.isnan(source[0]) else Span(int(source[0]), int(source[1])).shift(source_offset)
    profile = None if math.isnan(kind) else ErrorProfile(major, critical, KINDS[int(kind)], likely, at)
    return WordRating(
        Span(int(start), int(end)).shift(offset), target_only, None if math.isnan(with_source) else with_source, profile
    )


def _offsets(segment: Segment) -> tuple[int, int]:
    """Where the segment begins in the article's target and in its source."""
    target, source = segment.target_span, segment.source_span
    return target.start if target else 0, source.start if source else 0


def _text(columns: array[float]) -> str:
    return base64.b64encode(columns.tobytes()).decode()


def _rows(text: str, columns: int) -> list[array[float]]:
    values = array("f")
    values.frombytes(base64.b64decode(text, validate=True))
    return [values[at : at + columns] for at in range(0, len(values), columns)]
