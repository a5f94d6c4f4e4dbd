"""One article through the whole path: intake, alignment, estimates, findings, scores, verdict.

SCORERS and `models.checks.CHECKS` name everything that can check a text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from models.article import Article, Document
from models.calibration.calibration import Calibration
from models.cascade import Estimator, ModelCascade
from models.errors import InvalidInput
from models.findings.coverage import coverage
from models.findings.gathering import gather
from models.findings.overall import overall_score
from models.findings.segment_scores import mean_scores, segment_reports
from models.findings.verdict import Measures, decide
from models.hub.catalogue import MODELS
from models.hub.settings import BUDGET, BUILTIN
from models.intake.requests import CheckRequest, take_in
from models.languages import ENGLISH
from models.network.weights import load_lexicons
from models.report import ArticleReport
from models.scorers.base import Scorer, SimilarityModel
from models.scorers.builtin import BuiltinScorer
from models.scorers.loading import load_scorer
from models.scorers.reference import reference_scores
from models.text.alignment import align
from models.text.lexicon import Lexicons
from models.text.resemblance import Similarity
from models.text.sentences import split_sentences

__all__ = ["SCORERS", "CheckRequest", "Checker", "estimator_names", "load_checker"]

VERSION = "0.1.0"
SCORERS: dict[str, Callable[[], Scorer]] = {
    BUILTIN: BuiltinScorer.load,
    **{name: partial(load_scorer, name) for name in MODELS},
}


@dataclass(frozen=True)
class Checker:
    """Checks articles with a cascade of models and all checks. Holds no state between articles.

    `calibration`: the built-in model's, which holds the thresholds of the verdict. A model without a calibration of
    its own marks no passage, and its consistency score does not move the verdict.
    """

    cascade: ModelCascade
    calibration: Calibration
    lexicons: Lexicons

    @property
    def signature(self) -> str:
        """Everything a number depends on: code version, models and weights, calibrations."""
        calibrations = [estimator.calibration for estimator in self.cascade.estimators]
        own = [calibration.version if calibration else "none" for calibration in calibrations]
        versions = "+".join(dict.fromkeys([self.calibration.version, *own]))
        return f"mtqc|v:{VERSION}|model:{self.cascade.signature}|calib:{versions}"

    def check(self, request: CheckRequest) -> ArticleReport:
        """The report on one article. Raises InvalidInput for what cannot be checked, ModelUnavailable."""
        intake = take_in(request)
        article = intake.article
        document = Document(article, align(article, self._similarity(article)))
        estimates, memory = self.cascade.estimates(document.segments, article.pair, request.memory)
        found = gather(document, estimates, self.cascade.estimators, request.dismissed, request.preferences)
        notes = [(*estimate.notes, *found.notes.get(n, ())) for n, estimate in enumerate(estimates)]
        segments = segment_reports(document, [estimate.rating for estimate in estimates], found.of_checks, notes)
        fluent, faithful = mean_scores(segments)
        covered = coverage(document, estimates, self.cascade)
        measures = Measures.of(
            found.counted,
            document,
            faithful if self.cascade.first.calibration else None,
            [segment.consistency for segment in segments],
            covered.checked > 0,
        )
        thresholds = self.calibration.verdict.of(article.pair, dict(request.preferences.thresholds))
        verdict, reasons = decide(found.counted, measures, thresholds)
        return ArticleReport(
            article=article,
            signature=self.signature + request.preferences.signature,
            overall=overall_score(fluent, faithful, measures.penalty),
            fluency=fluent,
            consistency=faithful,
            penalty_per_100_words=measures.penalty,
            verdict=verdict,
            verdict_reasons=reasons,
            segments=segments,
            flags=found.flags,
            coverage=covered,
            reference_scores=reference_scores(article),
            markup=intake.markup,
            dismissed=request.dismissed,
            memory=memory,
        )

    def _similarity(self, article: Article) -> Similarity:
        """By the model that is asked first, where it knows how alike sentences are; else by the lexicon."""
        scorer = self.cascade.first.scorer
        if isinstance(scorer, SimilarityModel) and article.source is not None:
            return similarity_by_model(article, scorer)
        return similarity_by_lexicon(article, self.lexicons)


def estimator_names(model: str) -> tuple[str, ...]:
    """The names in `NAME` or `FIRST+SECOND`. Raises InvalidInput for what there is not."""
    names = tuple(model.split("+"))
    for name in names:
        if name not in SCORERS:
            raise InvalidInput(f"there is no model {name!r}; there is: {', '.join(SCORERS)}")
    if len(names) > 2 or len(set(names)) < len(names):
        raise InvalidInput(f"a chain is two different models, FIRST+SECOND, not {model}")
    return names


def load_checker(model: str = BUILTIN, budget: float = BUDGET) -> Checker:
    """The checker with a model, or with a chain `FIRST+SECOND` and its budget; verified and ready.

    Raises InvalidInput for a name that there is not, ModelUnavailable.
    """
    calibration = Calibration.load()
    first, *more = (_estimator(name, calibration) for name in estimator_names(model))
    return Checker(ModelCascade(first, more[0] if more else None, budget), calibration, load_lexicons())


def _estimator(name: str, calibration: Calibration) -> Estimator:
    scorer = SCORERS[name]()
    own = calibration if name == BUILTIN else Calibration.of_model(name, scorer.signature)
    return Estimator(name, scorer, own, MODELS.get(name))


def align_article(article: Article, lexicons: Lexicons) -> Document:
    """The article cut into aligned segments, by what the lexicon of the language beside English knows."""
    return Document(article, align(article, similarity_by_lexicon(article, lexicons)))


def similarity_by_lexicon(article: Article, lexicons: Lexicons) -> Similarity:
    """What the aligner asks of meaning; without a lexicon, length and shared tokens decide."""
    if article.source_lang == ENGLISH and (reverse := lexicons.get(article.target_lang)) is not None:
        return lambda source, target: reverse.similarity(target, source)
    lexicon = lexicons.get(article.source_lang)
    return lexicon.similarity if lexicon is not None else lambda source, target: 0.0


def similarity_by_model(article: Article, scorer: SimilarityModel) -> Similarity:
    """The same, asked of a model that knows how alike sentences are."""
    sentences = [
        span.of(text)
        for text, lang in ((article.source or "", article.source_lang), (article.target, article.target_lang))
        for span in split_sentences(text, lang)
    ]
    return scorer.similarity(sentences)
