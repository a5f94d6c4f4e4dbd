"""`GET /api/v1/capabilities`: what this service checks and how, for whoever connects a CMS to it."""

from __future__ import annotations

from typing import Any, Literal

from apiflask import APIBlueprint, HTTPTokenAuth
from pydantic import Field

from models.check_catalogue import CATALOGUE
from models.glossary import MAX_FORBIDDEN, MAX_TERM_LENGTH, MAX_TERMS
from models.hub.catalogue import MODELS
from models.hub.settings import BUILTIN
from models.intake.fields import MAX_FIELDS, MAX_NAME_LENGTH, MAX_UNITS
from models.intake.requests import MAX_CHARACTERS
from models.languages import (
    ENGLISH,
    LANGUAGES,
    UNTRAINED,
    LanguagePair,
    compares_pair,
    language_name,
    text_direction,
    trained_on,
)
from models.mqm import ITS_TYPES, Category, Severity, weight
from models.rendering.wording import CATEGORY_WORDS
from service.access.body_limits import MAX_BATCH_BYTES, MAX_REQUEST_BYTES
from service.access.keys import READ
from service.api.batches import MAX_LINES
from service.api.operations import Notes, Operations, WrittenAnswer
from service.articles.request_schemas import MAX_DISMISSED, MAX_ID_LENGTH, MAX_METADATA, MAX_METADATA_LENGTH
from service.http.strict import Strict

BUILTIN_TASK = "estimates words and sentences, with and without the source"


class KnownLanguage(Strict):
    """A language, and what the built-in model does with it beside English."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"]
    into_english: bool = Field(description="Translations from it into English are scored")
    from_english: bool = Field(description="Translations of English into it are scored, less well")
    experiment: bool = Field(description="The model was not trained on translations from it")


class KnownCategory(Strict):
    """A category of error, and what one of each severity weighs in penalty points."""

    category: str = Field(description="An MQM path")
    name: str
    its: str = Field(description="The ITS 2.0 localization quality issue type")
    points: dict[str, float]


class KnownCheck(Strict):
    """What raises flags."""

    check: str = Field(description="The stable id, as flags name it")
    name: str
    description: str
    by: Literal["rule", "model", "reviewer"]


class KnownModel(Strict):
    """A model that an operator can choose (docs/MODELS.md)."""

    model: str
    task: str
    languages: list[str] = Field(
        description="Of the built-in one: those it was trained on. Empty: too many to list, or not told"
    )


class Limits(Strict):
    """What is taken at most."""

    characters: int = Field(description="Unicode code points of each text")
    request_bytes: int = Field(description="Of a request")
    batch_bytes: int = Field(description="Of a batch")
    batch_lines: int = Field(description="Articles of a batch")
    fields: int = Field(description="Named fields of an article")
    field_name_characters: int
    file_units: int = Field(description="Units of a translators' file, for each language pair")
    glossary_terms: int
    glossary_term_characters: int
    forbidden_forms: int = Field(description="Of each term")
    dismissed: int = Field(description="Fingerprints sent with an article")
    id_characters: int = Field(description="Of `id`, `revision` and `callback`")
    metadata: int = Field(description="Members of `metadata`")
    metadata_characters: int = Field(description="Of each name and text in `metadata`")


class Capabilities(Strict):
    """Everything that a client need not find out by trying."""

    signature: str = Field(description="What every number of this service depends on; also in each report")
    languages: list[KnownLanguage]
    categories: list[KnownCategory]
    severities: list[str]
    checks: list[KnownCheck]
    models: list[KnownModel]
    limits: Limits


def capabilities_blueprint(signature: str, auth: HTTPTokenAuth) -> APIBlueprint:
    """The same answer for everybody, as long as the service runs."""
    api = Operations("capabilities")
    wire = capabilities(signature).model_dump(mode="json")

    @api.add(
        "GET /capabilities",
        READ,
        "Languages, categories, checks, models and limits",
        answer=Capabilities,
        notes=Notes({200: WrittenAnswer("What there is")}),
    )
    def show() -> dict[str, Any]:
        return wire

    return api.blueprint(auth)


def capabilities(signature: str) -> Capabilities:
    """Gathered from where each thing is decided."""
    models = [KnownModel(model=BUILTIN, task=BUILTIN_TASK, languages=sorted(filter(trained_on, LANGUAGES)))]
    models += [
        KnownModel(model=name, task=model.task, languages=sorted(model.languages)) for name, model in MODELS.items()
    ]
    return Capabilities(
        signature=signature,
        languages=[_language(code) for code in sorted({*LANGUAGES, *UNTRAINED})],
        categories=[_category(category) for category in Category],
        severities=[str(severity) for severity in Severity],
        checks=[
            KnownCheck(check=check.id, name=check.name, description=check.description, by=check.by)
            for check in CATALOGUE.values()
        ],
        models=models,
        limits=_limits(),
    )


def _limits() -> Limits:
    return Limits(
        characters=MAX_CHARACTERS,
        request_bytes=MAX_REQUEST_BYTES,
        batch_bytes=MAX_BATCH_BYTES,
        batch_lines=MAX_LINES,
        fields=MAX_FIELDS,
        field_name_characters=MAX_NAME_LENGTH,
        file_units=MAX_UNITS,
        glossary_terms=MAX_TERMS,
        glossary_term_characters=MAX_TERM_LENGTH,
        forbidden_forms=MAX_FORBIDDEN,
        dismissed=MAX_DISMISSED,
        id_characters=MAX_ID_LENGTH,
        metadata=MAX_METADATA,
        metadata_characters=MAX_METADATA_LENGTH,
    )


def _language(code: str) -> KnownLanguage:
    return KnownLanguage(
        code=code,
        name=language_name(code),
        direction=text_direction(code),
        into_english=compares_pair(LanguagePair(code, ENGLISH)),
        from_english=compares_pair(LanguagePair(ENGLISH, code)),
        experiment=not trained_on(code),
    )


def _category(category: Category) -> KnownCategory:
    points = {str(severity): weight(category, severity) for severity in Severity}
    return KnownCategory(category=category, name=CATEGORY_WORDS[category], its=ITS_TYPES[category], points=points)
