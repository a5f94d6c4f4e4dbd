"""Why a passage is doubtful, in a reader's words, with the source words that nothing answers to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.article import Segment
from models.lexicon import ENGLISH, Lexicon
from models.report import Evidence
from models.text.normalise import stem
from models.text.words import is_wordlike, word_spans

UNANSWERED = 0.02
"""A source word whose best p(target word | it) in the segment is below this has no counterpart there."""
MOST_EVIDENCE = 3
NEARBY = 0.3
"""How far, as a share of the segment, a source word may stand from where the passage would be in it."""
SHORTEST_CONTENT = 3


@dataclass(frozen=True, slots=True)
class Explanation:
    """A message for the editor and the evidence behind it."""

    message: str
    evidence: tuple[Evidence, ...]


def explain_consistency(segment: Segment, place: float, lexicon: Lexicon | None) -> Explanation:
    """For words that only the source contradicts. `place` in [0, 1] is where in the segment they stand."""
    evidence = unanswered(segment, place, lexicon) if lexicon is not None else ()
    if not evidence:
        return Explanation("The source does not seem to say this.", ())
    named = "; ".join(_glossed(piece) for piece in evidence)
    return Explanation(f"The source has {named}; the translation does not seem to say so here.", evidence)


def explain_fluency(seen: bool, words: int) -> Explanation:
    """For words that are doubtful whether or not the source is seen."""
    where = "" if seen else " (judged without the source)"
    if words >= 5:
        return Explanation(f"This passage does not hold together as a sentence{where}.", ())
    return Explanation(f"This does not read as sound English here{where}.", ())


def explain_detached(seen: bool) -> Explanation:
    """For a segment that is doubtful from end to end."""
    if seen:
        return Explanation("Hardly anything in this passage answers to its source.", ())
    return Explanation("This passage hardly reads as sound English.", ())


def unanswered(segment: Segment, place: float, lexicon: Lexicon) -> tuple[Evidence, ...]:
    """Well-known source words near `place` that no target word answers to, with their usual meanings."""
    if segment.source_span is None:
        return ()
    spans = [span for span in word_spans(segment.source) if is_wordlike(span.of(segment.source))]
    keys = [stem(span.of(segment.source), lexicon.lang) for span in spans]
    target = [stem(span.of(segment.target), ENGLISH) for span in word_spans(segment.target)]
    support = lexicon.support(keys, target).source
    candidates: list[tuple[float, int]] = []
    for index, key in enumerate(keys):
        distance = abs((index + 0.5) / len(keys) - place)
        if _content(key, lexicon) and support[index, 1] < UNANSWERED and distance <= NEARBY:
            candidates.append((distance, index))
    chosen = sorted(index for _, index in sorted(candidates)[:MOST_EVIDENCE])
    return tuple(
        Evidence(
            spans[index].shift(segment.source_span.start),
            spans[index].of(segment.source),
            lexicon.meanings(keys[index]),
        )
        for index in chosen
    )


def _content(key: str, lexicon: Lexicon) -> bool:
    """A word with a meaning of its own that the lexicon is sure of."""
    return len(key) >= SHORTEST_CONTENT and not key.isdigit() and bool(lexicon.meanings(key, 1))


def _glossed(piece: Evidence) -> str:
    return f"{piece.text} ({', '.join(piece.meanings)})" if piece.meanings else piece.text


def place_in_segment(first: int, last: int, words: Sequence[object]) -> float:
    """The middle of words[first..last] as a share of the segment."""
    return (first + last + 1) / 2 / max(1, len(words))
