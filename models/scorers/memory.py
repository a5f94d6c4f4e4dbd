"""Ratings kept from an earlier revision, so that only the segments that changed are judged again.

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
from models.mqm import Severity
from models.report import ErrorSpan, Rating, Score, WordRating
from models.scorers.base import Scorer
from models.spans import Span

Memory = Mapping[str, str]
_COLUMNS = 4  # of a word: start and end in the segment's target, P(wrong) alone and with the source
_NAMES = ("fluency", "consistency")


def rate_changed(
    scorer: Scorer, segments: Sequence[Segment], source_lang: str, target_lang: str, memory: Memory
) -> tuple[list[Rating], dict[str, str]]:
    """One rating a segment, as `Scorer.rate`, and the memory of exactly these; the scorer sees what `memory` lacks.

    What does not read as a rating is judged again.
    """
    keys = [key(scorer.signature, segment, source_lang, target_lang) for segment in segments]
    known = [
        _unpacked(memory[k], segment, scorer.signature) if k in memory else None
        for k, segment in zip(keys, segments, strict=True)
    ]
    changed = [segment for segment, rating in zip(segments, known, strict=True) if rating is None]
    fresh = iter(scorer.rate(changed, source_lang, target_lang) if changed else ())
    ratings = [rating or next(fresh) for rating in known]
    return ratings, {k: packed(rating, segment) for k, rating, segment in zip(keys, ratings, segments, strict=True)}


def key(signature: str, segment: Segment, source_lang: str, target_lang: str) -> str:
    """32 hex digits that stand for everything a rating depends on."""
    content = json.dumps([signature, source_lang, target_lang, segment.source, segment.target])
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def packed(rating: Rating, segment: Segment) -> str:
    """A rating as a short text. Word probabilities are kept as 32-bit floats, which is what models give."""
    offset = segment.target_span.start if segment.target_span else 0
    words = array("f")
    for word in rating.words:
        with_source = math.nan if word.with_source is None else word.with_source
        words.extend((word.span.start - offset, word.span.end - offset, word.alone, with_source))
    scores = [(score.value, score.reason) for score in (rating.fluency, rating.consistency)]
    errors = [(e.span.start - offset, e.span.end - offset, e.severity, e.confidence) for e in rating.errors]
    return json.dumps([scores, base64.b64encode(words.tobytes()).decode(), errors, rating.windows])


def _unpacked(text: str, segment: Segment, signature: str) -> Rating | None:
    """What `packed` made, at the place where the segment stands now; None when it is something else."""
    offset = segment.target_span.start if segment.target_span else 0
    try:
        kept, encoded, marked, windows = json.loads(text)
        words = array("f")
        words.frombytes(base64.b64decode(encoded, validate=True))
        scores = [Score(name, value, signature, reason) for name, (value, reason) in zip(_NAMES, kept, strict=True)]
        rows = [words[at : at + _COLUMNS] for at in range(0, len(words), _COLUMNS)]
        rated = tuple(
            WordRating(Span(int(start), int(end)).shift(offset), alone, None if math.isnan(seen) else seen)
            for start, end, alone, seen in rows
        )
        errors = tuple(
            ErrorSpan(Span(start, end).shift(offset), Severity(severity), float(sure))
            for start, end, severity, sure in marked
        )
        return Rating(segment.id, scores[0], scores[1], rated, errors, int(windows))
    except (ValueError, TypeError):
        return None
