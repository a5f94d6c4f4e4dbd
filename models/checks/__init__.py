"""CHECKS: every deterministic rule by its id."""

from __future__ import annotations

from models.checks.addition import ADDITION
from models.checks.base import Check
from models.checks.boilerplate import BOILERPLATE
from models.checks.brackets import BRACKETS
from models.checks.copied_source import COPIED_SOURCE
from models.checks.dates import DATES
from models.checks.encoding import ENCODING
from models.checks.fragments import FRAGMENTS
from models.checks.glued import GLUED
from models.checks.invisible import INVISIBLE
from models.checks.name_spelling import NAME_SPELLING
from models.checks.names import NAMES
from models.checks.numbers import NUMBERS
from models.checks.omission import OMISSION
from models.checks.placeholders import PLACEHOLDERS
from models.checks.polarity import POLARITY
from models.checks.repetition import REPETITION
from models.checks.split_clause import SPLIT_CLAUSE
from models.checks.terminology import TERMINOLOGY
from models.checks.untranslated import UNTRANSLATED

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
