"""What a translation model adds to flags that somebody else raised: other words, and the passage translated back.

Asked are only the segments that it scored and in which something was flagged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.article import Document
from models.cascade import Estimator, SegmentEstimate
from models.mqm import Severity
from models.report import Flag
from models.scorers.base import TranslationModel
from models.scorers.reference import similarity_of_back


@dataclass(frozen=True)
class Translated:
    """The flags, some with a proposal, and a note on the segments (by index) that were translated back."""

    flags: tuple[Flag, ...]
    notes: dict[int, tuple[str, ...]]


def with_translations(
    flags: Sequence[Flag], document: Document, estimates: Sequence[SegmentEstimate], estimators: Sequence[Estimator]
) -> Translated:
    """As they are where no estimator's model can translate."""
    found = Translated(tuple(flags), {})
    for estimator in estimators:
        if isinstance(estimator.scorer, TranslationModel):
            asked = {n for n, estimate in enumerate(estimates) if estimator in estimate.asked}
            proposed = _proposed(found.flags, document, estimator.scorer, asked)
            found = Translated(proposed, found.notes | _back(proposed, document, estimator, estimator.scorer, asked))
    return found


def _proposed(
    flags: Sequence[Flag], document: Document, translator: TranslationModel, asked: set[int]
) -> tuple[Flag, ...]:
    """Flags on the target that suggest nothing yet get what the model would rather say there."""
    article = document.article
    wanted = []
    for number, flag in enumerate(flags):
        index = document.segment_of("target", flag.span) if flag.side == "target" and not flag.replacements else None
        if index is None or index not in asked or flag.severity is Severity.NEUTRAL:
            continue
        whole = document.segments[index].target_span
        if whole is not None and whole.contains(flag.span):
            wanted.append((number, (document.segments[index], flag.span)))
    said = translator.suggest([one for _, one in wanted], article.pair)
    changed = {n: text for (n, _), text in zip(wanted, said, strict=True) if text}
    return tuple(
        replace(flag, replacements=(changed[n],)) if n in changed else flag for n, flag in enumerate(flags)
    )


def _back(
    flags: Sequence[Flag], document: Document, estimator: Estimator, translator: TranslationModel, asked: set[int]
) -> dict[int, tuple[str, ...]]:
    """Flagged segments translated back, and how like the source that is by chrF."""
    article = document.article
    owners = {document.segment_of(f.side, f.span) for f in flags if f.severity is not Severity.NEUTRAL}
    chosen = sorted(n for n in owners if n is not None and n in asked and document.segments[n].target)
    segments = [document.segments[n] for n in chosen]
    found: dict[int, tuple[str, ...]] = {}
    said = translator.back_translate(segments, article.pair)
    for n, segment, text in zip(chosen, segments, said, strict=True):
        if text:
            alike = 100 * similarity_of_back(text, segment.source)
            found[n] = (f"Translated back by {estimator.name} (chrF {alike:.0f} of 100 against the source): {text}",)
    return found
