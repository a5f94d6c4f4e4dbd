"""A flag's replacement put into its sentence, for the editor to look at before anything is saved."""

from __future__ import annotations

from dataclasses import dataclass

from models.rendering.view import Finding, ReportRow
from models.report import ArticleReport


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another wording for `words` of a sentence. `text`: the sentence with it.

    `fits`: False where the sentence has been edited since and has those words no more, or several times; `text` is then
    the sentence as it was edited.
    """

    words: str
    replacement: str
    text: str
    fits: bool = True


def can_apply(row: ReportRow, finding: Finding, report: ArticleReport) -> bool:
    """Whether the flag's words lie in the translation of one sentence, so that a replacement can be put there."""
    if row.segment is None or row.segment.segment.target_span is None or finding.side != "target":
        return False
    return row.segment.segment.target_span.contains(report.flags[finding.number - 1].span)


def suggest(
    row: ReportRow, finding: Finding, choice: int, report: ArticleReport, edited: str | None
) -> Suggestion | None:
    """The sentence with one of the flag's replacements, counted from 0; None where there is none to put there.

    `edited`: the sentence's last post-edit, if any.
    """
    segment = row.segment.segment if row.segment is not None else None
    if not can_apply(row, finding, report) or segment is None or segment.target_span is None:
        return None
    if choice not in range(len(finding.replacements)):
        return None
    place, replacement = report.flags[finding.number - 1].span, finding.replacements[choice]
    words = place.of(report.article.target)
    if edited is None or edited == segment.target:
        inside, text = place.shift(-segment.target_span.start), segment.target
        return Suggestion(words, replacement, text[: inside.start] + replacement + text[inside.end :])
    if edited.count(words) == 1:
        return Suggestion(words, replacement, edited.replace(words, replacement))
    return Suggestion(words, replacement, edited, fits=False)
