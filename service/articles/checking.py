"""A kept article, checked: what a worker does with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models.intake import CheckRequest
from models.report import ArticleReport
from service.articles.bodies import ArticleBody


def checking(check: Callable[[CheckRequest], ArticleReport]) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """From what was kept of an article (an `ArticleBody` as JSON) to the wire form of its report."""
    return lambda sent: check(ArticleBody.model_validate(sent).request()).to_dict()
