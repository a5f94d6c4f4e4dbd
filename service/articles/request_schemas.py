"""What is sent to us, as JSON: the forms that are refused or understood, and what the checker makes of them."""

from __future__ import annotations

from math import isfinite
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BeforeValidator, Field, ValidationInfo, field_validator

import models.intake.fields
from models.glossary import MAX_FORBIDDEN, MAX_TERM_LENGTH, MAX_TERMS, Term
from models.intake.fields import MAX_FIELDS, MAX_NAME_LENGTH
from models.intake.requests import CheckRequest
from service.http.strict import CLEAN, Fingerprint, Strict, Text, no_larger_than

MAX_ID_LENGTH = 200
MAX_METADATA = 50
MAX_METADATA_LENGTH = 500
MAX_DISMISSED = 1_000


def _finite(sent: Any) -> Any:
    """A number that is none would be the same id for all articles that have no number."""
    if isinstance(sent, float) and not isfinite(sent):
        raise ValueError(f"must be a text or a number, not {sent}")
    return sent


FieldName = Annotated[str, Field(max_length=MAX_NAME_LENGTH), CLEAN]
TermForm = Annotated[str, Field(max_length=MAX_TERM_LENGTH), CLEAN]
Id = Annotated[str, Field(max_length=MAX_ID_LENGTH, coerce_numbers_to_str=True), BeforeValidator(_finite), CLEAN]
MetadataText = Annotated[str, Field(max_length=MAX_METADATA_LENGTH), CLEAN]
Metadata = Annotated[dict[MetadataText, MetadataText], BeforeValidator(no_larger_than(MAX_METADATA))]


class FieldBody(Strict):
    """A named text of the CMS. Empty texts are left out of the check."""

    name: FieldName = Field(description="As the report shall call it, such as title")
    target: Text = Field(description="The machine translation")
    source: Text | None = Field(None, description="What was translated")
    format: Literal["text", "html"] = "text"


class TermBody(Strict):
    """An entry of a glossary: how a term is to be translated, or what must not be written."""

    source: TermForm = ""
    target: TermForm = ""
    forbidden: list[TermForm] = Field([], max_length=MAX_FORBIDDEN)


class CheckBody(Strict):
    """An article to check: a target, or named fields. Without a source only fluency is scored."""

    target: Text = Field("", description="The machine translation")
    source: Text | None = Field(None, description="What was translated")
    source_lang: Text = Field(
        "",
        max_length=35,
        description="ISO 639-1; detected when empty",
        validation_alias=AliasChoices("source_lang", "source_language"),
    )
    target_lang: Text = Field(
        "",
        max_length=35,
        description="ISO 639-1; detected when empty",
        validation_alias=AliasChoices("target_lang", "target_language"),
    )
    reference: Text | None = Field(None, description="A human translation, for reference scores")
    format: Literal["text", "html"] = "text"
    id: Id = Field("", description="Yours; it comes back in the report")
    fields: list[FieldBody] = Field(
        [], max_length=MAX_FIELDS, description="Instead of target and source: title, summary, body, in order"
    )
    glossary: list[TermBody] = Field([], max_length=MAX_TERMS)
    dismissed: list[Fingerprint] = Field(
        [], max_length=MAX_DISMISSED, description="Fingerprints of flags that count for nothing"
    )

    @field_validator("fields")
    @classmethod
    def _refuse_no_field(cls, sent: list[FieldBody], about: ValidationInfo) -> list[FieldBody]:
        if not sent and about.data.get("target") == "":
            raise ValueError("is empty: name at least one field, or send target instead")
        return sent

    def request(self) -> CheckRequest:
        """The same for the checker."""
        plain = self.model_dump(include=_PLAIN)
        fields = tuple(models.intake.fields.Field(**field.model_dump()) for field in self.fields)
        terms = tuple(Term(term.source, term.target, tuple(term.forbidden)) for term in self.glossary)
        return CheckRequest(**plain, fields=fields, glossary=terms, dismissed=frozenset(self.dismissed))


_PLAIN = {"target", "source", "source_lang", "target_lang", "reference", "format", "id"}


class ArticleBody(CheckBody):
    """An article to keep and to check. The same `id` again is a new revision of it."""

    revision: Id = Field("", description="Your own number or name of this revision")
    callback: Id = Field(
        "", description="Name of the site's endpoint that is told when the report is there; all of them when empty"
    )
    metadata: Metadata = Field(
        {}, max_length=MAX_METADATA, description="Yours; it comes back with the article"
    )
