"""What every check is called and what it looks for: the one text that reports, pages and docs/CHECKS.md share.

It needs the standard library alone, so that a report can name its checks wherever it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FLUENCY, CONSISTENCY, REVIEWER = "fluency", "consistency", "reviewer"
"""Ids of what raises flags and is no rule: the model's two views, and people."""


@dataclass(frozen=True, slots=True)
class CheckDescription:
    """A check by its `id`, which never changes: what it is called, and one or two sentences on what it flags.

    `by`: a rule, the model, or a reviewer's own mark.
    """

    id: str
    name: str
    description: str
    by: Literal["rule", "model", "reviewer"] = "rule"


CATALOGUE: dict[str, CheckDescription] = {
    check.id: check
    for check in (
        CheckDescription(
            CONSISTENCY,
            "Meaning",
            "The model doubts that these words say what the source says: a wrong sense, the opposite, somebody else, "
            "another time, something added; or that anything in the translation answers to these words of the source.",
            "model",
        ),
        CheckDescription(
            FLUENCY,
            "Language",
            "The model doubts that a native speaker would write this: garbled passages, wrong forms, word-for-word "
            "renderings.",
            "model",
        ),
        CheckDescription(
            "numbers",
            "Numbers",
            "A number from the source is changed, missing or added, or is formatted for another language.",
        ),
        CheckDescription(
            "dates",
            "Dates and times",
            "A date or time that does not exist, or that differs from the source.",
        ),
        CheckDescription(
            "names",
            "Names",
            "A name that does not sound like the one in the source (Rybkov for ريابكوف), or another: Lille for Lyon.",
        ),
        CheckDescription(
            "name-spelling", "Spelling of names", "A name is spelled in different ways within the article."
        ),
        CheckDescription(
            "polarity",
            "Negation and comparison",
            "A “not” that was added or lost, or a comparison that was reversed: “less than” for “more than”. "
            "One of them is enough for a review, in an article of any length.",
        ),
        CheckDescription(
            "terminology",
            "Terminology",
            "A term from your glossary is translated differently, or a forbidden one is used.",
        ),
        CheckDescription(
            "untranslated",
            "Untranslated words",
            "Words, punctuation or digits in another script, words left in the source language or in mixed alphabets, "
            "sentences that are not English.",
        ),
        CheckDescription("copied-source", "Copied source", "A sentence is the source itself: it was not translated."),
        CheckDescription(
            "omission", "Missing sentences", "A sentence of the source has no translation, or only a fragment of one."
        ),
        CheckDescription("addition", "Added sentences", "A sentence of the translation is not in the source."),
        CheckDescription(
            "glued",
            "Run-together text",
            "Dates, times, words or sentences run into each other, or a stray separator is left.",
        ),
        CheckDescription(
            "repetition",
            "Repetition",
            "A word or phrase is doubled, the text is stuck in a loop, or a sentence appears twice.",
        ),
        CheckDescription(
            "fragments",
            "Broken sentences",
            "An English sentence without a finite verb, cut off in the middle, starting in lower case, or with its "
            "words scrambled.",
        ),
        CheckDescription(
            "split-clause",
            "Split sentences",
            "A sentence ends where the source goes on: “… and Kyiv. It is preparing …”.",
        ),
        CheckDescription(
            "brackets",
            "Brackets and quotes",
            "A bracket or quotation mark that is opened but not closed, or the other way round.",
        ),
        CheckDescription(
            "encoding",
            "Character encoding",
            "Characters in the wrong encoding, replacement characters, HTML entities and control characters.",
        ),
        CheckDescription(
            "invisible",
            "Invisible characters",
            "Zero-width characters and direction controls where they do not belong.",
        ),
        CheckDescription(
            "boilerplate",
            "Boilerplate",
            "Lines that do not belong to the article: calls to follow or share, taglines, copyright, a tool’s answer.",
        ),
        CheckDescription(
            "placeholders",
            "Placeholders and markup",
            "A placeholder, tag, address or shortcode that is missing, added or changed: {name}, :count, <b>, [map].",
        ),
        CheckDescription(
            REVIEWER, "Reviewer's mark", "A passage that a reviewer marked and no check found.", "reviewer"
        ),
    )
}


def check_name(check: str) -> str:
    """What a check is called; its id where a report names one that there no longer is: check_name("dates")."""
    return CATALOGUE[check].name if check in CATALOGUE else check


def check_description(check: str) -> str:
    """What a check looks for; nothing of one that there no longer is."""
    return CATALOGUE[check].description if check in CATALOGUE else ""
