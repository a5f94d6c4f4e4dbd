"""What kinds of error the network tells apart: eight groups that a message can be worded for.

The names that annotators use (written contrasts, MQM, our own synthetic errors) map to them. An omission has no word
to be marked: the gap head finds it.
"""

from __future__ import annotations

KINDS = ("sense", "opposite", "roles", "time", "number", "name", "addition", "language")
RELATIONS = frozenset({"opposite", "roles", "time"})
"""Kinds that lie in how words relate, often in a small one: not, by, was."""
UNKNOWN_KIND = -1
OMISSION = "omission"
LEVELS = {"minor": 0, "major": 1, "critical": 2}
"""Severities, as training counts them."""

_GROUPS = {
    "sense": (
        "wrong_sense", "root_confusion", "lookalike", "idiom_literal", "near_meaning", "Accuracy/Mistranslation",
        "Lexical Selection", "Terminology/Inappropriate for context", "Terminology/Inappropriate", "Overly Literal",
        "Ambiguous Translation", "Terminology/Inconsistent use of terminology", "Terminology/Inconsistent",
    ),
    "opposite": ("opposite",),
    "roles": (
        "role_swap", "relation", "pronoun_reference", "Wrong Preposition", "Wrong Pronoun", "Wrong Conjunction",
        "Pronoun Selection",
    ),
    "time": ("tense_modality", "time_scope", "Tense_Mood_Aspect"),
    "number": (
        "number_date", "Locale convention/Currency format", "Locale convention/Date format",
        "Locale convention/Time format", "Locale_convention/Currency", "Locale_convention/Time",
        "Locale_convention/Date", "Wrong Unit Conversion", "Wrong Date/Time",
    ),
    "name": (
        "name", "Locale convention/Name format", "Named Entity", "Wrong Transliteration",
        "Shouldn't be transliterated", "Shouldn't have been translated",
    ),
    "addition": ("addition", "Accuracy/Addition", "Addition", "Duplication", "MT Hallucination"),
    "language": (
        "garbled", "attachment", "calque", "fragment", "agreement", "article_or_form", "repetition", "untranslated",
        "Fluency/Grammar", "Style/Awkward", "Fluency/Spelling", "Fluency/Register", "Agreement in gender",
        "Agreement in number", "Agreement in person", "Declension", "Word Order", "Verb Form", "POS", "Orthography",
        "Accuracy/Untranslated text", "Accuracy/Untranslated", "Untranslated", "Lexical Register",
    ),
}  # fmt: skip
_NUMBERS = {name: KINDS.index(kind) for kind, names in _GROUPS.items() for name in names}


def kind_number(name: str) -> int:
    """The group of an annotator's category, as an index of KINDS; UNKNOWN_KIND for one that tells nothing.

    KINDS[kind_number("role_swap")] == "roles"
    """
    return _NUMBERS.get(name, UNKNOWN_KIND)
