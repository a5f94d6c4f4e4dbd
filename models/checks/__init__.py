"""CHECKS: every deterministic rule by its id."""

from __future__ import annotations

from models.checks.base import Check
from models.checks.completeness.addition import ADDITION
from models.checks.completeness.boilerplate import BOILERPLATE
from models.checks.completeness.omission import OMISSION
from models.checks.dates.dates import DATES
from models.checks.names.name_spelling import NAME_SPELLING
from models.checks.names.names import NAMES
from models.checks.numbers.numbers import NUMBERS
from models.checks.placeholders import PLACEHOLDERS
from models.checks.polarity import POLARITY
from models.checks.sentences.fragments import FRAGMENTS
from models.checks.sentences.repetition import REPETITION
from models.checks.sentences.split_clause import SPLIT_CLAUSE
from models.checks.terminology import TERMINOLOGY
from models.checks.typography.brackets import BRACKETS
from models.checks.typography.encoding import ENCODING
from models.checks.typography.glued import GLUED
from models.checks.typography.invisible import INVISIBLE
from models.checks.untranslated.copied_source import COPIED_SOURCE
from models.checks.untranslated.untranslated import UNTRANSLATED

CHECKS: dict[str, Check] = {
    check.id: check
    for check in (
        NUMBERS,
        DATES,
        NAMES,
        NAME_SPELLING,
        POLARITY,
        TERMINOLOGY,
        UNTRANSLATED,
        COPIED_SOURCE,
        OMISSION,
        ADDITION,
        GLUED,
        REPETITION,
        FRAGMENTS,
        SPLIT_CLAUSE,
        BRACKETS,
        ENCODING,
        INVISIBLE,
        BOILERPLATE,
        PLACEHOLDERS,
    )
}
