"""What is wrong with a form that was sent, in words: which field, and what it may be.

Pydantic tells it in the words of a programmer: discriminators, patterns, "Input should be a valid string".
"""

from __future__ import annotations

from typing import Any

import regex
from pydantic import ValidationError
from pydantic_core import ErrorDetails

TAGGED = frozenset({"Decision"})
"""Forms that are one of several by a tag in them: pydantic puts the tag before the name of the field."""
_INNER = regex.compile(r"constrained-\w+|(?:literal|function-\w+|nullable|lax|strict|json-or-python)\b.*")
"""Parts of a place that name a branch of a type, not a member of what was sent."""
_KINDS = {dict: "an object", list: "a list", bool: "true or false", type(None): "null", str: "a text"}
_WANTED = {
    "string_type": "a text",
    "list_type": "a list",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
}
_BOUNDS = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
    "greater_than": ("gt", "more than"),
    "less_than": ("lt", "less than"),
}
_SAYS = ("must ", "is ", "has ", "holds ", "cannot ")
"""How a message begins that makes a sentence with the name of its field before it."""
MAX_QUOTED = 60
"""Characters of what was sent that a message gives back."""


def faults_of(error: ValidationError) -> list[tuple[str, str]]:
    """Each field at fault, once, with what is wrong with it; "" is the whole form.

    [("action", "must be one of confirm, dismiss …, not 'approved'"), ("fields.0.target", "must be a text, not 5")]
    """
    found: dict[str, str] = {}
    for fault in error.errors(include_url=False):
        found.setdefault(_where(fault, error.title in TAGGED), in_words(fault))
    return list(found.items())


def describe_fault(fault: tuple[str, str]) -> str:
    """A fault as a sentence: describe_fault(("fields.0.target", "is missing")) == "fields[0].target is missing"."""
    field, message = fault
    if not field:
        return message
    name = regex.sub(r"\.(\d+)(?=\.|$)", r"[\1]", field)
    return f"{name} {message}" if message.startswith(_SAYS) else f"{name}: {message}"


def in_words(fault: ErrorDetails) -> str:
    """What is wrong, without the name of the field."""
    kind, sent, about = fault["type"], fault.get("input"), fault.get("ctx", {})
    if kind in _WANTED:
        return f"must be {_WANTED[kind]}, not {_quoted(sent)}"
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        return f"must be {words} {about[name]:,.10g}, not {str(sent)[:MAX_QUOTED]}"
    match kind:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is not known here: leave it out, or see /docs for how it is called"
        case "string_too_long":
            return f"has {len(str(sent)):,} characters, at most {about['max_length']:,} are taken"
        case "string_too_short":
            return "is empty" if not sent else f"has fewer than {about['min_length']:,} characters"
        case "too_long":
            return f"has {_count(sent, about)} entries, at most {about['max_length']:,} are taken"
        case "literal_error" | "enum":
            return f"must be one of {_choices(about['expected'])}, not {_quoted(sent)}"
        case "union_tag_invalid":
            return f"must be one of {_choices(about['expected_tags'])}, not {_quoted(about['tag'])}"
        case "union_tag_not_found":
            return "is missing: it says what is to be done"
        case "too_short":
            return "is empty" if not sent else f"has fewer than {about['min_length']:,} entries"
        case "string_unicode":
            return "holds half of a UTF-16 surrogate pair, which is not a character"
        case "value_error":
            return str(about["error"])
    return "is not of the form that /docs lists"


def _where(fault: ErrorDetails, tagged: bool) -> str:
    place = list(fault["loc"])[1:] if tagged else list(fault["loc"])
    if fault["type"].startswith("union_tag"):
        place.append(fault["ctx"]["discriminator"].strip("'"))
    return ".".join(str(part) for part in place if not _INNER.fullmatch(str(part)))


def _choices(expected: str) -> str:
    """`'', 'pass' or 'reject'` as `pass, reject`: that it may be empty goes without saying."""
    return ", ".join(word for word in regex.findall(r"'([^']*)'", expected) if word)


def _count(sent: Any, about: dict[str, Any]) -> str:
    return f"{len(sent):,}" if isinstance(sent, list | dict) else f"more than {about['max_length']:,}"


def _quoted(sent: Any) -> str:
    if isinstance(sent, str):
        return repr(sent if len(sent) <= MAX_QUOTED else f"{sent[:MAX_QUOTED]}…")
    return str(sent)[:MAX_QUOTED] if isinstance(sent, int | float) and not isinstance(sent, bool) else _KINDS.get(
        type(sent), "that"
    )  # fmt: skip
