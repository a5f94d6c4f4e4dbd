"""One article through the whole path: intake, alignment, model, checks, fusion, verdict.

SCORERS and CHECKS name everything that can judge a text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from models.article import SIDES, Article, Document, SegmentPlaces
from models.calibration import Calibration
from models.checks import CHECKS
from models.errors import ModelUnavailable
from models.fusion import fuse, model_flags
from models.hub.catalogue import MODELS, HubModel
from models.hub.loading import load_scorer
from models.intake import CheckRequest, take_in
from models.languages import language_name
from models.lexicon import ENGLISH, Lexicons
from models.penalty import penalty_per_100_words
from models.report import ArticleReport, Coverage, Flag, Rating
from models.scorers.base import Scorer
from models.scorers.builtin import BuiltinScorer, judges_pair
from models.scorers.memory import rate_changed
from models.scorers.reference import reference_scores
from models.segment_scores import mean_score, segment_reports
from models.spans import Span
from models.text.alignment import align
from models.text.words import count_words
from models.verdict import Measures, decide
from models.weights import load_lexicons

__all__ = ["SCORERS", "CheckRequest", "Checker", "load_checker"]

VERSION = "0.1.0"
SCORERS: dict[str, Callable[[], Scorer]] = {
    "builtin": BuiltinScorer.load,
    **{name: partial(load_scorer, name) for name in MODELS},
}
OVERALL_SCALE = 20.0
"""Points per 100 words at which the overall score, exp(-points / scale), has fallen to 1/e."""


@dataclass(frozen=True)
class Checker:
    """Checks articles with one scorer and all checks. Holds no state between articles.

    `fetched`: the hub's model that the scorer runs. The calibration is the built-in model's: with another model no
    passage is marked by it, and its consistency score does not move the verdict.
    """

    scorer: Scorer
    calibration: Calibration
    lexicons: Lexicons
    fetched: HubModel | None = None

    @property
    def signature(self) -> str:
        """Everything a number depends on: code version, model and weights, calibration."""
        model = f"{self.fetched.name}/{self.scorer.signature}" if self.fetched else self.scorer.signature
        return f"mtqc|v:{VERSION}|model:{model}|calib:{self.calibration.version}"

    def check(self, request: CheckRequest) -> ArticleReport:
        """The report on one article. Raises InvalidInput for what cannot be checked, ModelUnavailable."""
        intake = take_in(request)
        article = intake.article
        document = align_article(article, self.lexicons)
        lexicon = self.lexicons.get(article.source_lang)
        languages = (article.source_lang, article.target_lang)
        ratings, memory = rate_changed(self.scorer, document.segments, *languages, request.memory)
        found = [
            flag
            for check in CHECKS.values()
            if document.has_source or not check.needs_source
            for flag in check.find(document)
        ]
        doubted = [] if self.fetched else model_flags(document, ratings, self.calibration, lexicon)
        flags = _in_reading_order(document, fuse(found, doubted))
        counted = [flag for flag in flags if not _is_dismissed(flag, request, article)]
        penalty = penalty_per_100_words(counted, document)
        coverage = _coverage(document, ratings, self.fetched)
        segments = segment_reports(document, ratings, [f for f in found if not _is_dismissed(f, request, article)])
        faithful = mean_score(document.segments, [segment.consistency for segment in segments], missing=0.0)
        weighed = None if self.fetched else faithful
        measures = Measures(penalty, count_words(article.target), weighed, coverage.checked > 0)
        verdict, reasons = decide(counted, measures, self.calibration.verdict)
        return ArticleReport(
            article=article,
            signature=self.signature,
            overall=math.exp(-penalty / OVERALL_SCALE),
            fluency=mean_score(document.segments, [segment.fluency for segment in segments], missing=None),
            consistency=faithful,
            penalty_per_100_words=penalty,
            verdict=verdict,
            verdict_reasons=reasons,
            segments=segments,
            flags=flags,
            coverage=coverage,
            reference_scores=reference_scores(article),
            markup=intake.markup,
            dismissed=request.dismissed,
            memory=memory,
        )


def load_checker(model: str = "builtin") -> Checker:
    """The checker with the named model, verified and ready. Raises ModelUnavailable."""
    if model not in SCORERS:
        raise ModelUnavailable(f"there is no model {model!r}; there is: {', '.join(SCORERS)}")
    return Checker(SCORERS[model](), Calibration.load(), load_lexicons(), MODELS.get(model))


def align_article(article: Article, lexicons: Lexicons) -> Document:
    """The article cut into aligned segments, by what the lexicon of the language beside English knows."""
    return Document(article, align(article, _similarity(article, lexicons)))


def _similarity(article: Article, lexicons: Lexicons) -> Callable[[str, str], float]:
    """What the aligner asks of meaning; without a lexicon, length and shared tokens decide."""
    if article.source_lang == ENGLISH and (reverse := lexicons.get(article.target_lang)) is not None:
        return lambda source, target: reverse.similarity(target, source)
    lexicon = lexicons.get(article.source_lang)
    return lexicon.similarity if lexicon is not None else lambda source, target: 0.0


def _is_dismissed(flag: Flag, request: CheckRequest, article: Article) -> bool:
    return bool(request.dismissed) and flag.fingerprint(article.text(flag.side)) in request.dismissed


def _in_reading_order(document: Document, flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """Segment by segment, the target before the source, so that numbers rise down the page."""
    places = {side: SegmentPlaces(document.segments, side) for side in SIDES}

    def key(flag: Flag) -> tuple[int, bool, Span]:
        index = places[flag.side].at(flag.span)
        return len(document.segments) if index is None else index, flag.side == "source", flag.span

    return tuple(sorted(flags, key=key))


def _coverage(document: Document, ratings: Sequence[Rating], fetched: HubModel | None) -> Coverage:
    """How many segments the model judged, and in plain words what it did not and why."""
    notes = _notes_on_fetched(fetched, ratings) if fetched else _notes_on_builtin(document)
    checked = sum(1 for rating in ratings if (rating.fluency.value, rating.consistency.value) != (None, None))
    unpaired = sum(1 for segment in document.segments if document.has_source and not segment.source)
    if unpaired:
        notes.append(f"Passages of the translation without a counterpart in the source: {unpaired}.")
    missing = sum(1 for segment in document.segments if not segment.target)
    if missing:
        notes.append(f"Passages of the source without a counterpart in the translation: {missing}.")
    return Coverage(len(document.segments), checked, tuple(notes))


def _notes_on_builtin(document: Document) -> list[str]:
    article = document.article
    into = f" into {language_name(article.target_lang)}" if article.target_lang != ENGLISH else ""
    notes: list[str] = []
    if not document.has_source:
        notes.append("No source was sent: consistency was not judged.")
    elif not article.source_lang:
        notes.append(
            "The source language could not be told: consistency was not judged. Give it to have it judged."
        )
    elif not into and not judges_pair(article.source_lang, ENGLISH):
        notes.append(
            f"The model does not know {language_name(article.source_lang)}: consistency was not judged."
        )
    if into and judges_pair(article.source_lang, article.target_lang):
        notes.append(f"The model judges translations{into} less well than those into English.")
    elif into:
        notes.append(f"The model does not judge this translation{into}: only the rules ran.")
    return notes


def _notes_on_fetched(model: HubModel, ratings: Sequence[Rating]) -> list[str]:
    """What the model is, what its numbers are not, and its own reasons for what it left out."""
    scores = [score for rating in ratings for score in (rating.fluency, rating.consistency)]
    reasons = {score.reason for score in scores if score.value is None}
    return [
        f"Judged by {model.name} ({model.repository or 'of no hub'}): {model.task}. Its scores put translations in "
        "order; they are not calibrated, and not to be compared with another model's.",
        "Passages are not marked by this model, and its scores do not move the verdict: only the checks do.",
        f"It reads {model.longest} subwords at once; longer segments are read in overlapping windows.",
        *(f"Left out: {reason}." for reason in sorted(reasons)),
    ]
