"""The words a reader sees for verdicts, categories and severities; the codes stay in the JSON."""

from __future__ import annotations

from models.mqm import Category, Severity
from models.report import Verdict

CATEGORY_WORDS: dict[Category, str] = {
    Category.MISTRANSLATION: "Wrong meaning",
    Category.OMISSION: "Left out",
    Category.ADDITION: "Added",
    Category.UNTRANSLATED: "Not translated",
    Category.GRAMMAR: "Grammar",
    Category.GARBLED: "Garbled",
    Category.REPETITION: "Repeated",
    Category.PUNCTUATION: "Punctuation",
    Category.ENCODING: "Broken characters",
    Category.TERM_INCONSISTENT: "Inconsistent term",
    Category.WRONG_TERM: "Against the glossary",
    Category.DATE_FORMAT: "Date or time",
    Category.NUMBER_FORMAT: "Number",
    Category.NAME_FORMAT: "Name",
    Category.BOILERPLATE: "Not part of the story",
    Category.NON_TRANSLATION: "Not a translation",
}

VERDICT_WORDS: dict[Verdict, str] = {
    "pass": "No issues that block publication",
    "review": "Needs an editor before it is published",
    "reject": "Do not publish this translation",
}

SEVERITIES = sorted(Severity, key=lambda severity: -severity.rank)
"""Worst first, the order in which reports list them."""


def percent(share: float | None) -> str:
    """A score for reading: percent(0.614) == "61", percent(None) == "–"."""
    return "–" if share is None else f"{100 * share:.0f}"


def plural(count: int, noun: str) -> str:
    """plural(1, "flag") == "1 flag", plural(3, "flag") == "3 flags"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
