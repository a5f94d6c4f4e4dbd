"""All flags of an article in one list: what the checks find, what the model doubts, what reviewers dismissed before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.article import Document
from models.cascade import Estimator, SegmentEstimate
from models.checks import CHECKS
from models.findings.code_passages import without_strange_lines
from models.findings.fusion import fuse
from models.findings.model_flags import model_flags
from models.findings.suggestions import with_translations
from models.findings.views import views_of
from models.preferences import NONE, Preferences
from models.report import Flag


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
    dismissed: frozenset[str],
    preferences: Preferences = NONE,
) -> Findings:
    """Runs the checks, joins them with what the model doubts, and has translation models suggest other words.

    `dismissed`: fingerprints of flags that a reviewer found wrong. `preferences`: what the site does without never
    displaces what it wants.
    """
    of_checks = _wanted(check_flags(document), document, preferences)
    doubtful = views_of(document).prose.restored(model_flags(document, estimates))
    fused = fuse(of_checks, _wanted(doubtful, document, preferences), document)
    translated = with_translations(_named(fused, document, dismissed), document, estimates, estimators)
    return Findings(
        translated.flags,
        _undismissed(translated.flags, document, dismissed),
        _undismissed(_named(of_checks, document, dismissed), document, dismissed),
        translated.notes,
    )


def check_flags(document: Document) -> list[Flag]:
    """What every check finds that can run on the document, each in the view of it that the check is there for."""
    views = views_of(document)
    found: list[Flag] = []
    for check in CHECKS.values():
        read = views.read_by(check.id)
        if document.has_source or not check.needs_source:
            found += read.restored(check.find(read.document))
    return without_strange_lines(found)


def _wanted(flags: Iterable[Flag], document: Document, preferences: Preferences) -> list[Flag]:
    if preferences == NONE:
        return list(flags)
    article = document.article
    return [flag for flag in flags if preferences.wants(flag.check, flag.span.of(article.text(flag.side)))]


def _named(flags: Sequence[Flag], document: Document, dismissed: frozenset[str]) -> Sequence[Flag]:
    """The flags by the names that were dismissed, of another release or of this one."""
    if not dismissed:
        return flags
    return [flag.named_as_in(document.article.text(flag.side), dismissed) for flag in flags]


def _undismissed(flags: Sequence[Flag], document: Document, dismissed: frozenset[str]) -> tuple[Flag, ...]:
    if not dismissed:
        return tuple(flags)
    article = document.article
    return tuple(flag for flag in flags if flag.fingerprint(article.text(flag.side)) not in dismissed)
