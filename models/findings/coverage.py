"""How much of an article was estimated, by which models, and in plain words what was not and why."""

from __future__ import annotations

from collections.abc import Sequence

from models.article import Article, Document
from models.cascade import Estimator, ModelCascade, SegmentEstimate
from models.intake.detection import plainly_other
from models.languages import ENGLISH, compares_pair, language_name, trained_on
from models.report import Coverage


def coverage(document: Document, estimates: Sequence[SegmentEstimate], cascade: ModelCascade) -> Coverage:
    """Segments, those with a score of a model, and notes."""
    scores = [(estimate.rating.fluency, estimate.rating.consistency) for estimate in estimates]
    checked = sum(1 for pair in scores if any(score.value is not None for score in pair))
    if cascade.second is None and cascade.first.model is None:
        notes = _on_languages(document.article) + _on_builtin(document)
    else:
        reasons = {score.reason for pair in scores for score in pair if score.value is None}
        notes = _on_languages(document.article)
        notes += [f"{same}."] if (same := _same_language(document.article)) else []
        notes += _on_chain(cascade, estimates)
        notes += [note for estimator in cascade.estimators for note in _on_fetched(estimator)]
        notes += [f"Left out: {reason}." for reason in sorted(reasons)]
    unpaired = sum(1 for segment in document.segments if document.has_source and not segment.source)
    if unpaired:
        notes.append(f"Passages of the translation without a counterpart in the source: {unpaired}.")
    missing = sum(1 for segment in document.segments if not segment.target)
    if missing:
        notes.append(f"Passages of the source without a counterpart in the translation: {missing}.")
    return Coverage(len(document.segments), checked, tuple(notes))


def _on_builtin(document: Document) -> list[str]:
    article = document.article
    into = f" into {language_name(article.target_lang)}" if article.target_lang != ENGLISH else ""
    notes: list[str] = []
    if not document.has_source:
        notes.append("No source was sent: consistency was not scored.")
    elif not article.source_lang:
        notes.append(
            "The source language could not be detected: consistency was not scored. Specify it to score consistency."
        )
    elif same := _same_language(article):
        notes.append(f"{same}: consistency was not scored.")
    elif not into and not compares_pair(article.pair):
        notes.append(
            f"The model does not know {language_name(article.source_lang)}: consistency was not scored."
        )
    elif not into and not trained_on(article.source_lang):
        notes.append(
            f"The model was not trained on translations from {language_name(article.source_lang)}: "
            "what it says of this one is an experiment."
        )
    if into and compares_pair(article.pair):
        notes.append(f"The model scores translations{into} less well than those into English.")
    elif into:
        notes.append(f"The model does not score this translation{into}: only the rules ran.")
    return notes


def _on_languages(article: Article) -> list[str]:
    """That a text is plainly not in the language that was given: everything said of it may then be wrong."""
    source = ("source", article.source or "", article.source_lang)
    sides = (source, ("translation", article.target, article.target_lang))
    return [
        f"The {side} was given as {language_name(told)}, but reads like {language_name(found)}. If it is, give the "
        "right language: this report may be wrong."
        for side, text, told in sides
        if (found := plainly_other(text, told))
    ]


def _same_language(article: Article) -> str:
    """That both sides are said, or were found, to be in one language; "" where they are not."""
    if not article.source_lang or article.source_lang != article.target_lang:
        return ""
    return f"Source and target language are the same ({language_name(article.source_lang)})"


def _on_chain(cascade: ModelCascade, estimates: Sequence[SegmentEstimate]) -> list[str]:
    """Who was asked how often, and what the budget was."""
    if cascade.second is None:
        return []
    asked = sum(1 for estimate in estimates if cascade.second in estimate.asked)
    return [
        f"A chain: {cascade.first.name} scored all {len(estimates)} segments, {cascade.second.name} the {asked} of "
        f"which it was least sure (budget: {100 * cascade.budget:.0f} of 100 segments of usual machine translations)."
    ]


def _on_fetched(estimator: Estimator) -> list[str]:
    """What the model is, what its numbers are worth, and how much it reads at once."""
    if estimator.model is None:
        return []
    named = f"{estimator.name} ({estimator.model.repository or 'of no hub'}): {estimator.model.task}."
    reads = f"It reads {estimator.model.longest} subwords at once; longer segments are read in overlapping parts."
    if estimator.calibration is not None:
        scale = f"Its scores are on the common scale (calibration {estimator.calibration.version})."
        return [f"Scored by {named} {scale}", reads]
    return [
        f"Scored by {named} Its scores put translations in order; they are not calibrated, and not to be compared "
        "with another model's.",
        "Passages are not marked by this model, and its scores do not move the verdict: only the checks do.",
        reads,
    ]
