"""What was kept of a revision, read back: what was asked, its texts, its report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models.article import Article
from models.intake.requests import CheckRequest, take_in
from models.report import ArticleReport
from models.report_reading import read_report
from service.articles.request_schemas import ArticleBody
from service.storage.tables import Revision

BESIDE = ("id", "revision", "callback", "metadata", "dismissed")
"""What a CMS says about an article and about flags in it: the content is everything else."""


def request_of(sent: Mapping[str, Any]) -> CheckRequest:
    """What was kept of an article (an `ArticleBody` as JSON), as a request."""
    return ArticleBody.model_validate(sent).request()


def article_of(sent: Mapping[str, Any]) -> Article:
    """Its texts as they are read, without markup, in which a report's offsets count."""
    return take_in(request_of(sent), kept=True).article


def report_on(revision: Revision) -> ArticleReport:
    """The report as it was kept. Its languages are given, so that they need not be detected again."""
    wire: dict[str, Any] = revision.report or {}
    languages = {f"{side}_lang": wire["languages"][side] for side in ("source", "target")}
    return read_report(wire, take_in(replace(request_of(revision.sent), **languages), kept=True))


def same_content(sent: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both ask the same: texts, languages, glossary and what else is checked."""
    first, second = ({name: said[name] for name in said if name not in BESIDE} for said in (sent, other))
    return first == second
