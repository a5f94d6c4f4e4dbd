"""All flags of an article in one list: what the checks find, what the model doubts, what reviewers dismissed before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.article import Document
from models.cascade import Estimator, SegmentEstimate
from models.checks import CHECKS
from models.findings.code_passages import READ_CODES, prose_of, without_strange_lines
from models.findings.fusion import fuse
from models.findings.model_flags import model_flags
from models.findings.suggestions import with_translations
from models.report import Flag
from models.text.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Findings:
    """`flags`: all that are shown, in reading order, none overlapping. `counted`: those that nobody dismissed.

    `of_checks`: what the checks alone raised, less what was dismissed, before the model had a say: it lowers the
    scores of segments, which hold the model's doubts already. `notes`: of segments by index, what a translation model
    had to say.
    """

    flags: tuple[Flag, ...]
    counted: tuple[Flag, ...]
    of_checks: tuple[Flag, ...]
    notes: Mapping[int, tuple[str, ...]]


def gather(
    document: Document,
    estimates: Sequence[SegmentEstimate],
    estimators: Sequence[Estimator],
    lexicon: Lexicon | None,
    dismissed: frozenset[str],
) -> Findings:
    """Runs the checks, joins them with what the model doubts, and has translation models suggest other words.

    `lexicon`: of the source language, for what evidence usually means. `dismissed`: fingerprints of flags that a
    reviewer found wrong.
    """
    of_checks = check_flags(document)
    doubtful = filter(prose_of(document).holds, model_flags(document, estimates, lexicon))
    fused = fuse(of_checks, doubtful, document)
    translated = with_translations(fused, document, estimates, estimators)
    return Findings(
        translated.flags,
        _undismissed(translated.flags, document, dismissed),
        _undismissed(of_checks, document, dismissed),
        translated.notes,
    )


def check_flags(document: Document) -> list[Flag]:
    """What every check finds that can run on the document; nothing of what a program reads is judged as prose."""
    prose = prose_of(document)
    found: list[Flag] = []
    for check in CHECKS.values():
        if document.has_source or not check.needs_source:
            if check.id in READ_CODES:
                found += check.find(document)
            else:
                found += (prose.restored(flag) for flag in check.find(prose.blotted) if prose.holds(flag))
    return without_strange_lines(found)


def _undismissed(flags: Sequence[Flag], document: Document, dismissed: frozenset[str]) -> tuple[Flag, ...]:
    if not dismissed:
        return tuple(flags)
    article = document.article
    return tuple(flag for flag in flags if flag.fingerprint(article.text(flag.side)) not in dismissed)
