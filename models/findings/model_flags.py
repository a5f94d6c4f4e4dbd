"""What the model doubts, as flags: which passages, of what kind, how severe, how sure, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.article import Document, Segment
from models.calibration.calibration import Calibration, Thresholds
from models.cascade import SegmentEstimate
from models.check_catalogue import CONSISTENCY, FLUENCY
from models.checks.base import FlagKind
from models.checks.names.agreeing_names import names_agree
from models.checks.polarity import lost_denial
from models.findings.answering import answered
from models.findings.explanation import Explanation, explain_consistency, explain_detached, explain_fluency
from models.findings.left_out import is_detached, left_out
from models.findings.passages import DoubtfulPassage, flagged_passages, marked_passages, probability
from models.findings.word_doubt import TYPICAL, doubted
from models.languages import ENGLISH, LanguagePair, language_name
from models.mqm import Category, Severity
from models.rating import Rating, WordRating
from models.report import Flag
from models.spans import Span

FLUENCY_SHARE = 0.5
"""Where the model does not say of what kind an error is: a passage whose words are at least this share as doubtful
without the source is a fluency matter."""
GARBLED_WORDS = 4
"""From so many words on, a fluency passage counts as garbled, not as a slip of grammar."""
LANGUAGE = "language"
"""The kind of error that shows without the source (`models.network.kinds`)."""
NAME = "name"
"""The kind of error that rules can refute."""
KIND_SHARE = 0.6
"""Of the votes that a kind needs to be told: of the kinds with fewer, half are right (docs/EXPERIMENTS.md)."""
OMITTED = FlagKind(Category.OMISSION, Severity.NEUTRAL, 0.5, "source")
"""Half of them lie where something is wrong (docs/EXPERIMENTS.md): they ask for a look and weigh nothing."""
LEFT_OUT = "Nothing in the translation clearly answers to this."
CATEGORIES = {"addition": Category.ADDITION}
"""Of the kinds that the source shows; the others are mistranslations."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What all flags of a segment need."""

    segment: Segment
    rating: Rating
    thresholds: Thresholds
    calibration: Calibration
    pair: LanguagePair
    language: str
    lost: Mapping[Span, float]


def model_flags(document: Document, estimates: Sequence[SegmentEstimate]) -> list[Flag]:
    """The doubtful passages of every rated segment as flags, in reading order.

    Those that the model marks itself, where it does; none by a model without a calibration for them.
    """
    found: list[Flag] = []
    article = document.article
    language = language_name(article.target_lang) or "text"
    for segment, estimate in zip(document.segments, estimates, strict=True):
        rating, calibration = estimate.rating, estimate.marker.calibration
        if not rating.words or calibration is None:
            continue
        rating = replace(rating, words=tuple(doubted(rating.words, rating.soundness, calibration.passages)))
        with_source = rating.words[0].with_source is not None
        thresholds = calibration.thresholds(article.pair, with_source)
        lost = {word.span: word.lost for word in rating.source_words}
        context = _Context(segment, rating, thresholds, calibration, article.pair, language, lost)
        found += [_flag(context, passage) for passage in _passages(context, article.target)]
        found += _denials(context)
        found += [OMITTED.flag(CONSISTENCY, span, LEFT_OUT) for span in left_out(segment, rating, thresholds.lost)]
    return found


def _denials(context: _Context) -> list[Flag]:
    """A "not" of the source that the translation lacks, where the model finds the sentence less sound than usual."""
    soundness = context.rating.soundness
    if soundness is None or soundness >= TYPICAL or context.pair.target != ENGLISH:
        return []
    flag = lost_denial(context.segment, context.pair.source)
    return [flag] if flag else []


def _passages(context: _Context, text: str) -> Iterator[DoubtfulPassage]:
    """Those that are doubtful enough for a flag, then those for a quiet one elsewhere, in order."""
    words, thresholds = context.rating.words, context.thresholds
    if context.rating.errors:
        yield from marked_passages(words, context.rating.errors, text, thresholds.minor)
        return
    yield from flagged_passages(words, text, thresholds.minor, thresholds.look, context.calibration.passages)


def _flag(context: _Context, passage: DoubtfulPassage) -> Flag:
    words = context.rating.words[passage.first : passage.last + 1]
    likeliest, votes = likeliest_kind(words)
    kind = likeliest if votes >= KIND_SHARE else ""
    doubtful_target_only = passage.target_only >= FLUENCY_SHARE * passage.peak
    fluency = not passage.with_source or (kind == LANGUAGE if likeliest else doubtful_target_only)
    if fluency:
        category = Category.GARBLED if len(words) >= GARBLED_WORDS else Category.GRAMMAR
    else:
        category = CATEGORIES.get(kind, Category.MISTRANSLATION)
    explanation = _explanation(context, passage, words, kind, fluency)
    return Flag(
        passage.span,
        "target",
        category,
        severity(passage, words, context.thresholds),
        context.calibration.confidence(passage.peak, context.pair, passage.with_source),
        FLUENCY if fluency else CONSISTENCY,
        explanation.message,
        explanation.evidence,
    )


def likeliest_kind(words: Sequence[WordRating]) -> tuple[str, float]:
    """The kind of error that the words' profiles speak for most, each as far as it is doubtful, and its share.

    In [0, 1]; ("", 0) where they have none.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    for word in words:
        if word.profile is not None:
            votes[word.profile.kind] += probability(word) * word.profile.kind_probability
    kind = max(votes, key=lambda kind: votes[kind], default="")
    doubts = sum(probability(word) for word in words if word.profile is not None)
    return kind, votes[kind] / doubts if doubts else 0.0


def severity(passage: DoubtfulPassage, words: Sequence[WordRating], thresholds: Thresholds) -> Severity:
    """Neutral below the minor threshold. Above minor only what is doubtful enough for that, and severe by its profile.

    A model that marks passages itself has said how severe they are; one without profiles tells by its doubt alone.
    """
    if passage.peak < thresholds.minor:
        return Severity.NEUTRAL
    if passage.peak < thresholds.major or passage.severity is Severity.MINOR:
        return Severity.MINOR
    if passage.severity is not None:
        return passage.severity
    shares = likely_severity(words)
    if shares is None:
        return Severity.MAJOR
    major, critical = shares
    if critical >= thresholds.critical:
        return Severity.CRITICAL
    return Severity.MAJOR if major >= 0.5 else Severity.MINOR


def likely_severity(words: Sequence[WordRating]) -> tuple[float, float] | None:
    """How likely the error of these words is at least major, and critical, each word as far as it is doubtful.

    None where the model does not say.
    """
    weights = [(probability(word), word.profile) for word in words if word.profile is not None]
    total = sum(weight for weight, _ in weights)
    if not total:
        return None
    return (
        sum(weight * profile.major for weight, profile in weights) / total,
        sum(weight * profile.critical for weight, profile in weights) / total,
    )


def _explanation(
    context: _Context, passage: DoubtfulPassage, words: Sequence[WordRating], kind: str, fluency: bool
) -> Explanation:
    whole = len(words) >= GARBLED_WORDS and len(words) >= len(context.rating.words) - 1
    if whole and not fluency and is_detached(context.rating.source_words):
        return explain_detached()
    lang = context.pair.source
    evidence = answered(context.segment, words, lang, context.lost, kind) if passage.with_source else ()
    if fluency:
        return explain_fluency(passage.with_source, len(words), context.language, evidence)
    return explain_consistency(evidence, "" if kind == NAME and _has_the_name(context, passage) else kind)


def _has_the_name(context: _Context, passage: DoubtfulPassage) -> bool:
    """True where the rules see the passage's names in the source too."""
    if context.segment.target_span is None:
        return False
    place = passage.span.shift(-context.segment.target_span.start)
    return names_agree(context.segment, context.pair.source, place)
