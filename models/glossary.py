"""A newsroom's own terms: how a source term is to be translated, and what must not be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import InvalidInput
from models.visible_text import has_text

MAX_TERMS = 2_000
MAX_TERM_LENGTH = 200
MAX_FORBIDDEN = 50


@dataclass(frozen=True, slots=True)
class Term:
    """One entry. `source` "": only about the target. `target` "": only about what is forbidden.

    Term("الناتو", "NATO", ("Nato", "the Atlantic Alliance")): wherever the source has it, NATO is to stand; the
    other two are nowhere to stand. Forms of a word count as the word, in the source and in what is to stand.
    """

    source: str = ""
    target: str = ""
    forbidden: tuple[str, ...] = ()


def refuse_useless(terms: Sequence[Term]) -> None:
    """Raises InvalidInput, naming the entry: one that asks for nothing, is too long, or too many of them."""
    if len(terms) > MAX_TERMS:
        raise InvalidInput(f"a glossary has at most {MAX_TERMS:,} terms, not {len(terms):,}", "glossary")
    for number, term in enumerate(terms, start=1):
        forms = (term.source, term.target, *term.forbidden)
        field = f"glossary.{number - 1}"
        if any(len(form) > MAX_TERM_LENGTH for form in forms) or len(term.forbidden) > MAX_FORBIDDEN:
            raise InvalidInput(
                f"term {number} is too long: a form has at most {MAX_TERM_LENGTH} characters, and at most"
                f" {MAX_FORBIDDEN} are forbidden",
                field,
            )
        if not (has_text(term.source) and has_text(term.target)) and not any(map(has_text, term.forbidden)):
            raise InvalidInput(f"term {number} asks for nothing: give source and target, or what is forbidden", field)
