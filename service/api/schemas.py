"""The wire forms, as the OpenAPI document tells them. `ArticleReport.to_dict` is what is sent;
a test holds it against `Report`, so that neither can change alone.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

import models.fields
from models.fields import LONGEST_NAME, MOST_FIELDS
from models.glossary import LONGEST_TERM, MOST_FORBIDDEN, MOST_TERMS, Term
from models.intake import CheckRequest

Share = float | None
"""A score in [0, 1], higher is better; null when it was not judged."""


IN_FIELD = "Where named fields were sent: the one that the offsets count in"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _without_surrogates(text: str) -> str:
    """JSON can spell half of a UTF-16 pair ("\\ud800"), which no text holds and no UTF-8 can send back."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("holds half of a UTF-16 surrogate pair")
    return text


_CLEAN = AfterValidator(_without_surrogates)
Text = Annotated[str, _CLEAN]
FieldName = Annotated[str, Field(max_length=LONGEST_NAME), _CLEAN]
TermForm = Annotated[str, Field(max_length=LONGEST_TERM), _CLEAN]


class FieldBody(_Strict):
    """A named text of the CMS. Empty texts are left out of the check."""

    name: FieldName = Field(description="As the report shall call it, such as title")
    target: Text = Field(description="The machine translation")
    source: Text | None = Field(None, description="What was translated")
    format: Literal["text", "html"] = "text"


class TermBody(_Strict):
    """An entry of a glossary: how a term is to be translated, or what must not be written."""

    source: TermForm = ""
    target: TermForm = ""
    forbidden: list[TermForm] = Field([], max_length=MOST_FORBIDDEN)


class CheckBody(_Strict):
    """An article to check: a target, or named fields. Without a source only fluency is judged."""

    target: Text = Field("", description="The machine translation")
    source: Text | None = Field(None, description="What was translated")
    source_lang: Text = Field("", max_length=35, description="ISO 639-1; detected when empty")
    target_lang: Text = Field("", max_length=35, description="ISO 639-1; detected when empty")
    reference: Text | None = Field(None, description="A human translation, for reference scores")
    format: Literal["text", "html"] = "text"
    id: Text = Field(
        "", max_length=200, coerce_numbers_to_str=True, description="Yours; it comes back in the report"
    )
    fields: list[FieldBody] = Field(
        [], max_length=MOST_FIELDS, description="Instead of target and source: title, summary, body, in order"
    )
    glossary: list[TermBody] = Field([], max_length=MOST_TERMS)

    def request(self) -> CheckRequest:
        """The same for the checker."""
        plain = self.model_dump(exclude={"fields", "glossary"})
        fields = tuple(models.fields.Field(**field.model_dump()) for field in self.fields)
        terms = tuple(Term(term.source, term.target, tuple(term.forbidden)) for term in self.glossary)
        return CheckRequest(**plain, fields=fields, glossary=terms)


class Languages(_Strict):
    """ISO 639-1 codes, as given or detected; empty when unknown."""

    source: str
    target: str


class Scores(_Strict):
    """The article's scores."""

    overall: Share
    fluency: Share
    consistency: Share


class SegmentScores(_Strict):
    """A segment's scores."""

    fluency: Share
    consistency: Share


class Passage(_Strict):
    """A text at code-point offsets of the article's side; null offsets where that side is empty."""

    text: str
    start: int | None
    end: int | None


class Meaning(Passage):
    """A piece of the source that explains a flag, and what it usually means."""

    field: str = Field("", description=IN_FIELD)

    meanings: list[str]


class SegmentReport(_Strict):
    """A pair of sentences that answer to each other; one side may be empty."""

    id: str
    field: str = Field("", description=IN_FIELD)
    source: Passage
    target: Passage
    scores: SegmentScores
    flags: list[str] = Field(description="Ids of the flags that begin here")


class Flag(_Strict):
    """A doubtful passage."""

    id: str
    side: Literal["source", "target"]
    field: str = Field("", description=IN_FIELD)
    start: int
    end: int
    text: str
    segment: str | None
    category: str = Field(description="An MQM path, such as accuracy/mistranslation")
    its: str = Field(description="The ITS 2.0 localization quality issue type")
    severity: Literal["neutral", "minor", "major", "critical"]
    confidence: float = Field(ge=0, le=1, description="Probability that a reviewer would agree")
    check: str
    message: str
    evidence: list[Meaning]
    replacements: list[str]
    fingerprint: str = Field(description="Stays the same when the article is sent again")
    html_start: int | None = Field(None, description="Offset in the markup, when HTML was sent")
    html_end: int | None = None


class Coverage(_Strict):
    """How much the model judged, and what it did not and why."""

    segments: int
    checked: int
    notes: list[str]


class ReferenceScore(_Strict):
    """A metric against the reference that was sent."""

    metric: str
    value: Share
    signature: str
    reason: str


class Report(_Strict):
    """What was found in an article. Offsets count Unicode code points."""

    id: str
    signature: str
    languages: Languages
    scores: Scores
    mqm_penalty_per_100_words: float
    verdict: Literal["pass", "review", "reject"]
    verdict_reasons: list[str]
    segments: list[SegmentReport]
    flags: list[Flag]
    coverage: Coverage
    reference_scores: list[ReferenceScore] = []


class FieldError(_Strict):
    """Which field is at fault, and how."""

    field: str
    message: str


class Problem(_Strict):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: list[FieldError] = []
