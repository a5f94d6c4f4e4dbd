"""Why a passage is doubtful, in a reader's words, with the source words that it answers to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.article import Segment
from models.checks.words.word_frequency import has_frequencies, zipf
from models.rating import WordRating
from models.report import Evidence
from models.spans import Span
from models.text.lexicon import Lexicon
from models.text.normalise import fold, stem
from models.text.words import is_wordlike
from models.text.words import words as words_of

MAX_EVIDENCE = 4
"""Source words that are named."""
MIN_EVIDENCE_SHARE = 0.6
"""Of the loss of the source word that is most likely lost: what is less so is not named beside it."""
LONG_WORDS = 5
"""A passage of so many words is spoken of as a whole."""
LINKING = 6.3
"""Zipf frequency from which a word links others: der, mit, sein; but not Jahr."""
IN_LINKS = frozenset({"opposite", "roles", "time"})
"""Kinds of error that may lie in a word such as "not", "by" or "was"."""
WHAT = {
    "sense": "the words here may not mean that",
    "opposite": "the translation may say the opposite",
    "roles": "who does what to whom, or how the parts relate, may differ here",
    "time": "tense, certainty or time may differ here",
    "number": "the figure or the date may differ here",
    "name": "the name may differ here",
    "addition": "this may say more than that",
}
"""What the kinds of error (`models.network.kinds`) look like beside the source; "language" shows without it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A message for the editor and the evidence behind it."""

    message: str
    evidence: tuple[Evidence, ...] = ()


def explain_consistency(evidence: tuple[Evidence, ...], kind: str) -> Explanation:
    """For words that only the source contradicts. `kind`: of error, or "" where the model does not say."""
    if kind == "addition" and not evidence:
        return Explanation("Nothing in the source seems to say this.")
    if not evidence:
        return Explanation("The source does not seem to say this.")
    return Explanation(f"The source has {_named(evidence)}; {WHAT.get(kind, 'compare the two')}.", evidence)


def explain_fluency(
    with_source: bool, words: int, language: str, evidence: tuple[Evidence, ...] = ()
) -> Explanation:
    """For so many words that are doubtful whether or not the source is seen; `evidence`: what stands there in it."""
    where = f"; the source has {_named(evidence)} here" if evidence else ""
    where = where if with_source else " (estimated without the source)"
    if words >= LONG_WORDS:
        return Explanation(f"This passage does not hold together as a sentence{where}.", evidence)
    return Explanation(f"This does not read as natural {language}{where}.", evidence)


def explain_detached(with_source: bool, language: str) -> Explanation:
    """For a segment that is doubtful from end to end."""
    if with_source:
        return Explanation("Almost nothing in this passage matches its source.")
    return Explanation(f"This passage does not read as natural {language}.")


def answered(
    segment: Segment,
    words: Sequence[WordRating],
    lexicon: Lexicon | None,
    lost: Mapping[Span, float],
    kind: str = "",
) -> tuple[Evidence, ...]:
    """The source words that a passage's words answer to, in order; neighbours are one piece.

    Words that only link others are not named, unless the error's `kind` is of those that lie in them. Where there are
    many, those that are likeliest to be `lost` (P by span). Without that, none of a passage that answers to more than
    MAX_EVIDENCE words: it is compared as a whole.
    """
    found = {word.profile.source for word in words if word.profile is not None and word.profile.source is not None}
    if segment.source_span is None or not found:
        return ()
    begin = segment.source_span.start
    named = [span for span in found if is_wordlike(span.shift(-begin).of(segment.source))]
    if lexicon is not None and kind not in IN_LINKS:
        named = [span for span in named if not _links(span.shift(-begin).of(segment.source), lexicon.lang)]
    spans = _likeliest_lost(named, lost)
    if len(spans) > MAX_EVIDENCE:
        return ()
    pieces: list[Span] = []
    for span in sorted(spans):
        if pieces and not segment.source[pieces[-1].end - begin : span.start - begin].strip():
            pieces[-1] = Span(pieces[-1].start, span.end)
        else:
            pieces.append(span)
    return tuple(
        Evidence(span, text := span.shift(-begin).of(segment.source), _meanings(text, segment, lexicon))
        for span in pieces
    )


def _links(word: str, lang: str) -> bool:
    """True for a word as common as those that link others and name nothing."""
    return has_frequencies(lang) and zipf(word, lang) >= LINKING


def _likeliest_lost(spans: Sequence[Span], lost: Mapping[Span, float]) -> list[Span]:
    most = max((lost.get(span, 0.0) for span in spans), default=0.0)
    if not most:
        return list(spans)
    doubtful = [span for span in spans if lost.get(span, 0.0) >= MIN_EVIDENCE_SHARE * most]
    return sorted(doubtful, key=lambda span: -lost[span])[:MAX_EVIDENCE]


def _meanings(text: str, segment: Segment, lexicon: Lexicon | None) -> tuple[str, ...]:
    """What a word is well known to mean; nothing where the translation says one of these anywhere."""
    if lexicon is None:
        return ()
    known = lexicon.attested(stem(text, lexicon.lang))
    said = {fold(word) for word in words_of(segment.target)}
    return () if any(fold(word) in said for word in known) else known


def _named(evidence: Sequence[Evidence]) -> str:
    return ", ".join(_glossed(piece) for piece in evidence)


def _glossed(piece: Evidence) -> str:
    return f"“{piece.text}” ({', '.join(piece.meanings)})" if piece.meanings else f"“{piece.text}”"
